import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { RegistryError } from '../../src/images/registry-error.ts';
import { checkCase, type Published, told } from './world.ts';

const NANO = 'mcr.microsoft.com/windows/nanoserver';
const CORE = 'mcr.microsoft.com/windows/servercore';
const SDK = 'mcr.microsoft.com/dotnet/framework/sdk';
const PUBLISHED: Published = {
  [`${NANO}:ltsc2019`]: ['10.0.17763.8880'],
  [`${NANO}:ltsc2022`]: ['10.0.20348.5499'],
  [`${NANO}:ltsc2025`]: ['10.0.26100.33296'],
  [`${CORE}:ltsc2019`]: ['10.0.17763.8880'],
  [`${CORE}:ltsc2022`]: ['10.0.20348.5499'],
  [`${CORE}:ltsc2025`]: ['10.0.26100.33296'],
  [`${SDK}:4.8`]: ['10.0.14393.8422', '10.0.17763.8880'],
  [`${SDK}:4.8.1-windowsservercore-ltsc2022`]: ['10.0.20348.5499'],
  'docker.io/library/alpine:3.22': ['linux'],
  'docker.io/library/golang:1.27': ['linux', '10.0.26100.33296', '10.0.20348.5499'],
};
const from = (...images: string[]) => images.map((image) => `FROM ${image}\nRUN echo hello\n`).join('');

describe('what counts', () => {
  it('an image is told of once, with every place that names it, in the order they were read', async () => {
    const { report } = await checkCase({
      files: {
        'a/Dockerfile': from(`${NANO}:ltsc2022 AS one`, `${CORE}:ltsc2022`, `${NANO}:ltsc2022 AS two`),
        'b/Dockerfile': `FROM --platform=windows/amd64 ${NANO}:ltsc2022\nRUN true\n`,
        'c/Dockerfile': from(`${NANO}:ltsc2022`),
      },
      published: PUBLISHED,
      options: { paths: ['.'], images: [`${CORE}:ltsc2022`, `${CORE}:ltsc2025`] },
    });
    const uses = report.images.map(({ name, platform, uses: of }) => [
      [name, platform].filter((part) => part !== undefined).join(' '),
      of.map(({ role, stage, place }) =>
        place === undefined ? role : `${role} ${stage} ${place.file}:${place.line}`,
      ),
    ]);
    expect(Object.fromEntries(uses)).toEqual({
      [`${NANO}:ltsc2022`]: [
        'stage one a/Dockerfile:1',
        'stage two a/Dockerfile:5',
        'stage 0 c/Dockerfile:1',
      ],
      [`${NANO}:ltsc2022 windows/amd64`]: ['stage 0 b/Dockerfile:1'],
      [`${CORE}:ltsc2022`]: ['stage 1 a/Dockerfile:3', 'input'],
      [`${CORE}:ltsc2025`]: ['input'],
    });
  });

  it('a repository of Linux and Windows images has no finding about the Linux ones', async () => {
    const outcome = await checkCase({
      files: {
        'linux/Dockerfile': from('golang:1.27 AS build', 'alpine:3.22'),
        'windows/Dockerfile': from(`${NANO}:ltsc2025`),
      },
      published: PUBLISHED,
    });
    expect(told(outcome)).toEqual(['image-newer-than-host error']);
    expect(outcome.report.findings[0]?.places[0]?.file).toBe('windows/Dockerfile');
    expect(outcome.report.skippedImages).toBe(2);
  });

  it.each([
    [
      'a cross-build stage beside a Windows one',
      `FROM --platform=$BUILDPLATFORM golang:1.27 AS build\nRUN go build\nFROM ${NANO}:ltsc2022\nCOPY --from=build /hello /hello\n`,
    ],
    [
      'a stage for Linux beside a Windows one',
      `FROM --platform=linux/amd64 alpine:3.22 AS build\nRUN true\nFROM ${NANO}:ltsc2022\nCOPY --from=build /hello /hello\n`,
    ],
    ['the platform of the target in a Linux file', 'FROM --platform=$TARGETPLATFORM alpine:3.22\nRUN true\n'],
  ])('not judged: %s', async (_, text) => {
    const outcome = await checkCase({ files: { Dockerfile: text }, published: PUBLISHED });
    expect(outcome.report.images.map((image) => image.name)).not.toContain('docker.io/library/golang:1.27');
    expect(outcome.report.counts.errors).toBe(0);
  });

  it('a Linux image beside a Windows stage is for the wrong system', async () => {
    const files = {
      Dockerfile: `${from('alpine:3.22 AS tools', `${NANO}:ltsc2022`)}COPY --from=tools /a /a\n`,
    };
    expect(told(await checkCase({ files, published: PUBLISHED }))).toContain('wrong-operating-system error');
  });

  it('an index of both systems counts where the file is about Windows, and the entry is the one this host takes', async () => {
    const files = { Dockerfile: `# escape=\`\n${from('golang:1.27')}` };
    const { report } = await checkCase({ files, published: PUBLISHED });
    expect(report.pairings[0]).toMatchObject({ imageVersion: '10.0.20348.5499', prediction: 'runs' });
  });

  it('one image in six stages is one finding with six places', async () => {
    const stages = Array.from({ length: 6 }, (_, stage) => `${CORE}:ltsc2019 AS s${stage}`);
    const copies = Array.from({ length: 5 }, (_, stage) => `COPY --from=s${stage} a b\n`).join('');
    const { report } = await checkCase({
      files: { Dockerfile: from(...stages) + copies },
      published: PUBLISHED,
    });
    expect(report.findings.map((finding) => [finding.rule, finding.places.length])).toEqual([
      ['build-mismatch', 6],
    ]);
  });

  it('what is only copied from need only be pulled', async () => {
    const text = (tag: string) => `FROM ${NANO}:ltsc2022\nCOPY --from=${CORE}:${tag} C:/a C:/a\n`;
    const older = await checkCase({ files: { Dockerfile: text('ltsc2019') }, published: PUBLISHED });
    expect(told(older)).toEqual([]);
    // No mode of it must work, so the table promises nothing that is not needed.
    expect(
      older.report.pairings.filter((pairing) => pairing.required).map((pairing) => pairing.image),
    ).toEqual([`${NANO}:ltsc2022`]);
    const newer = await checkCase({ files: { Dockerfile: text('ltsc2025') }, published: PUBLISHED });
    expect(told(newer)).toEqual(['image-newer-than-host error']);
  });
});

