import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, open, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { makeCertificate } from './certificate.ts';
import { type RawAddress, rawCall } from './raw-call.ts';

const run = promisify(execFile);

/** A real Docker engine with storage of its own, and one image: busybox, whose shell and tools need no library. */
export interface RealEngine {
  readonly address: RawAddress;
  readonly socketPath: string;
  /** TLS on a port of this machine, where the engine wants a certificate of its authority. */
  readonly tls: {
    readonly port: number;
    readonly ca: string;
    readonly cert: string;
    readonly key: string;
  };
  /** Has `/bin/sh`, and busybox' tools beside it; no command of its own but the shell. */
  readonly image: string;
  stop(): Promise<void>;
}

const BUSYBOX = '/bin/busybox';
const TOOLS = ['sh', 'echo', 'sleep', 'cat', 'seq'] as const;

/** Why no engine can be started here, or `undefined` when one can. */
export function realEngineMissing(): string | undefined {
  if (process.platform !== 'linux') return 'a Linux engine runs on Linux only';
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  if (!folders.some((folder) => existsSync(join(folder, 'dockerd')))) {
    return 'dockerd is not installed (Debian: docker.io)';
  }
  if (!existsSync(BUSYBOX)) return `there is no ${BUSYBOX} (Debian: busybox-static)`;
  return process.getuid?.() === 0 ? undefined : 'dockerd needs root';
}

/**
 * Starts an engine that touches nothing of this machine but a folder of its own: no bridge, no firewall rules.
 * Its containers have no network.
 */
export async function startRealEngine(): Promise<RealEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'real-engine-'));
  const socketPath = join(folder, 'engine.sock');
  const address = { socketPath };
  const tls = await tlsFiles(folder);
  const log = await open(join(folder, 'log'), 'w');
  const options = {
    host: [`unix://${socketPath}`, `tcp://127.0.0.1:${tls.port}`],
    'data-root': join(folder, 'data'),
    'exec-root': join(folder, 'exec'),
    pidfile: join(folder, 'pid'),
    // Needs nothing of the kernel, where an overlay on an overlay is refused.
    'storage-driver': 'vfs',
    bridge: 'none',
    iptables: 'false',
    tlsverify: 'true',
    tlscacert: join(folder, 'ca.pem'),
    tlscert: join(folder, 'cert.pem'),
    tlskey: join(folder, 'key.pem'),
  };
  const args = Object.entries(options).flatMap(([name, values]) =>
    [values].flat().map((value) => `--${name}=${value}`),
  );
  const child = spawn('dockerd', args, {
    stdio: ['ignore', log.fd, log.fd],
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` },
  });
  const ended = new Promise<void>((resolve) => {
    child.on('exit', () => resolve());
    child.on('error', () => resolve());
  });
  const stop = async (): Promise<void> => {
    // It ends its containers and its containerd before it leaves.
    child.kill();
    const timer = setTimeout(() => child.kill('SIGKILL'), 30_000);
    await ended;
    clearTimeout(timer);
    await log.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await comesUp(child, address);
    return { address, socketPath, tls, image: await importBusybox(address, folder), stop };
  } catch (thrown) {
    const said = await readFile(join(folder, 'log'), 'utf8');
    await stop();
    throw new Error(`dockerd does not start here:\n${said.slice(-2000)}`, { cause: thrown });
  }
}

async function comesUp(child: ChildProcess, address: RawAddress): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`it left with ${child.exitCode}`);
    const up = await rawCall(address, 'GET', '/_ping').then(
      ({ status }) => status === 200,
      () => false,
    );
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it does not answer');
}

async function importBusybox(address: RawAddress, folder: string): Promise<string> {
  const bin = join(folder, 'root', 'bin');
  await mkdir(bin, { recursive: true });
  await copyFile(BUSYBOX, join(bin, 'busybox'));
  for (const tool of TOOLS) await symlink('busybox', join(bin, tool));
  const archive = join(folder, 'root.tar');
  await run('tar', ['-cf', archive, '-C', join(folder, 'root'), '.']);
  const changes = encodeURIComponent('CMD ["/bin/sh"]');
  const { status, body } = await rawCall(
    address,
    'POST',
    `/images/create?fromSrc=-&repo=busybox&tag=test&changes=${changes}`,
    await readFile(archive),
  );
  if (status !== 200 || body.includes('"error"')) throw new Error(`no image: ${status} ${body}`);
  return 'busybox:test';
}

async function tlsFiles(folder: string): Promise<RealEngine['tls']> {
  const authority = makeCertificate({ name: 'the authority' });
  const server = makeCertificate({ name: 'engine', hosts: ['127.0.0.1'], authority });
  const client = makeCertificate({ name: 'client', authority });
  await writeFile(join(folder, 'ca.pem'), authority.cert);
  await writeFile(join(folder, 'cert.pem'), server.cert);
  await writeFile(join(folder, 'key.pem'), server.key);
  return { port: await freePort(), ca: authority.cert, cert: client.cert, key: client.key };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
