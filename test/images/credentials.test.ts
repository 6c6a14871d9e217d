import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunHelper } from '../../src/images/credential-helper.ts';
import { type Credentials, createCredentialStore } from '../../src/images/credentials.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const auth = (text: string) => ({ auth: base64(text) });
const password = (username: string, secret: string): Credentials => ({
  kind: 'password',
  username,
  password: secret,
});

interface Kept {
  /** `config.json`: a value, or the very text. */
  readonly config?: unknown;
  readonly environment?: unknown;
  /** By program: by server, the name and the password; what is not there is not found. */
  readonly helpers?: Readonly<Record<string, Readonly<Record<string, readonly [string, string]>>>>;
}

/** A credential store over what is kept, with everything that it said and asked. */
function storeOf({ config, environment, helpers = {} }: Kept) {
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  const told: string[] = [];
  const asked: string[] = [];
  const runHelper: RunHelper = async (name, server) => {
    asked.push(`${name} ${server}`);
    const kept = helpers[name];
    if (kept === undefined) throw new Error(`there is no program docker-credential-${name} in PATH`);
    const login = kept[server];
    if (login === undefined) return { exitCode: 1, stdout: 'credentials not found in native keychain\n' };
    return { exitCode: 0, stdout: JSON.stringify({ Username: login[0], Secret: login[1] }) };
  };
  const loginOf = createCredentialStore({
    config: async () => (config === undefined ? undefined : text(config)),
    ...(environment === undefined ? {} : { environmentConfig: text(environment) }),
    runHelper,
    onProblem: (message) => told.push(message),
  });
  return { loginOf, told, asked };
}

describe('auths: logins that stand in the file', () => {
  it.each<[string, unknown, Credentials | undefined]>([
    ['auth is base64 of name:password', auth('ann:pw'), password('ann', 'pw')],
    ['a password may hold colons', auth('ann:p:w:'), password('ann', 'p:w:')],
    ['a password may be empty', auth('ann:'), password('ann', '')],
    ['a password may be Unicode', auth('ann:pässwörd'), password('ann', 'pässwörd')],
    ['base64 may have line ends', { auth: `${base64('ann:pw')}\r\n` }, password('ann', 'pw')],
    ['base64 may be without its padding', { auth: 'YW5uOnB3MTI' }, password('ann', 'pw12')],
    ['zeros that old versions padded with', auth('ann:pw\0\0'), password('ann', 'pw')],
    ['name and password in fields', { username: 'ann', password: 'pw' }, password('ann', 'pw')],
    ['auth before fields', { ...auth('ann:pw'), username: 'bob', password: 'x' }, password('ann', 'pw')],
    ['an identity token', { identitytoken: 'refresh' }, { kind: 'identity-token', token: 'refresh' }],
    [
      'an identity token before auth, as Azure has both',
      { ...auth('00000000-0000-0000-0000-000000000000:'), identitytoken: 'refresh' },
      { kind: 'identity-token', token: 'refresh' },
    ],
    ['a name without a password', { username: 'ann' }, undefined],
    ['an empty entry, which a helper leaves behind', {}, undefined],
    ['an old entry with an address alone', { email: 'ann@example.com', auth: '' }, undefined],
    ['no object', 'ann:pw', undefined],
  ])('%s', async (_, entry, expected) => {
    const { loginOf, told } = storeOf({ config: { auths: { 'example.com': entry } } });
    expect(await loginOf('example.com')).toEqual(expected);
    expect(told).toEqual([]);
  });

  it.each([
    ['no base64', { auth: 'ann:secret' }],
    ['no colon', auth('secret')],
    ['no name', auth(':secret')],
    ['no text', { auth: Buffer.from([0x61, 0x3a, 0xff, 0xfe]).toString('base64') }],
  ])('what cannot be understood is told and not sent: %s', async (_, entry) => {
    const { loginOf, told } = storeOf({ config: { auths: { 'example.com': entry } } });
    expect(await loginOf('example.com')).toBeUndefined();
    expect(told).toEqual([expect.stringContaining('example.com')]);
    expect(told.join()).not.toContain('secret');
  });
});

