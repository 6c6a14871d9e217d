// A real registry, filled with small Windows images.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';

export async function startRegistry(folder) {
  const port = await freePort();
  mkdirSync(folder, { recursive: true });
  const config = path.join(folder, 'config.yml');
  writeFileSync(
    config,
    `version: 0.1\nlog: { level: info, accesslog: { disabled: false } }\nstorage: { filesystem: { rootdirectory: ${path.join(folder, 'data')} } }\nhttp: { addr: 127.0.0.1:${port} }\n`,
  );
  // To a file: while this process waits for a command, nobody would empty a pipe.
  const logFile = path.join(folder, 'log');
  const log = openSync(logFile, 'w');
  const child = spawn('docker-registry', ['serve', config], { stdio: ['ignore', log, log] });
  const failed = new Promise((resolve) => child.on('error', () => resolve(true)));
  const host = `127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 100; attempt++) {
    if ((await Promise.race([failed, new Promise((resolve) => setTimeout(resolve, 50))])) === true)
      return undefined;
    const up = await fetch(`http://${host}/v2/`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (up) break;
  }
  return {
    host,
    /** Each as the registry's access log has it: `GET /v2/...`. */
    requests: () =>
      [...readFileSync(logFile, 'utf8').matchAll(/"((?:GET|HEAD) [^ "]+) HTTP/g)].map((match) => match[1]),
    stop: () => {
      child.kill();
      return new Promise((resolve) => child.on('close', resolve));
    },
  };
}

/** Pushes images `service-<n>:ltsc2022`, each a manifest with its own config. Gives their names. */
export async function pushImages(host, count) {
  const names = [];
  const layer = Buffer.from('no layer at all');
  for (let number = 0; number < count; number++) {
    const repository = `service-${number}`;
    const config = Buffer.from(
      JSON.stringify({
        architecture: 'amd64',
        os: 'windows',
        'os.version': `10.0.20348.${2000 + number}`,
        config: {},
        rootfs: { type: 'layers', diff_ids: [digestOf(layer)] },
      }),
    );
    await pushBlob(host, repository, config);
    await pushBlob(host, repository, layer);
    const type = 'application/vnd.docker.distribution.manifest.v2+json';
    const manifest = JSON.stringify({
      schemaVersion: 2,
      mediaType: type,
      config: {
        mediaType: 'application/vnd.docker.container.image.v1+json',
        size: config.length,
        digest: digestOf(config),
      },
      layers: [
        {
          mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
          size: layer.length,
          digest: digestOf(layer),
        },
      ],
    });
    const answer = await fetch(`http://${host}/v2/${repository}/manifests/ltsc2022`, {
      method: 'PUT',
      body: manifest,
      headers: { 'content-type': type },
    });
    if (!answer.ok) throw new Error(`pushing ${repository} failed: ${answer.status} ${await answer.text()}`);
    names.push(`${repository}:ltsc2022`);
  }
  return names;
}

async function pushBlob(host, repository, bytes) {
  const begun = await fetch(`http://${host}/v2/${repository}/blobs/uploads/`, { method: 'POST' });
  const location = new URL(begun.headers.get('location'), `http://${host}`);
  location.searchParams.set('digest', digestOf(bytes));
  const answer = await fetch(location, {
    method: 'PUT',
    body: bytes,
    headers: { 'content-type': 'application/octet-stream' },
  });
  if (!answer.ok) throw new Error(`pushing a blob failed: ${answer.status}`);
}

function digestOf(bytes) {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