describe('which hosts', () => {
  const one = { Dockerfile: from(`${NANO}:ltsc2022`) };

  it('every: each host must run it', async () => {
    const options = { hosts: ['ltsc2019', 'ltsc2022'] };
    expect(told(await checkCase({ files: one, published: PUBLISHED, options }))).toContain(
      'image-newer-than-host error',
    );
  });

  it('any: one host is enough', async () => {
    const options = { hosts: ['ltsc2019', 'ltsc2022'], hostsMatch: 'any' as const };
    const { report } = await checkCase({ files: one, published: PUBLISHED, options });
    expect(report.result).toBe('passed');
  });

  it('any: all images of one file need the same host', async () => {
    const files = {
      Dockerfile: `${from(`${CORE}:ltsc2019 AS build`, `${NANO}:ltsc2022`)}COPY --from=build a b\n`,
    };
    const options = { hosts: ['windows-server-2019', 'ltsc2022'], hostsMatch: 'any' as const };
    const outcome = await checkCase({ files, published: PUBLISHED, options });
    expect(outcome.report.result).toBe('failed');
    expect(told(outcome)).toContain('mixed-windows-stages warning');
  });

  it('assumed hosts: nothing is more than a warning', async () => {
    const files = { Dockerfile: from(`${CORE}:ltsc2019`) };
    const outcome = await checkCase({ files, published: PUBLISHED, options: { hosts: [] } });
    expect(told(outcome)).toEqual(['assumed-hosts notice', 'build-mismatch warning']);
    expect(outcome.report.result).toBe('passed');
  });

  it('all wrong hosts are told at once', async () => {
    const wrong = checkCase({ options: { hosts: ['windows-2021', 'ltsc2023'] } });
    await expect(wrong).rejects.toMatchObject({ code: 'host-invalid' });
    await expect(wrong).rejects.toThrow(/windows-2021[\s\S]*ltsc2023/);
  });

  it('the runner is no Windows', async () => {
    const options = { hosts: ['runner'] };
    await expect(checkCase({ options })).rejects.toMatchObject({ code: 'host-undetected' });
  });
});

