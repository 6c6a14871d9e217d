import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One published image: an operating system, its version where it has one, and a processor. */
export interface DemoImage {
  readonly os: 'windows' | 'linux';
  readonly osVersion?: string;
  readonly architecture?: string;
}

const MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';
const INDEX = 'application/vnd.docker.distribution.manifest.list.v2+json';
const CONFIG = 'application/vnd.docker.container.image.v1+json';
const LAYER = 'application/vnd.docker.image.rootfs.diff.tar.gzip';

interface Document {
  readonly type: string;
  readonly body: string;
  readonly digest: string;
}

/**
 * A registry on this machine that answers for `repository:tag` as the real ones do, so that the demo needs no network.
 * One image under a tag is served as a single manifest, several as an index.
 */
export async function startDemoRegistry(
  published: Readonly<Record<string, DemoImage | readonly DemoImage[]>>,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const manifests = new Map<string, Document>();
  const blobs = new Map<string, Document>();
  for (const [name, images] of Object.entries(published)) {
    const colon = name.lastIndexOf(':');
    const repository = name.slice(0, colon);
    const put = (document: Document) => {
      manifests.set(`${repository}@${document.digest}`, document);
      return document;
    };
    const single = (image: DemoImage) => put(manifestOf(repository, image, blobs));
    const root = Array.isArray(images)
      ? put(indexOf(images.map((image: DemoImage) => ({ image, manifest: single(image) }))))
      : single(images as DemoImage);
    manifests.set(`${repository}@${name.slice(colon + 1)}`, root);
  }
  const server = createServer((request, response) => {
    const [, repository, kind, reference] =
      /^\/v2\/(.+)\/(manifests|blobs)\/([^/?]+)$/.exec(request.url ?? '') ?? [];
    const found = kind === 'blobs' ? blobs.get(reference ?? '') : manifests.get(`${repository}@${reference}`);
    if (found === undefined) {
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end('{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}');
      return;
    }
    response.writeHead(200, { 'content-type': found.type, 'docker-content-digest': found.digest });
    response.end(found.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => close(server) };
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

function documentOf(type: string, content: unknown): Document {
  const body = JSON.stringify(content);
  return { type, body, digest: `sha256:${createHash('sha256').update(body).digest('hex')}` };
}

function descriptor(document: Document) {
  return { mediaType: document.type, size: Buffer.byteLength(document.body), digest: document.digest };
}

function manifestOf(repository: string, image: DemoImage, blobs: Map<string, Document>): Document {
  const config = documentOf(CONFIG, {
    os: image.os,
    architecture: image.architecture ?? 'amd64',
    ...(image.osVersion === undefined ? {} : { 'os.version': image.osVersion }),
    rootfs: { type: 'layers', diff_ids: [] },
  });
  blobs.set(config.digest, config);
  const size = repository.includes('nanoserver') ? 120_000_000 : 1_500_000_000;
  const layer = { mediaType: LAYER, size, digest: documentOf(LAYER, repository).digest };
  return documentOf(MANIFEST, {
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: descriptor(config),
    layers: [layer],
  });
}

function indexOf(entries: readonly { image: DemoImage; manifest: Document }[]): Document {
  return documentOf(INDEX, {
    schemaVersion: 2,
    mediaType: INDEX,
    manifests: entries.map(({ image, manifest }) => ({
      ...descriptor(manifest),
      platform: {
        os: image.os,
        architecture: image.architecture ?? 'amd64',
        ...(image.osVersion === undefined ? {} : { 'os.version': image.osVersion }),
      },
    })),
  });
}
