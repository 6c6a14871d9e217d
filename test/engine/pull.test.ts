import { afterEach, describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/client.ts';
import type { PullProgress, PullRequest } from '../../src/engine/model.ts';
import { loginHeader } from '../../src/engine/modem.ts';
import { pullQuery } from '../../src/engine/pull.ts';
import { realClock } from './clock.ts';
import { answerJson, type FakeEngine, startFakeEngine } from './fake-engine.ts';

const NANOSERVER = 'mcr.microsoft.com/windows/nanoserver:ltsc2025';
let fake: FakeEngine | undefined;

afterEach(async () => {
  await fake?.stop();
  fake = undefined;
});

/** Pulls from an engine that sends these lines with status 200. */
async function pull(lines: readonly unknown[], request: Partial<PullRequest> = {}) {
  const seen: PullProgress[] = [];
  fake = await startFakeEngine((_arrived, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    for (const line of lines) response.write(`${typeof line === 'string' ? line : JSON.stringify(line)}\r\n`);
    response.end();
  });
  const engine = createEngine(fake.endpoint, { clock: realClock });
  const onProgress = (progress: PullProgress) => seen.push(progress);
  const outcome = await engine
    .pull({ reference: NANOSERVER, onProgress, ...request })
    .catch((thrown) => thrown);
  return { outcome, seen, request: fake.arrived[1] };
}

it.each<[string, string, string, string | undefined]>([
  [
    'mcr.microsoft.com/windows/nanoserver:ltsc2025',
    'mcr.microsoft.com/windows/nanoserver',
    'ltsc2025',
    undefined,
  ],
  ['localhost:5000/a/b', 'localhost:5000/a/b', 'latest', undefined],
  ['localhost:5000/a/b:c', 'localhost:5000/a/b', 'c', 'windows/amd64'],
  ['docker.io/library/golang@sha256:ab', 'docker.io/library/golang', 'sha256:ab', undefined],
  ['docker.io/library/golang:1.27@sha256:ab', 'docker.io/library/golang', 'sha256:ab', undefined],
])('%s is asked for by name and tag', (reference, fromImage, tag, platform) => {
  const query = pullQuery({ reference, ...(platform && { platform }) });
  expect(query).toEqual({ fromImage, tag, ...(platform && { platform }) });
});

describe('a pull', () => {
  it('that succeeds, as engines up to 28 tell it', async () => {
    const { outcome, seen, request } = await pull(
      [
        { status: 'Pulling from windows/nanoserver', id: 'ltsc2025' },
        { status: 'Pulling fs layer', progressDetail: {}, id: '0a1b2c3d4e5f' },
        {
          status: 'Downloading',
          progressDetail: { current: 1_234_567, total: 120_000_000 },
          progress: '[>   ] 1.2MB/120MB',
          id: '0a1b2c3d4e5f',
        },
        { status: 'Extracting', progressDetail: { current: 3, units: 's' }, id: '0a1b2c3d4e5f' },
        { status: 'Digest: sha256:aa' },
        { status: `Status: Downloaded newer image for ${NANOSERVER}` },
      ],
      { platform: 'windows/amd64' },
    );
    expect(outcome).toBeUndefined();
    expect(request).toMatchObject({
      method: 'POST',
      path: '/v1.44/images/create?fromImage=mcr.microsoft.com%2Fwindows%2Fnanoserver&tag=ltsc2025&platform=windows%2Famd64',
      body: undefined,
    });
    expect(request?.headers).not.toHaveProperty('x-registry-auth');
    expect(seen).toEqual([
      { image: NANOSERVER, status: 'Pulling from windows/nanoserver', layer: 'ltsc2025' },
      { image: NANOSERVER, status: 'Pulling fs layer', layer: '0a1b2c3d4e5f' },
      {
        image: NANOSERVER,
        status: 'Downloading',
        layer: '0a1b2c3d4e5f',
        current: 1_234_567,
        total: 120_000_000,
      },
      { image: NANOSERVER, status: 'Extracting', layer: '0a1b2c3d4e5f' },
      { image: NANOSERVER, status: 'Digest: sha256:aa' },
      { image: NANOSERVER, status: `Status: Downloaded newer image for ${NANOSERVER}` },
    ]);
  });

  const text = 'no matching manifest for windows(10.0.17763)/amd64 in the manifest list entries';
  it.each<[string, object]>([
    ['up to 28', { errorDetail: { message: text }, error: text }],
    ['from 29 on', { error: text, errorDetail: { message: text } }],
    ['with a code', { errorDetail: { code: 404, message: text }, error: text }],
    ['the short form alone', { error: `${text}\n` }],
  ])('that fails in its stream, %s', async (_name, line) => {
    const { outcome } = await pull([{ status: 'Pulling from windows/nanoserver', id: 'x' }, line]);
    expect(outcome).toMatchObject({ code: 'engine-refused', status: 200, engineText: text });
  });

  it('that fails before its stream', async () => {
    const message = 'manifest for mcr.microsoft.com/windows/nanoserver:nope not found: manifest unknown';
    fake = await startFakeEngine((_arrived, response) => answerJson(response, 404, { message }));
    const engine = createEngine(fake.endpoint, { clock: realClock });
    await expect(engine.pull({ reference: NANOSERVER })).rejects.toMatchObject({
      code: 'engine-refused',
      status: 404,
      engineText: message,
    });
  });

  it.each(['<html>Sign in</html>', '{"status":"Downl'])(
    'whose stream is not that of an engine: %s',
    async (line) => {
      const { outcome } = await pull([{ status: 'Pulling from x', id: 'x' }, line]);
      expect(outcome).toMatchObject({ code: 'engine-broken', message: expect.stringContaining(line) });
    },
  );

  it('is not over while something comes, however long it takes', async () => {
    fake = await startFakeEngine((_arrived, response) => {
      let count = 0;
      const timer = setInterval(() => {
        count += 1;
        response.write(
          `{"status":"Downloading","id":"a","progressDetail":{"current":${count},"total":9}}\r\n`,
        );
        if (count === 8) {
          clearInterval(timer);
          response.end();
        }
      }, 50);
    });
    const engine = createEngine(fake.endpoint, { clock: realClock });
    await engine.pull({ reference: NANOSERVER }, { milliseconds: 200 });
  });

  it.each<[string, NonNullable<PullRequest['login']>, object]>([
    [
      'a password',
      { username: 'me', password: 'p>>>?ü', server: 'registry.example' },
      { username: 'me', password: 'p>>>?ü', serveraddress: 'registry.example' },
    ],
    [
      'an identity token',
      { identityToken: 'token', server: 'https://index.docker.io/v1/' },
      { identitytoken: 'token', serveraddress: 'https://index.docker.io/v1/' },
    ],
  ])('with %s, which is in no URL and no message', async (_name, login, sent) => {
    const { outcome, request } = await pull([{ error: 'unauthorized' }], { login });
    const header = String(request?.headers['x-registry-auth']);
    expect(JSON.parse(Buffer.from(header, 'base64url').toString('utf8'))).toEqual(sent);
    expect(`${outcome.message} ${outcome.remedy} ${request?.path}`).not.toMatch(/p>>>|token/);
  });

  it('its login has the padding that engines insist on', () => {
    for (const username of ['', 'a', 'ab', '?>~ÿ']) {
      const header = loginHeader({ username });
      expect(header.length % 4).toBe(0);
      expect(header).toMatch(/^[\w-]+={0,2}$/);
    }
  });
});
