import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isLocal, resolveEndpoint } from '../../src/engine/endpoint.ts';
import type { EngineTls } from '../../src/engine/model.ts';

interface Machine {
  readonly platform?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly unreadable?: readonly string[];
}

/** Resolves on a machine made of an environment and files; every path that was asked for is noted. */
function resolve(
  { platform = 'linux', environment = {}, files = {}, unreadable = [] }: Machine,
  asked: string[] = [],
) {
  const home = platform === 'win32' ? { USERPROFILE: 'C:\\Users\\me' } : { HOME: '/home/me' };
  return resolveEndpoint({
    platform,
    environment: { ...home, ...environment },
    readFile: async (path) => {
      asked.push(path);
      if (unreadable.includes(path)) throw new Error('EACCES: permission denied');
      return files[path];
    },
  });
}

const sha256 = (name: string) => createHash('sha256').update(name).digest('hex');

/** The store of one context, as the Docker command line writes it. */
function context(
  name: string,
  docker: unknown,
  tls: Readonly<Record<string, string>> = {},
  folder = '/home/me/.docker',
) {
  const files: Record<string, string> = {
    [`${folder}/contexts/meta/${sha256(name)}/meta.json`]: JSON.stringify({
      Name: name,
      Metadata: {},
      Endpoints: { docker },
    }),
  };
  for (const [file, content] of Object.entries(tls)) {
    files[`${folder}/contexts/tls/${sha256(name)}/docker/${file}`] = content;
  }
  return files;
}

const CONFIG = '/home/me/.docker/config.json';
const WINDOWS_STORE = 'C:\\Users\\me\\.docker';
/** Written down here rather than computed: docker/cli has the name's sha256. */
const DESKTOP_WINDOWS = '20cca48ece26c362e388a0f192667c1ed683f9fa5f4425a88d4fea84e001311e';
const DESKTOP_WINDOWS_META = `${WINDOWS_STORE}\\contexts\\meta\\${DESKTOP_WINDOWS}\\meta.json`;

describe('which engine the Docker command line would talk to', () => {
  it.each<[string, Machine, string, string]>([
    ['nothing said, Linux', {}, 'unix:///var/run/docker.sock', 'the default'],
    ['nothing said, Windows', { platform: 'win32' }, 'npipe:////./pipe/docker_engine', 'the default'],
    [
      'an empty DOCKER_HOST says nothing',
      { environment: { DOCKER_HOST: ' ' } },
      'unix:///var/run/docker.sock',
      'the default',
    ],
    [
      'DOCKER_HOST before everything',
      {
        environment: { DOCKER_HOST: 'tcp://build:2375', DOCKER_CONTEXT: 'none' },
        files: { [CONFIG]: '{"currentContext":"none"}' },
      },
      'tcp://build:2375',
      'DOCKER_HOST',
    ],
    [
      'DOCKER_CONTEXT before the current one',
      {
        environment: { DOCKER_CONTEXT: 'lab' },
        files: { [CONFIG]: '{"currentContext":"none"}', ...context('lab', { Host: 'tcp://lab:2375' }) },
      },
      'tcp://lab:2375',
      'the context lab',
    ],
    [
      'the current context',
      {
        files: {
          [CONFIG]: '\uFEFF{"currentContext":"lab"}',
          ...context('lab', { Host: 'unix:///run/lab.sock' }),
        },
      },
      'unix:///run/lab.sock',
      'the context lab',
    ],
    [
      "Docker Desktop's context on Windows",
      {
        platform: 'win32',
        files: {
          [`${WINDOWS_STORE}\\config.json`]: '{"currentContext":"desktop-windows"}',
          [DESKTOP_WINDOWS_META]:
            '{"Name":"desktop-windows","Metadata":{"Description":"Docker Desktop"},"Endpoints":{"docker":{"Host":"npipe:////./pipe/dockerDesktopWindowsEngine","SkipTLSVerify":false}}}',
        },
      },
      'npipe:////./pipe/dockerDesktopWindowsEngine',
      'the context desktop-windows',
    ],
    [
      'DOCKER_CONFIG moves both the file and the store',
      {
        environment: { DOCKER_CONFIG: '/etc/docker-cli' },
        files: {
          '/etc/docker-cli/config.json': '{"currentContext":"lab"}',
          [CONFIG]: '{"currentContext":"other"}',
          ...context('lab', { Host: 'tcp://lab:1234' }, {}, '/etc/docker-cli'),
        },
      },
      'tcp://lab:1234',
      'the context lab',
    ],
    [
      'the context "default" stands for the environment',
      { environment: { DOCKER_CONTEXT: 'default' }, files: { [CONFIG]: '{"currentContext":"lab"}' } },
      'unix:///var/run/docker.sock',
      'the default',
    ],
    [
      'a config.json that cannot be understood names no context, and that is told',
      { files: { [CONFIG]: '{"auths":{"x":{"auth":"c2VjcmV0"}},' } },
      'unix:///var/run/docker.sock',
      `the default, as ${CONFIG} cannot be read as JSON`,
    ],
    [
      'TLS asked for and no address',
      { environment: { DOCKER_TLS_VERIFY: '1' }, files: { '/home/me/.docker/ca.pem': 'CA' } },
      'tcp://127.0.0.1:2376',
      'DOCKER_TLS_VERIFY',
    ],
  ])('%s', async (_name, machine, host, namedBy) => {
    expect(await resolve(machine)).toMatchObject({ host, namedBy });
  });

  it('reads no more than it needs', async () => {
    const asked: string[] = [];
    await resolve({ environment: { DOCKER_HOST: 'tcp://build:2375', DOCKER_CERT_PATH: '/certs' } }, asked);
    expect(asked).toEqual([]);
  });

  it('without a home there is no store, and the default holds', async () => {
    const world = { platform: 'linux', environment: {}, readFile: async () => '{"currentContext":"x"}' };
    expect(await resolveEndpoint(world)).toMatchObject({ namedBy: 'the default' });
  });
});