describe('which isolation', () => {
  const files = { Dockerfile: from(`${CORE}:ltsc2019`) };

  it.each([
    ['default', ['build-mismatch error']],
    ['process', ['build-mismatch error']],
    ['hyperv', []],
    ['any', []],
    ['all', ['build-mismatch error']],
  ] as const)('%s', async (isolation, expected) => {
    expect(told(await checkCase({ files, published: PUBLISHED, options: { isolation } }))).toEqual(expected);
  });

  it('both modes refused by one rule are one finding', async () => {
    const newer = { Dockerfile: from(`${CORE}:ltsc2025`) };
    const { report } = await checkCase({ files: newer, published: PUBLISHED, options: { isolation: 'all' } });
    expect(report.findings.map((finding) => finding.subject.isolation)).toEqual([['process', 'hyperv']]);
  });

  it('policy exact refuses what only the stable interface allows', async () => {
    const options = { hosts: ['windows-2025'], policy: 'exact' as const };
    const older = { Dockerfile: from(`${CORE}:ltsc2022`) };
    expect(told(await checkCase({ files: older, published: PUBLISHED, options }))).toContain(
      'exact-build-policy error',
    );
  });
});

describe('the report', () => {
  it('is what its schema says', async () => {
    const files = {
      'a/Dockerfile': from(`${SDK}:4.8`, `${CORE}:ltsc2025`),
      'b/Dockerfile': from('alpine:3.22'),
      'c/Dockerfile': `FROM --platform=windows/amd64 ${NANO}:ltsc2022\nCOPY --from=${CORE}:ltsc2019 a b\n`,
    };
    const options = { hosts: ['10.0.20348.2340', 'windows-latest'], isolation: 'all' as const };
    const { report } = await checkCase({ files, published: PUBLISHED, options });
    const validate = new Ajv2020({ allErrors: true, strict: false }).compile(
      JSON.parse(readFileSync('schema/report.schema.json', 'utf8')),
    );
    validate(JSON.parse(JSON.stringify(report)));
    expect(validate.errors).toBeNull();
  });
});

describe('the directory that is checked', () => {
  it.each([
    ['is not there', '/nowhere/at/all', 'does not exist'],
    ['is a file', new URL(import.meta.url).pathname, 'is no directory'],
  ])('%s: an error, as nothing found would look as if all were well', async (_, workspace, told) => {
    const checked = checkCase({ options: { workspace } });
    await expect(checked).rejects.toMatchObject({ code: 'input-invalid' });
    await expect(checked).rejects.toThrow(told);
  });
});

describe('findings that were switched off', () => {
  it('are counted, so that nobody takes their silence for a verdict', async () => {
    const { report } = await checkCase({
      files: { Dockerfile: `FROM ${NANO}:ltsc2025\nRUN x\n` },
      published: PUBLISHED,
      options: { levels: { 'image-newer-than-host': 'off' } },
    });
    expect(report.result).toBe('passed');
    expect(report.switchedOff).toBe(1);
  });
});

