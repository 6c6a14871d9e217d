import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { addressOf } from './client.ts';
import type { EngineName, RegistryImage, WindowsEngineOptions } from './engine.ts';
import { baseImage, messageOf, type Simulation, simulate } from './simulate.ts';

const entry = (osVersion: string) => ({ osVersion, family: 'nanoserver' }) as const;
const MANY: RegistryImage = {
  reference: 'registry.example/app:many',
  entries: [
    { os: 'linux', digest: `sha256:${'0'.repeat(64)}` },
    entry('10.0.14393.5850'),
    entry('10.0.17763.6414'),
    entry('10.0.20348.4052'),
    entry('10.0.26100.32522'),
  ],
};

async function pulled(simulation: Simulation, query: string, headers?: Readonly<Record<string, string>>) {
  const answer = await simulation.post(`/images/create?${query}`, { some: 'options of a client' }, headers);
  const lines =
    answer.status === 200
      ? answer.text
          .trimEnd()
          .split('\r\n')
          .map((line) => JSON.parse(line))
      : [];
  return {
    status: answer.status,
    message: messageOf(answer),
    lines: lines as Record<string, string>[],
    last: lines.at(-1),
  };
}

/** The version of the image that a pull left behind; what was said when it left none. */
async function versionPulled(options: Partial<WindowsEngineOptions>, query: string): Promise<string> {
  const simulation = await simulate({ images: [], registryImages: [MANY], ...options });
  const { status, message, last } = await pulled(
    simulation,
    `fromImage=registry.example/app&tag=many&${query}`,
  );
  if (status !== 200) return `${status} ${message}`;
  if (last?.error) return `in stream: ${last.error}`;
  const { json } = await simulation.get('/images/registry.example/app:many/json');
  const { OsVersion, Os } = json as { OsVersion?: string; Os: string };
  return OsVersion ?? Os;
}

describe('which entry of an index an engine takes', () => {
  it.each([
    ['windows-server-2019', 'graphdriver', '10.0.17763.6414'],
    ['windows-server-2022', 'graphdriver', '10.0.20348.4052'],
    ['windows-server-2025', 'graphdriver', '10.0.26100.32522'],
    // No entry of its own build: the first older one, which process isolation cannot run.
    ['windows-10-22h2', 'graphdriver', '10.0.14393.5850'],
    ['windows-11-25h2', 'graphdriver', '10.0.14393.5850'],
    ['windows-server-2019', 'containerd', '10.0.17763.6414'],
    ['windows-server-2022', 'containerd', '10.0.20348.4052'],
    ['windows-server-2025', 'containerd', '10.0.26100.32522'],
    ['windows-11-25h2', 'containerd', '10.0.26100.32522'],
    [
      'windows-10-22h2',
      'containerd',
      '404 no matching manifest for windows(10.0.19045)/amd64 in the manifest list entries: no match for platform in manifest: not found',
    ],
  ] as const)('%s with the %s store: %s', async (host, imageStore, version) => {
    expect(await versionPulled({ host, imageStore }, '')).toBe(version);
  });

  it.each([
    ['containerd', 'windows(10.0.17763)/amd64', '10.0.17763.6414'],
    ['containerd', 'windows/amd64', '10.0.14393.5850'],
    ['containerd', 'linux/amd64', 'linux'],
    ['graphdriver', 'windows/amd64', '10.0.20348.4052'],
    ['graphdriver', 'linux/amd64', 'linux'],
    [
      'graphdriver',
      'windows/arm64',
      'in stream: no matching manifest for windows(10.0.20348)/arm64 in the manifest list entries',
    ],
    [
      'graphdriver',
      'plan9/amd64',
      '400 "plan9/amd64": unknown operating system or architecture: invalid argument',
    ],
  ] as const)('%s, asked for %s: %s', async (imageStore, platform, version) => {
    expect(await versionPulled({ imageStore }, `platform=${encodeURIComponent(platform)}`)).toBe(version);
  });
});