describe('addresses', () => {
  it.each<[string, string, string, unknown]>([
    ['win32', 'npipe:////./pipe/docker_engine', 'npipe:////./pipe/docker_engine', '//./pipe/docker_engine'],
    ['win32', 'npipe://./pipe/docker_engine', 'npipe:////./pipe/docker_engine', '//./pipe/docker_engine'],
    [
      'win32',
      'npipe://\\\\.\\pipe\\docker_engine',
      'npipe:////./pipe/docker_engine',
      '//./pipe/docker_engine',
    ],
    ['win32', 'NPIPE:////./PIPE/Mine', 'npipe:////./pipe/Mine', '//./pipe/Mine'],
    ['win32', 'npipe://', 'npipe:////./pipe/docker_engine', '//./pipe/docker_engine'],
    ['win32', 'npipe:////build/pipe/docker', 'npipe:////build/pipe/docker', '//build/pipe/docker'],
    [
      'linux',
      'unix:///run/user/1000/docker.sock',
      'unix:///run/user/1000/docker.sock',
      '/run/user/1000/docker.sock',
    ],
    ['linux', 'unix://', 'unix:///var/run/docker.sock', '/var/run/docker.sock'],
  ])('%s %s', async (platform, written, host, path) => {
    const endpoint = await resolve({ platform, environment: { DOCKER_HOST: written } });
    const kind = platform === 'win32' ? 'pipe' : 'unix';
    expect(endpoint).toEqual({ host, transport: { kind, path }, namedBy: 'DOCKER_HOST' });
  });

  it.each<[string, string, string, number]>([
    ['tcp://build:1234', 'tcp://build:1234', 'build', 1234],
    ['tcp://build', 'tcp://build:2375', 'build', 2375],
    ['tcp://build:80/', 'tcp://build:80', 'build', 80],
    ['tcp://', 'tcp://127.0.0.1:2375', '127.0.0.1', 2375],
    ['tcp://:4321', 'tcp://127.0.0.1:4321', '127.0.0.1', 4321],
    ['tcp://[::1]:2375', 'tcp://[::1]:2375', '::1', 2375],
    ['tcp://[fe80::1%eth0]', 'tcp://[fe80::1%eth0]:2375', 'fe80::1%eth0', 2375],
    ['build:1234', 'tcp://build:1234', 'build', 1234],
    ['build', 'tcp://build:2375', 'build', 2375],
    ['192.168.0.7:1234', 'tcp://192.168.0.7:1234', '192.168.0.7', 1234],
    ['tcp://bücher.example', 'tcp://bücher.example:2375', 'bücher.example', 2375],
  ])('%s', async (written, host, hostname, port) => {
    const endpoint = await resolve({ environment: { DOCKER_HOST: written } });
    expect(endpoint).toEqual({ host, transport: { kind: 'tcp', hostname, port }, namedBy: 'DOCKER_HOST' });
  });

  it.each<[string, string, RegExp]>([
    ['linux', 'ssh://me@build', /SSH.*Run the check on the machine/],
    ['linux', 'fd://', /fd:\/\/.*Name the socket itself/],
    ['linux', 'https://build:2376', /https:\/\/.*Write tcp:\/\//],
    ['linux', 'vsock://3', /vsock:\/\//],
    ['linux', 'tcp://::1:2375', /brackets/],
    ['linux', 'tcp://build:99999', /no port 99999/],
    ['linux', 'tcp://build:0', /no port 0/],
    ['linux', 'tcp://build:2375/engines/a', /path behind the port/],
    ['linux', 'tcp://build:port', /no host and port/],
    ['linux', 'tcp://a b', /no host and port/],
    ['linux', '/var/run/docker.sock', /unix:\/\/\/var\/run\/docker\.sock/],
    ['linux', 'unix:/var/run/docker.sock', /needs a scheme/],
    ['linux', 'unix://tcp://x', /no path of a socket/],
    ['win32', '\\\\.\\pipe\\docker_engine', /npipe:\/\/\/\/\.\/pipe\/docker_engine/],
    ['win32', 'npipe:////./docker_engine', /no name of a pipe/],
    ['win32', 'unix:///var/run/docker.sock', /on Windows.*pipe/],
    ['linux', 'npipe:////./pipe/docker_engine', /on Windows only/],
  ])('on %s %s cannot be used', async (platform, written, expected) => {
    const failed = await resolve({ platform, environment: { DOCKER_HOST: written } }).catch(
      (thrown) => thrown,
    );
    expect(failed).toMatchObject({ name: 'EngineError', code: 'engine-endpoint-invalid', exitCode: 3 });
    expect(`${failed.message} ${failed.remedy}`).toMatch(expected);
    expect(failed.message).toContain('DOCKER_HOST');
  });

  it.each(['tcp://me:s3cret@build:2375', 'me:s3cret@build', 'ssh://me:s3cret@build', 'x://a:s3cret@b'])(
    'no password of %s is repeated',
    async (written) => {
      const failed = await resolve({ environment: { DOCKER_HOST: written } }).catch((thrown) => thrown);
      expect(failed.code).toBe('engine-endpoint-invalid');
      expect(`${failed.message} ${failed.remedy}`).not.toContain('s3cret');
    },
  );

  it.each<[string, string, boolean]>([
    ['linux', 'unix:///run/x.sock', true],
    ['win32', 'npipe:////./pipe/x', true],
    ['win32', 'npipe:////build/pipe/x', false],
    ['linux', 'tcp://127.0.0.1:2375', false],
  ])('%s %s may be of this machine: %s', async (platform, written, local) => {
    expect(isLocal(await resolve({ platform, environment: { DOCKER_HOST: written } }))).toBe(local);
  });
});

describe('TLS', () => {
  const pem = { 'ca.pem': 'CA', 'cert.pem': 'CERT', 'key.pem': 'KEY' };
  const inFolder = (folder: string, files: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(files).map(([file, content]) => [`${folder}/${file}`, content]));

  it.each<[string, Machine, number, EngineTls | undefined]>([
    [
      'not asked for',
      { environment: { DOCKER_CERT_PATH: '/certs' }, files: inFolder('/certs', pem) },
      2375,
      undefined,
    ],
    [
      'DOCKER_TLS_VERIFY, any value',
      { environment: { DOCKER_TLS_VERIFY: '0', DOCKER_CERT_PATH: '/certs' }, files: inFolder('/certs', pem) },
      2376,
      { ca: 'CA', cert: 'CERT', key: 'KEY' },
    ],
    [
      'without DOCKER_CERT_PATH from the folder of the configuration',
      { environment: { DOCKER_TLS_VERIFY: '1' }, files: inFolder('/home/me/.docker', pem) },
      2376,
      { ca: 'CA', cert: 'CERT', key: 'KEY' },
    ],
    [
      'an engine that wants no certificate of its clients',
      {
        environment: { DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/certs' },
        files: { '/certs/ca.pem': 'CA' },
      },
      2376,
      { ca: 'CA' },
    ],
    ['DOCKER_TLS does not verify', { environment: { DOCKER_TLS: '1' } }, 2376, { skipVerify: true }],
  ])('%s', async (_name, machine, port, tls) => {
    const endpoint = await resolve({
      ...machine,
      environment: { ...machine.environment, DOCKER_HOST: 'tcp://build' },
    });
    expect(endpoint.transport).toEqual({ kind: 'tcp', hostname: 'build', port, ...(tls && { tls }) });
  });

  it.each<[string, unknown, Readonly<Record<string, string>>, unknown]>([
    [
      'of a context',
      { Host: 'tcp://lab' },
      pem,
      { kind: 'tcp', hostname: 'lab', port: 2376, tls: { ca: 'CA', cert: 'CERT', key: 'KEY' } },
    ],
    [
      'of a context that does not verify',
      { Host: 'tcp://lab:99', SkipTLSVerify: true },
      {},
      { kind: 'tcp', hostname: 'lab', port: 99, tls: { skipVerify: true } },
    ],
    ['is nothing to a socket', { Host: 'unix:///x', SkipTLSVerify: true }, pem, { kind: 'unix', path: '/x' }],
  ])('%s', async (_name, docker, files, transport) => {
    const endpoint = await resolve({
      // Those of the environment are for the default context only.
      environment: { DOCKER_CONTEXT: 'lab', DOCKER_TLS_VERIFY: '1' },
      files: context('lab', docker, files),
    });
    expect(endpoint.transport).toEqual(transport);
  });
});

describe('what is wrong is told with the file it is in', () => {
  const meta = `/home/me/.docker/contexts/meta/${sha256('lab')}/meta.json`;
  const lab = { DOCKER_CONTEXT: 'lab' };
  const verify = { DOCKER_HOST: 'tcp://x', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/certs' };
  it.each<[string, Machine, string]>([
    ['an unknown context', { environment: lab }, meta],
    ['a context that is no JSON', { environment: lab, files: { [meta]: '{' } }, meta],
    [
      'a context without an engine',
      { environment: lab, files: { [meta]: '{"Endpoints":{"kubernetes":{}}}' } },
      meta,
    ],
    ['a context without an address', { environment: lab, files: context('lab', { Host: '' }) }, meta],
    ['a context that may not be read', { environment: lab, unreadable: [meta] }, meta],
    [
      'a context with half a certificate',
      { environment: lab, files: context('lab', { Host: 'tcp://lab' }, { 'cert.pem': 'CERT' }) },
      'key.pem',
    ],
    ['no ca.pem', { environment: verify }, '/certs/ca.pem'],
    [
      'no key.pem',
      { environment: verify, files: { '/certs/ca.pem': 'CA', '/certs/cert.pem': 'C' } },
      '/certs/key.pem',
    ],
    [
      'no cert.pem',
      { environment: verify, files: { '/certs/ca.pem': 'CA', '/certs/key.pem': 'K' } },
      '/certs/cert.pem',
    ],
    ['a key that may not be read', { environment: verify, unreadable: ['/certs/key.pem'] }, '/certs/key.pem'],
  ])('%s', async (_name, machine, file) => {
    const failed = await resolve(machine).catch((thrown) => thrown);
    expect(failed).toMatchObject({ code: 'engine-endpoint-invalid', remedy: expect.stringMatching(/\.$/) });
    expect(failed.message).toContain(file);
  });
});
