import { describe, expect, it } from 'vitest';
import { type Case, checkCase } from './world.ts';

const NANO = 'mcr.microsoft.com/windows/nanoserver';
const AT = '.github/workflows/ci.yml';

const DOCKERFILE = `FROM ${NANO}:ltsc2022 AS build
RUN ver
FROM ${NANO}:ltsc2025 AS final
RUN ver
COPY --from=${NANO}:ltsc2025-amd64 /a /a
`;

const built = (command: string) => `on: push
jobs:
  build:
    runs-on: windows-2022
    steps:
      - uses: actions/checkout@v4
      - run: ${command}
`;

/** Each finding as `rule line`, and what is counted of the Dockerfile. */
async function judged({ files, options }: Case) {
  const { report, asked } = await checkCase({
    files: { Dockerfile: DOCKERFILE, ...files },
    options: { resolve: 'tags', ...options },
  });
  return {
    findings: report.findings.map(({ rule, places }) => `${rule} ${places[0]?.line}`),
    counts: report.files.find(({ file }) => file === 'Dockerfile'),
    skippedImages: report.skippedImages,
    asked,
  };
}

describe('what stands behind the target', () => {
  it('is not judged, as no builder gets there', async () => {
    const { findings, counts, skippedImages } = await judged({ options: { target: 'build' } });
    expect(findings).toEqual([]);
    expect(counts).toMatchObject({ uses: 3, skipped: 2 });
    expect(skippedImages).toBe(0);
  });

  it('is not asked for at a registry', async () => {
    const { asked } = await judged({ options: { target: 'build', resolve: 'registry' } });
    expect(asked).toEqual([`${NANO}:ltsc2022`]);
  });

  it('is judged where the target is the last stage', async () => {
    const { findings } = await judged({});
    expect(findings).toEqual(['image-newer-than-host 3', 'image-newer-than-host 5']);
  });

  it.each<[string, readonly string[]]>([
    ['docker build --target build .', []],
    // Told at the runner of the leg.
    ['docker build .', ['image-newer-than-host 4', 'image-newer-than-host 4']],
  ])('of a step: %s', async (command, expected) => {
    const { findings } = await judged({ files: { [AT]: built(command) }, options: { hosts: [] } });
    expect(findings).toEqual(expected);
  });

  it('of a variant is judged for the one that builds it', async () => {
    const variant = (target: string, host: string) => ({
      dockerfile: 'Dockerfile',
      buildArgs: {},
      hosts: [host],
      target,
    });
    const variants = [variant('build', 'windows-2022'), variant('final', 'windows-2025')];
    const { findings, counts } = await judged({ options: { variants, hosts: [], isolation: 'hyperv' } });
    expect(findings).toEqual([]);
    expect(counts).toMatchObject({ uses: 3, skipped: 0 });
  });

  it('is no reason to say that the file names no Windows image', async () => {
    const { report } = await checkCase({
      files: { Dockerfile: `FROM alpine:3.22 AS lint\nRUN true\n${DOCKERFILE}` },
      options: { resolve: 'tags', target: 'lint' },
    });
    expect(report.findings.map(({ message }) => message)).toEqual([
      '1 file names no Windows image up to the target (1 other).',
    ]);
  });
});

it('a stage before the target that it does not need is judged, as the classic builder builds it', async () => {
  const { findings } = await judged({
    files: { Dockerfile: `FROM ${NANO}:ltsc2025 AS other\nFROM ${NANO}:ltsc2022 AS build\nRUN ver\n` },
    options: { target: 'build' },
  });
  expect(findings).toEqual(['image-newer-than-host 1']);
});