describe('what a pull says', () => {
  const layers = [
    { digest: `sha256:${'a'.repeat(64)}`, size: 120_000_000 },
    { digest: `sha256:${'b'.repeat(64)}`, size: 5_000 },
  ];
  const registryImages: readonly RegistryImage[] = [
    { ...baseImage('ltsc2022'), layers: layers.slice(0, 1) },
    { ...baseImage('ltsc2022', 'servercore'), layers },
  ];
  const statuses = (lines: readonly Record<string, string>[]) =>
    lines.map(({ status, id }) => [status, id].filter(Boolean).join(' '));

  it('fetches a layer once, and an image that is there not at all', async () => {
    const simulation = await simulate({ images: [], registryImages });
    await pulled(simulation, 'fromImage=mcr.microsoft.com/windows/nanoserver&tag=ltsc2022');
    const query = 'fromImage=mcr.microsoft.com/windows/servercore&tag=ltsc2022';
    const { lines } = await pulled(simulation, query);
    expect(statuses(lines)).toContain(`Already exists ${'a'.repeat(12)}`);
    expect(statuses(lines)).toContain(`Pull complete ${'b'.repeat(12)}`);
    const again = await pulled(simulation, query);
    expect(statuses(again.lines)).toEqual([
      'Pulling from windows/servercore ltsc2022',
      expect.stringMatching(/^Digest: sha256:/),
      'Status: Image is up to date for mcr.microsoft.com/windows/servercore:ltsc2022',
    ]);
  });

  it.each([
    ['24.0', true],
    ['28.5', true],
    ['29.1', false],
  ] as const)('%s draws a bar: %s', async (engine, bar) => {
    const simulation = await simulate({ engine, images: [], registryImages });
    const { lines } = await pulled(simulation, 'fromImage=mcr.microsoft.com/windows/nanoserver&tag=ltsc2022');
    const downloading = lines.find(({ status }) => status === 'Downloading');
    expect(downloading?.progress).toEqual(bar ? `[>${' '.repeat(49)}]  1.049MB/120MB` : undefined);
  });

  it('ends when its caller hangs up, unless all is there by then', async () => {
    for (const [pullLayer, images] of [
      [400, []],
      [0, [baseImage('ltsc2022').reference]],
    ] as const) {
      const { engine } = await simulate({
        images: [],
        registryImages: [baseImage('ltsc2022')],
        delays: { pullLayer },
      });
      const path = '/images/create?fromImage=mcr.microsoft.com/windows/nanoserver&tag=ltsc2022';
      await new Promise<void>((resolve) => {
        const call = request({ ...addressOf(engine.dockerHost), method: 'POST', path }, (response) => {
          response.once('data', () => {
            call.destroy();
            resolve();
          });
        });
        call.on('error', () => {});
        call.end();
      });
      await new Promise((resolve) => setTimeout(resolve, 600));
      expect(engine.images()).toEqual(images);
    }
  });

  it('takes its time, layer by layer', async () => {
    const simulation = await simulate({ images: [], registryImages, delays: { pullLayer: 40 } });
    const before = performance.now();
    const { lines } = await pulled(simulation, 'fromImage=mcr.microsoft.com/windows/servercore&tag=ltsc2022');
    expect(performance.now() - before).toBeGreaterThan(70);
    expect(lines.filter(({ status }) => status === 'Downloading')).toHaveLength(8);
  });

  it('takes a digest in place of a tag, and all tags where none is named', async () => {
    const simulation = await simulate({
      images: [],
      registryImages: [MANY, { ...baseImage('ltsc2019'), reference: 'registry.example/app:old' }],
    });
    const { json } = await simulation.get('/distribution/registry.example/app:many/json');
    const { digest } = (json as { Descriptor: { digest: string } }).Descriptor;
    await pulled(simulation, `fromImage=registry.example/app&tag=${digest}`);
    expect((await simulation.get(`/images/registry.example/app@${digest}/json`)).status).toBe(200);
    expect(simulation.engine.images()).toEqual([]);
    await pulled(simulation, 'fromImage=registry.example/app');
    expect([...simulation.engine.images()].sort()).toEqual([
      'registry.example/app:many',
      'registry.example/app:old',
    ]);
  });
});

const login = (parts: object) => ({
  'X-Registry-Auth': Buffer.from(JSON.stringify(parts)).toString('base64url'),
});

