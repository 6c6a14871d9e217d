import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Debian's registry, as `docker-registry serve` runs it, with storage of its own. */
export interface RealRegistry {
  /** `127.0.0.1:<port>` */
  readonly host: string;
  stop(): Promise<void>;
}

export function registryInstalled(): boolean {
  return spawnSync('docker-registry', ['--version']).error === undefined;
}

export async function startRegistry(): Promise<RealRegistry> {
  const folder = await mkdtemp(path.join(tmpdir(), 'real-registry-'));
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  const config = path.join(folder, 'config.yml');
  await writeFile(
    config,
    `version: 0.1\nlog: { level: error, accesslog: { disabled: true } }\nstorage: { filesystem: { rootdirectory: ${path.join(folder, 'data')} } }\nhttp: { addr: ${host} }\n`,
  );
  const child: ChildProcess = spawn('docker-registry', ['serve', config], { stdio: 'ignore' });
  for (let attempt = 0; attempt < 200; attempt++) {
    const up = await fetch(`http://${host}/v2/`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (up) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    host,
    async stop() {
      const closed = new Promise((resolve) => child.on('close', resolve));
      child.kill();
      await closed;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** What a pushed document is called by others. */
export interface Pushed {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

const TYPES = {
  docker: {
    manifest: 'application/vnd.docker.distribution.manifest.v2+json',
    index: 'application/vnd.docker.distribution.manifest.list.v2+json',
    config: 'application/vnd.docker.container.image.v1+json',
    layer: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
  },
  oci: {
    manifest: 'application/vnd.oci.image.manifest.v1+json',
    index: 'application/vnd.oci.image.index.v1+json',
    config: 'application/vnd.oci.image.config.v1+json',
    layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
  },
} as const;
export type Format = keyof typeof TYPES;

/** Pushes a small image by the registry's own upload protocol; under its digest alone when `tag` is left out. */
export async function pushImage(
  host: string,
  repository: string,
  tag: string | undefined,
  image: { readonly os: string; readonly osVersion?: string; readonly architecture?: string },
  format: Format = 'docker',
): Promise<Pushed> {
  const types = TYPES[format];
  const config = Buffer.from(
    JSON.stringify({
      architecture: image.architecture ?? 'amd64',
      os: image.os,
      ...(image.osVersion === undefined ? {} : { 'os.version': image.osVersion }),
      config: {},
      rootfs: { type: 'layers', diff_ids: [] },
    }),
  );
  const layer = Buffer.from('a layer in name only');
  await pushBlob(host, repository, config);
  await pushBlob(host, repository, layer);
  return pushManifest(host, repository, tag, types.manifest, {
    schemaVersion: 2,
    mediaType: types.manifest,
    config: { mediaType: types.config, size: config.length, digest: digestOf(config) },
    layers: [{ mediaType: types.layer, size: layer.length, digest: digestOf(layer) }],
  });
}

export interface IndexMember {
  readonly pushed: Pushed;
  readonly platform?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export function pushIndex(
  host: string,
  repository: string,
  tag: string | undefined,
  members: readonly IndexMember[],
  format: Format = 'docker',
): Promise<Pushed> {
  const type = TYPES[format].index;
  return pushManifest(host, repository, tag, type, {
    schemaVersion: 2,
    mediaType: type,
    manifests: members.map(({ pushed, platform, annotations }) => ({
      ...pushed,
      ...(platform === undefined ? {} : { platform }),
      ...(annotations === undefined ? {} : { annotations }),
    })),
  });
}

async function pushManifest(
  host: string,
  repository: string,
  tag: string | undefined,
  mediaType: string,
  content: unknown,
): Promise<Pushed> {
  const body = Buffer.from(JSON.stringify(content));
  const digest = digestOf(body);
  const answer = await fetch(`http://${host}/v2/${repository}/manifests/${tag ?? digest}`, {
    method: 'PUT',
    body,
    headers: { 'content-type': mediaType },
  });
  if (!answer.ok)
    throw new Error(`pushing a manifest to ${repository}: ${answer.status} ${await answer.text()}`);
  return { mediaType, digest, size: body.length };
}

async function pushBlob(host: string, repository: string, bytes: Buffer): Promise<void> {
  const begun = await fetch(`http://${host}/v2/${repository}/blobs/uploads/`, { method: 'POST' });
  const location = new URL(begun.headers.get('location') ?? '', `http://${host}`);
  location.searchParams.set('digest', digestOf(bytes));
  const answer = await fetch(location, {
    method: 'PUT',
    body: new Uint8Array(bytes),
    headers: { 'content-type': 'application/octet-stream' },
  });
  if (!answer.ok) throw new Error(`pushing a blob to ${repository}: ${answer.status}`);
}

function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