describe('which registry a key means', () => {
  it.each([
    ['example.com', 'example.com'],
    ['EXAMPLE.com', 'example.com'],
    ['https://example.com', 'example.com'],
    ['http://example.com/', 'example.com'],
    ['https://example.com/v2/', 'example.com'],
    ['https://example.com:8443/v1/', 'example.com:8443'],
    ['localhost:5000', 'localhost:5000'],
    ['[::1]:5000', '[::1]:5000'],
    ['https://index.docker.io/v1/', 'docker.io'],
    ['https://index.docker.io/v1/', 'index.docker.io'],
    ['https://index.docker.io/v1/', 'registry-1.docker.io'],
    ['https://index.docker.io/v2/', 'docker.io'],
    ['index.docker.io', 'docker.io'],
    ['docker.io', 'docker.io'],
    ['registry-1.docker.io', 'docker.io'],
  ])('%s is for %s', async (key, registry) => {
    const { loginOf } = storeOf({ config: { auths: { [key]: auth('ann:pw') } } });
    expect(await loginOf(registry)).toEqual(password('ann', 'pw'));
  });

  it.each([
    ['example.com', 'sub.example.com'],
    ['example.com', 'example.com:443'],
    ['example.com:5000', 'example.com'],
    ['example.com', 'example.com.evil.test'],
    ['https://evil.test/example.com', 'example.com'],
    ['https://example.com@evil.test/', 'example.com'],
    ['docker.io', 'ghcr.io'],
    ['https://index.docker.io/v1/', 'index.docker.io.evil.test'],
    ['mcr.microsoft.com', 'docker.io'],
    ['', 'docker.io'],
    ['__proto__', 'docker.io'],
  ])('`%s` is not for %s', async (key, registry) => {
    const { loginOf } = storeOf({ config: `{"auths":{"${key}":{"auth":"${base64('ann:pw')}"}}}` });
    expect(await loginOf(registry)).toBeUndefined();
  });

  it.each([
    ['docker.io', ['index.docker.io', 'docker.io', 'https://index.docker.io/v1/']],
    ['example.com', ['https://example.com/v1/', 'http://example.com', 'example.com']],
  ])('of several keys for %s the one that Docker writes wins, wherever it stands', async (registry, keys) => {
    const auths = Object.fromEntries(keys.map((key, at) => [key, auth(`${at}:pw`)]));
    expect(await storeOf({ config: { auths } }).loginOf(registry)).toEqual(password('2', 'pw'));
  });

  it('the tokens of a login in a browser are no login of Docker Hub', async () => {
    const tokens = {
      'https://index.docker.io/v1/access-token': auth('ann:eyJhbGciOi'),
      'https://index.docker.io/v1/refresh-token': auth('ann:v1.MWVub'),
    };
    expect(await storeOf({ config: { auths: tokens } }).loginOf('docker.io')).toBeUndefined();
    const beside = { auths: { ...tokens, 'https://index.docker.io/v1/': auth('ann:dckr_pat') } };
    expect(await storeOf({ config: beside }).loginOf('docker.io')).toEqual(password('ann', 'dckr_pat'));
  });

  it('no registry ever gets the login of another', async () => {
    const registry = fc.constantFrom(
      'docker.io',
      'ghcr.io',
      'example.com',
      'example.com:5000',
      'sub.example.com',
      'localhost:5000',
      'localhost',
      '127.0.0.1:5000',
    );
    const place = fc.constantFrom('auths', 'credHelpers', 'environment');
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.tuple(registry, place), { selector: ([name]) => name, maxLength: 8 }),
        registry,
        async (kept, wanted) => {
          // The password of each registry is its own name, so that a wrong one shows.
          const own = ([name]: readonly [string, string]) => [name, auth(`user:${name}`)];
          const at = (where: string) => kept.filter(([, each]) => each === where);
          const server = (name: string) => (name === 'docker.io' ? 'https://index.docker.io/v1/' : name);
          const { loginOf } = storeOf({
            config: {
              auths: Object.fromEntries(at('auths').map(own)),
              credHelpers: Object.fromEntries(at('credHelpers').map(([name]) => [name, 'store'])),
            },
            environment: { auths: Object.fromEntries(at('environment').map(own)) },
            helpers: {
              store: Object.fromEntries(
                at('credHelpers').map(([name]) => [server(name), ['user', name] as const]),
              ),
            },
          });
          const expected = kept.some(([name]) => name === wanted) ? password('user', wanted) : undefined;
          expect(await loginOf(wanted)).toEqual(expected);
        },
      ),
    );
  });
});