describe('what a registry does not give', () => {
  const registryImages: readonly RegistryImage[] = [
    {
      ...baseImage('ltsc2022'),
      reference: 'registry.example/private:1',
      access: 'private',
      credentials: { username: 'me', password: 'secret' },
    },
    { ...baseImage('ltsc2022'), reference: 'registry.example/some:1', access: 'missing-tag' },
    { ...baseImage('ltsc2022'), reference: 'registry.example/named:1', access: 'missing-name' },
    { ...baseImage('ltsc2022'), reference: 'busy:1', access: 'rate-limited' },
    { ...baseImage('ltsc2022'), reference: 'nowhere.example/app:1', access: 'unreachable' },
    { reference: 'registry.example/linux:1', os: 'linux' },
    { ...baseImage('ltsc2025'), reference: 'registry.example/new:1' },
  ];

  it.each<[EngineName, string, number, string]>([
    [
      '29.1',
      'fromImage=registry.example/private&tag=1',
      404,
      'pull access denied for registry.example/private',
    ],
    [
      '29.1',
      'fromImage=registry.example/absent&tag=1',
      404,
      'pull access denied for registry.example/absent',
    ],
    [
      '29.1',
      'fromImage=registry.example/some&tag=1',
      404,
      'manifest for registry.example/some:1 not found: manifest unknown',
    ],
    [
      '29.1',
      'fromImage=registry.example/private&tag=2',
      404,
      'manifest for registry.example/private:2 not found',
    ],
    [
      '29.1',
      'fromImage=registry.example/named&tag=1',
      404,
      'repository registry.example/named not found: name unknown',
    ],
    ['29.1', 'fromImage=busy&tag=1', 429, 'toomanyrequests: '],
    ['24.0', 'fromImage=busy&tag=1', 500, 'toomanyrequests: '],
    ['29.1', 'fromImage=nowhere.example/app&tag=1', 500, 'lookup nowhere.example: no such host'],
    ['29.1', 'fromImage=scratch', 403, "'scratch' is a reserved name"],
    ['29.1', 'fromImage=Upper/Case', 400, 'invalid reference format'],
  ])('%s %s: %i %s', async (engine, query, status, text) => {
    const { status: actual, message } = await pulled(
      await simulate({ engine, images: [], registryImages }),
      query,
    );
    expect([actual, message]).toEqual([status, expect.stringContaining(text)]);
  });

  it.each([
    [
      '29.1',
      'linux',
      'image operating system "linux" cannot be used on this platform: operating system is not supported',
    ],
    ['20.10', 'linux', 'operating system is not supported'],
    ['28.5', 'new', 'a Windows version 10.0.26100-based image is incompatible with a 10.0.20348 host'],
  ] as const)('%s, a single manifest: %s', async (engine, name, text) => {
    const { status, last } = await pulled(
      await simulate({ engine, images: [], registryImages }),
      `fromImage=registry.example/${name}&tag=1`,
    );
    expect([status, last?.error]).toEqual([200, text]);
  });

  it('a private image wants the right credentials', async () => {
    const query = 'fromImage=registry.example/private&tag=1';
    const simulation = await simulate({ images: [], registryImages });
    expect(await pulled(simulation, query, login({ username: 'me', password: 'wrong' }))).toMatchObject({
      status: 401,
    });
    expect(await pulled(simulation, query, login({ username: 'me', password: 'secret' }))).toMatchObject({
      status: 200,
    });
    // A header that is none of the kind counts for none.
    expect(await pulled(simulation, query, { 'X-Registry-Auth': '%%' })).toMatchObject({ status: 404 });
    const older = await simulate({ engine: '24.0', images: [], registryImages });
    expect(await pulled(older, query, login({ username: 'me', password: 'wrong' }))).toMatchObject({
      status: 500,
    });
    const containerd = await simulate({ imageStore: 'containerd', images: [], registryImages });
    expect((await pulled(containerd, 'fromImage=busy&tag=1')).message).toMatch(
      /^error from registry: toomany/,
    );
  });
});

describe('what a registry says of an image, without a pull', () => {
  it.each([
    ['an index', MANY, 5],
    ['a single manifest', { ...baseImage('ltsc2022'), reference: 'registry.example/app:many' }, 1],
    [
      'a single OCI manifest',
      { ...baseImage('ltsc2022'), reference: 'registry.example/app:many', mediaTypes: 'oci' },
      0,
    ],
  ] as const)('%s has %i platforms', async (_name, image: RegistryImage, platforms) => {
    const { get } = await simulate({ images: [], registryImages: [image] });
    const { status, json } = await get('/distribution/registry.example/app:many/json');
    expect(status).toBe(200);
    expect((json as { Platforms: unknown[] }).Platforms).toHaveLength(platforms);
    expect((await get('/distribution/registry.example/absent:1/json')).status).toBe(404);
  });
});