describe('what is told', () => {
  const sdk = { Dockerfile: from(`${SDK}:4.8`) };

  it('why the shared tag of the .NET Framework SDK is refused on Windows Server 2022, and which tag to use', async () => {
    const { report } = await checkCase({ files: sdk, published: PUBLISHED });
    const mismatch = report.findings.find((finding) => finding.rule === 'build-mismatch');
    expect(mismatch?.message).toContain(
      'Of the index (10.0.14393.8422, 10.0.17763.8880) the engine there takes 10.0.14393.8422.',
    );
    expect(mismatch?.remedy).toContain(`${SDK}:4.8.1-windowsservercore-ltsc2022\`, which its registry has`);
  });

  it('a tag that the registry does not have is not advised', async () => {
    const { [`${SDK}:4.8.1-windowsservercore-ltsc2022`]: _, ...without } = PUBLISHED;
    const { report } = await checkCase({ files: sdk, published: without });
    const mismatch = report.findings.find((finding) => finding.rule === 'build-mismatch');
    expect(mismatch?.remedy).not.toContain('which its registry has');
  });

  it('tags: no registry is asked, and a tag that tells nothing is unknown', async () => {
    const outcome = await checkCase({ files: sdk, options: { resolve: 'tags' } });
    expect(outcome.asked).toEqual([]);
    expect(told(outcome)).toEqual(['floating-tag notice', 'image-version-unknown warning']);
  });

  it('each image is asked for once, however many files name it', async () => {
    const text = from(`${NANO}:ltsc2022`);
    const outcome = await checkCase({
      files: { Dockerfile: text, 'a/Dockerfile': text, 'b/Dockerfile': text },
      published: PUBLISHED,
    });
    expect(outcome.asked).toEqual([`${NANO}:ltsc2022`]);
  });

  it.each([
    ['auto', 'passed', ['registry-unanswered notice']],
    ['registry', 'incomplete', ['registry-unanswered error']],
  ] as const)('%s: a registry that does not answer', async (resolve, result, expected) => {
    const failure = new RegistryError('timeout', 'It took too long.', 'Try again.');
    const outcome = await checkCase({
      files: { Dockerfile: from(`${NANO}:ltsc2022`) },
      failure,
      options: { resolve },
    });
    expect(outcome.report.result).toBe(result);
    expect(told(outcome)).toEqual(expected);
  });

  it('an image that is not there is an error of its own', async () => {
    const outcome = await checkCase({
      files: { Dockerfile: from(`${NANO}:ltsc2099`) },
      published: PUBLISHED,
    });
    expect(told(outcome)).toEqual(['image-not-found error']);
  });

  it.each([
    ['error', 'passed'],
    ['warning', 'passed'],
    ['notice', 'failed'],
    ['never', 'passed'],
  ] as const)('fail-on %s with a notice alone: %s', async (failOn, result) => {
    const options = { hosts: ['windows-2025'], failOn };
    const { report } = await checkCase({
      files: { Dockerfile: from(`${CORE}:ltsc2022`) },
      published: PUBLISHED,
      options,
    });
    expect(report.result).toBe(result);
  });

  it('a rule can be switched off, or made graver', async () => {
    const options = { hosts: ['windows-2025'], levels: { 'cross-release-process': 'off' } as const };
    expect(
      told(
        await checkCase({ files: { Dockerfile: from(`${CORE}:ltsc2022`) }, published: PUBLISHED, options }),
      ),
    ).toEqual([]);
    const graver = { hosts: ['windows-2025'], levels: { 'cross-release-process': 'error' } as const };
    const outcome = await checkCase({
      files: { Dockerfile: from(`${CORE}:ltsc2022`) },
      published: PUBLISHED,
      options: graver,
    });
    expect(outcome.report.result).toBe('failed');
  });

  it('a file that cannot be read is a finding, and the others are judged', async () => {
    const files = { 'bad/Dockerfile': 'F\0R\0O\0M\0', Dockerfile: from(`${NANO}:ltsc2025`) };
    const outcome = await checkCase({ files, published: PUBLISHED });
    expect(told(outcome)).toEqual(['file-not-text error', 'image-newer-than-host error']);
  });

  it('a path that matches nothing', async () => {
    const outcome = await checkCase({
      files: { Dockerfile: from(`${NANO}:ltsc2022`) },
      published: PUBLISHED,
      options: { paths: ['none/**'] },
    });
    expect(told(outcome)).toContain('path-matches-nothing error');
  });
});