describe('who is asked, and whose word counts', () => {
  const helpers = {
    all: { 'example.com': ['all', 'pw'], 'https://index.docker.io/v1/': ['hub', 'pw'] },
    own: { 'example.com': ['own', 'pw'] },
    empty: {},
  } as const;
  const auths = { 'example.com': auth('file:pw') };
  const environment = { auths: { 'example.com': auth('environment:pw') } };

  it.each<[string, Kept, string | undefined, readonly string[]]>([
    ['nothing is kept', {}, undefined, []],
    ['the file alone', { config: { auths } }, 'file', []],
    [
      'the environment before everything, and no helper is started',
      { config: { auths, credsStore: 'all' }, environment },
      'environment',
      [],
    ],
    [
      'the environment knows another registry only',
      { config: { auths }, environment: { auths: { 'ghcr.io': auth('x:y') } } },
      'file',
      [],
    ],
    ['the store before the file', { config: { auths, credsStore: 'all' } }, 'all', ['all example.com']],
    [
      'the own helper before the store',
      { config: { auths, credsStore: 'all', credHelpers: { 'example.com': 'own' } } },
      'own',
      ['own example.com'],
    ],
    [
      'the helper of another registry is not asked',
      { config: { auths, credHelpers: { 'ghcr.io': 'own' } } },
      'file',
      [],
    ],
    [
      'an empty helper means none, not even the store',
      { config: { auths, credsStore: 'all', credHelpers: { 'example.com': '' } } },
      'file',
      [],
    ],
    [
      'a helper that keeps none is believed',
      { config: { auths, credsStore: 'empty' } },
      undefined,
      ['empty example.com'],
    ],
    [
      'a helper that cannot be asked leaves the file',
      { config: { auths, credsStore: 'missing' } },
      'file',
      ['missing example.com'],
    ],
  ])('%s', async (_, kept, username, asked) => {
    const store = storeOf({ helpers, ...kept });
    const login = await store.loginOf('example.com');
    expect(login).toEqual(username === undefined ? undefined : password(username, 'pw'));
    expect(store.asked).toEqual(asked);
  });

  it('helpers know Docker Hub by its old address', async () => {
    const store = storeOf({ helpers, config: { credsStore: 'all' } });
    expect(await store.loginOf('docker.io')).toEqual(password('hub', 'pw'));
    expect(store.asked).toEqual(['all https://index.docker.io/v1/']);
  });
});

describe('what is told', () => {
  it.each([
    ['half a file', '{"auths":{"example.com":{"auth":"aHVudGVyMg=="'],
    ['an array', '[]'],
    ['null', 'null'],
  ])('broken JSON is told once and never shown: %s', async (_, text) => {
    const { loginOf, told } = storeOf({ config: text, environment: text });
    for (const registry of ['example.com', 'ghcr.io', 'docker.io']) {
      expect(await loginOf(registry)).toBeUndefined();
    }
    expect(told).toEqual([
      expect.stringContaining('DOCKER_AUTH_CONFIG'),
      expect.stringContaining('config.json'),
    ]);
    expect(told.join()).not.toContain('aHVudGVyMg');
  });

  it.each([
    ['an empty file', ''],
    ['spaces', ' \n'],
    ['other settings alone', '{"currentContext":"default"}'],
    ['a byte order mark', '\uFEFF{}'],
    ['auths of another shape', '{"auths":[],"credHelpers":null,"credsStore":{}}'],
  ])('nothing of %s', async (_, text) => {
    const { loginOf, told } = storeOf({ config: text });
    expect(await loginOf('example.com')).toBeUndefined();
    expect(told).toEqual([]);
  });

  it('a helper that is not there is told by its name, with the registry', async () => {
    const { loginOf, told } = storeOf({ config: { credsStore: 'desktop' } });
    await loginOf('docker.io');
    expect(told).toEqual([
      'docker-credential-desktop gave no login for docker.io: there is no program docker-credential-desktop in PATH.',
    ]);
  });

  it('a file that may not be read is told, and the environment counts all the same', async () => {
    const told: string[] = [];
    const loginOf = createCredentialStore({
      config: () => Promise.reject(new Error('EACCES: permission denied')),
      environmentConfig: JSON.stringify({ auths: { 'example.com': auth('ann:pw') } }),
      runHelper: () => Promise.reject(new Error('never')),
      onProblem: (message) => told.push(message),
    });
    expect(await loginOf('example.com')).toEqual(password('ann', 'pw'));
    expect(await loginOf('ghcr.io')).toBeUndefined();
    expect(told).toEqual([expect.stringContaining('permission denied')]);
  });

  it('the file is read once in a run, and not before a login is wanted', async () => {
    let reads = 0;
    const loginOf = createCredentialStore({
      config: async () => {
        reads += 1;
        return '{}';
      },
      runHelper: () => Promise.reject(new Error('never')),
      onProblem: () => undefined,
    });
    expect(reads).toBe(0);
    await Promise.all(['a.test', 'b.test', 'c.test'].map(loginOf));
    expect(reads).toBe(1);
  });
});
