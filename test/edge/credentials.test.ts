import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { createCredentials } from '../../src/edge/credentials.ts';

const auth = (text: string) => ({ auth: Buffer.from(text).toString('base64') });
const login = (username: string, password: string) => ({ kind: 'password', username, password });

/** A home folder with files in it; texts are written as they are, anything else as JSON. */
function homeWith(files: Readonly<Record<string, unknown>>): string {
  const home = mkdtempSync(path.join(tmpdir(), 'home-'));
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(home, file)), { recursive: true });
    writeFileSync(path.join(home, file), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return home;
}

describe('where the logins of this machine are', () => {
  const home = homeWith({
    '.docker/config.json': { auths: { 'example.com': auth('home:pw') } },
    'other/config.json': { auths: { 'example.com': auth('other:pw') } },
  });
  const DOCKER_AUTH_CONFIG = JSON.stringify({ auths: { 'example.com': auth('environment:pw') } });

  it.each([
    ['.docker in the home folder', {}, 'home'],
    ['the folder that DOCKER_CONFIG names', { DOCKER_CONFIG: path.join(home, 'other') }, 'other'],
    ['an empty DOCKER_CONFIG names none', { DOCKER_CONFIG: '' }, 'home'],
    ['DOCKER_AUTH_CONFIG comes first', { DOCKER_AUTH_CONFIG }, 'environment'],
    ['an empty DOCKER_AUTH_CONFIG is none', { DOCKER_AUTH_CONFIG: '' }, 'home'],
  ])('%s', async (_, environment, username) => {
    const loginOf = createCredentials(environment, home, expect.fail);
    expect(await loginOf('example.com')).toEqual(login(username, 'pw'));
  });

  it.each([
    ['no such folder', 'none'],
    ['a file in place of the folder', 'other/config.json'],
  ])('%s: nobody is logged in, and nothing is said', async (_, folder) => {
    const loginOf = createCredentials({ DOCKER_CONFIG: path.join(home, folder) }, home, expect.fail);
    expect(await loginOf('example.com')).toBeUndefined();
  });

  it('a file that is there and cannot be read is told', async () => {
    const told: string[] = [];
    const odd = homeWith({ 'config.json/x': '' });
    const loginOf = createCredentials({ DOCKER_CONFIG: odd }, odd, (message) => told.push(message));
    expect(await loginOf('example.com')).toBeUndefined();
    expect(told).toEqual([expect.stringMatching(/config\.json cannot be read.*EISDIR/)]);
  });
});

// Scripts stand in for the helpers; on Windows a script is no program.
describe.skipIf(process.platform === 'win32')('helpers are programs', () => {
  const home = homeWith({
    '.docker/config.json': {
      auths: { 'late.test': auth('file:pw') },
      credHelpers: {
        'echo.test': 'echo',
        'none.test': 'none',
        'late.test': 'late',
        'loud.test': 'loud',
        'deaf.test': 'deaf',
        'folder.test': 'folder',
        'plain.test': 'plain',
      },
    },
    // Gives back what it was asked, and what it can see of the environment.
    'bin/docker-credential-echo':
      '#!/bin/sh\nread -r server || true\nprintf \'{"Username":"%s %s","Secret":"%s"}\' "$1" "$server" "$GIVEN"\n',
    'bin/docker-credential-none': '#!/bin/sh\necho credentials not found in native keychain\nexit 1\n',
    'bin/docker-credential-late': '#!/bin/sh\nsleep 5 & wait\n',
    'bin/docker-credential-loud': '#!/bin/sh\nhead -c 3000000 /dev/zero | tr "\\0" x\n',
    'bin/docker-credential-deaf': '#!/bin/sh\nexec 0<&-\nprintf \'{"Username":"deaf","Secret":"pw"}\'\n',
    'bin/docker-credential-folder/x': '',
    'bin/docker-credential-plain': 'not to be run',
  });
  for (const name of ['echo', 'none', 'late', 'loud', 'deaf'])
    chmodSync(path.join(home, `bin/docker-credential-${name}`), 0o755);
  const environment = { PATH: `${home}/bin:${process.env.PATH}`, GIVEN: 'from the environment' };

  async function ask(registry: string) {
    const told: string[] = [];
    const loginOf = createCredentials(environment, home, (message) => told.push(message), 500);
    return { login: await loginOf(registry), told };
  }

  it('`get`, with the server on stdin and the environment of this run', async () => {
    expect(await ask('echo.test')).toEqual({
      login: login('get echo.test', 'from the environment'),
      told: [],
    });
  });

  it('one that keeps no login is no trouble', async () => {
    expect(await ask('none.test')).toEqual({ login: undefined, told: [] });
  });

  it('one that does not read its stdin is heard all the same', async () => {
    expect((await ask('deaf.test')).login).toEqual(login('deaf', 'pw'));
  });

  it('one that waits for ever is given up, with what it started, and the file counts', async () => {
    const before = Date.now();
    const { login: found, told } = await ask('late.test');
    expect(Date.now() - before).toBeLessThan(4000);
    expect(found).toEqual(login('file', 'pw'));
    expect(told).toEqual([
      'docker-credential-late gave no login for late.test: it did not answer within 0.5 s.',
    ]);
  });

  it.each([
    ['loud.test', 'its answer is not JSON'],
    ['folder.test', 'there is no program docker-credential-folder in PATH'],
    ['plain.test', 'there is no program docker-credential-plain in PATH'],
  ])('%s: %s', async (registry, why) => {
    const { login: found, told } = await ask(registry);
    expect(found).toBeUndefined();
    expect(told).toEqual([expect.stringContaining(why)]);
  });
});
