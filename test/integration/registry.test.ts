import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Credentials } from '../../src/images/credentials.ts';
import { parseReference } from '../../src/images/reference.ts';
import { createNodeTransport, createRegistryClient, systemClock } from '../../src/images/registry.ts';
import {
  pushImage,
  pushIndex,
  type RealRegistry,
  registryInstalled,
  startRegistry,
} from '../registry/real-registry.ts';
import { startTokenFront, type TokenFront } from '../registry/token-front.ts';

const installed = registryInstalled();
if (!installed && process.env.REQUIRE_ALL) throw new Error('docker-registry is not installed.');
if (!installed) console.warn('Skipped: docker-registry is not installed.');

const WINDOWS_2016 = { os: 'windows', architecture: 'amd64', 'os.version': '10.0.14393.8422' };
const WINDOWS_2019 = { os: 'windows', architecture: 'amd64', 'os.version': '10.0.17763.8880' };

describe.skipIf(!installed)('a real registry with token authentication in front', () => {
  let real: RealRegistry;
  let first: TokenFront;
  let second: TokenFront;

  beforeAll(async () => {
    real = await startRegistry();
    const { host } = real;
    first = await startTokenFront(host, { username: 'first', password: 'first:secret' });
    second = await startTokenFront(host, { username: 'second', password: 'second secret' });
    await pushImage(host, 'single', 'docker', { os: 'windows', osVersion: '10.0.20348.5499' });
    await pushImage(host, 'single', 'oci', { os: 'windows', osVersion: '10.0.26100.33296' }, 'oci');
    await pushImage(host, 'private/single', 'ltsc2022', { os: 'windows', osVersion: '10.0.20348.5499' });
    for (const format of ['docker', 'oci'] as const) {
      const old = await pushImage(
        host,
        'index',
        undefined,
        { os: 'windows', osVersion: '10.0.14393.8422' },
        format,
      );
      const newer = await pushImage(
        host,
        'index',
        undefined,
        { os: 'windows', osVersion: '10.0.17763.8880' },
        format,
      );
      await pushIndex(
        host,
        'index',
        format,
        [
          { pushed: old, platform: WINDOWS_2016 },
          { pushed: newer, platform: WINDOWS_2019 },
        ],
        format,
      );
    }
    const image = await pushImage(
      host,
      'index',
      undefined,
      { os: 'windows', osVersion: '10.0.20348.1' },
      'oci',
    );
    const attestation = await pushImage(
      host,
      'index',
      undefined,
      { os: 'unknown', architecture: 'unknown' },
      'oci',
    );
    const inner = await pushIndex(
      host,
      'index',
      'attested',
      [
        { pushed: image, platform: { os: 'windows', architecture: 'amd64', 'os.version': '10.0.20348.1' } },
        {
          pushed: attestation,
          platform: { os: 'unknown', architecture: 'unknown' },
          annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
        },
      ],
      'oci',
    );
    await pushIndex(host, 'index', 'nested', [{ pushed: inner }], 'oci');
  });

  afterAll(async () => {
    await Promise.all([first?.stop(), second?.stop()]);
    await real?.stop();
  });

  const client = (logins: Readonly<Record<string, Credentials>> = {}) =>
    createRegistryClient({
      transport: createNodeTransport(),
      clock: systemClock,
      random: Math.random,
      userAgent: 'test',
      credentials: async (registry) => logins[registry],
    });
  const versions = async (host: string, name: string, logins?: Readonly<Record<string, Credentials>>) => {
    const { kind, entries } = await client(logins).inspect(parseReference(`${host}/${name}`));
    return [kind, ...entries.map((entry) => entry.platform.osVersion)];
  };

  it.each([
    ['single:docker', ['manifest', '10.0.20348.5499']],
    ['single:oci', ['manifest', '10.0.26100.33296']],
    ['index:docker', ['index', '10.0.14393.8422', '10.0.17763.8880']],
    ['index:oci', ['index', '10.0.14393.8422', '10.0.17763.8880']],
    ['index:attested', ['index', '10.0.20348.1']],
    ['index:nested', ['index', '10.0.20348.1']],
  ])('%s', async (name, expected) => {
    expect(await versions(first.host, name)).toEqual(expected);
  });

  it('a tag that is not there', async () => {
    await expect(versions(first.host, 'single:none')).rejects.toMatchObject({ reason: 'not-found' });
  });

  it('a private repository needs a login, and a wrong one is not tried for ever', async () => {
    const before = first.arrived.length;
    await expect(versions(first.host, 'private/single:ltsc2022')).rejects.toMatchObject({
      reason: 'unauthorized',
    });
    const wrong = { kind: 'password', username: 'first', password: 'guess' } as const;
    const refused = versions(first.host, 'private/single:ltsc2022', { [first.host]: wrong });
    await expect(refused).rejects.toMatchObject({ reason: 'unauthorized' });
    expect(first.arrived.length - before).toBeLessThan(12);
  });

  it('the login of one registry never reaches another, and no request is made twice', async () => {
    const logins: Record<string, Credentials> = {
      [first.host]: { kind: 'password', username: 'first', password: 'first:secret' },
      [second.host]: { kind: 'password', username: 'second', password: 'second secret' },
    };
    const starts = [first.arrived.length, second.arrived.length] as const;
    const both = client(logins);
    const asked = [first.host, second.host, first.host].flatMap((host) =>
      ['private/single:ltsc2022', 'single:docker', 'index:oci'].map((name) =>
        parseReference(`${host}/${name}`),
      ),
    );
    const answers = await Promise.all(asked.map((reference) => both.inspect(reference)));
    expect(answers).toHaveLength(9);

    for (const [front, start, other] of [
      [first, starts[0], second],
      [second, starts[1], first],
    ] as const) {
      const seen = front.arrived.slice(start);
      const basic = Buffer.from(front === first ? 'second:second secret' : 'first:first:secret').toString(
        'base64',
      );
      expect(seen.some(({ authorization }) => authorization?.includes(basic))).toBe(false);
      expect(seen.some(({ authorization }) => authorization?.includes(`of-${other.host}`))).toBe(false);
      // A first question without a token is refused and asked again with one; nothing else comes twice.
      const withToken = seen.filter(({ authorization }) => authorization?.startsWith('Bearer '));
      const urls = withToken.map(({ url }) => url);
      expect(new Set(urls).size).toBe(urls.length);
      const tokenUrls = seen.filter(({ url }) => url.startsWith('/token')).map(({ url }) => url);
      expect(new Set(tokenUrls).size).toBe(tokenUrls.length);
    }
  });
});
