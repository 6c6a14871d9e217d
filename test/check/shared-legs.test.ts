import { describe, expect, it } from 'vitest';
import { checkCase } from './world.ts';

const NANO = 'mcr.microsoft.com/windows/nanoserver';
const AT = '.github/workflows/ci.yml';

const FILES = {
  'a/Dockerfile': `ARG VERSION=0\nFROM ${NANO}:ltsc2022\nARG VERSION\nRUN x $VERSION\n`,
  'b/Dockerfile': `FROM ${NANO}:ltsc2025\nRUN x\n`,
  'c/Dockerfile': `ARG BASE=ltsc2022\nFROM ${NANO}:$BASE\nRUN x\n`,
};

type Matrix = readonly Readonly<Record<string, string>>[];

const each = (key: string, ...values: readonly string[]): Matrix => values.map((value) => ({ [key]: value }));

/** Steps, in which `$x` stands for `${{ matrix.x }}`. What a leg builds decides on what it runs, in some legs only. */
const CASES: Readonly<Record<string, readonly [matrix: Matrix, ...steps: readonly string[]]>> = {
  'a build of what is not here': [
    [
      { os: 'windows-2025', tag: 'ltsc2025' },
      { os: 'windows-2022', tag: 'ltsc2022' },
    ],
    'docker build -t myorg/app:$tag https://github.com/x/y.git',
    'docker run myorg/app:$tag',
  ],
  'a build of a file that is missing': [
    each('tag', 'ltsc2022', 'ltsc2025'),
    'docker build -t myorg/app:$tag out',
    'docker run myorg/app:$tag',
  ],
  'a build from standard input': [
    each('tag', 'ltsc2022', 'ltsc2025'),
    'docker build -t myorg/app:$tag -',
    'docker run myorg/app:$tag',
  ],
  'a build for another system': [
    each('tag', 'ltsc2022', 'ltsc2025'),
    'docker build --platform linux/amd64 -t myorg/app:$tag a',
    'docker run myorg/app:$tag',
  ],
  'a build behind the run': [
    each('tag', 'ltsc2022', 'ltsc2025'),
    `docker run ${NANO}:$tag`,
    `docker build -t ${NANO}:$tag a`,
  ],
  'a tag that a later build takes over in some legs': [
    [
      { p: 'x1', q: 'y1' },
      { p: 'z1', q: 'z1' },
    ],
    'docker build -t app:$p a',
    'docker build -t app:$q b',
    'docker run app:$p',
  ],
  'a tag that a build with a fixed one takes over': [
    each('v', 'v1', 'v2'),
    'docker build -t app:$v a',
    'docker build -t app:v2 b',
    'docker run app:$v',
  ],
  'a tag that is left out': [
    each('v', 'v1', 'latest'),
    'docker build -t app a',
    'docker build -t app:$v b',
    'docker run app',
  ],
  'a name that is written shorter': [
    each('v', 'v1', 'latest'),
    'docker build -t docker.io/library/app a',
    'docker build -t app:$v b',
    'docker run app',
  ],
  'tags that meet when they are joined': [
    [
      { tag: 'a1', b: 'xx' },
      { tag: 'aa', b: '1x' },
    ],
    'docker build -t app:a1xx a',
    'docker build -t app:$tag$b b',
    'docker run app:a1xx',
  ],
  'a run of a fixed name': [
    each('v', 'ltsc2025', 'ltsc2022'),
    `docker build -t ${NANO}:$v a`,
    `docker run ${NANO}:ltsc2025 cmd`,
  ],
  'a run by another key': [
    [
      { l: 'l1', k: 'k1' },
      { l: 'm1', k: 'm1' },
    ],
    'docker build -t app:$l a',
    'docker run app:$k',
  ],
  'a name that is no name in some legs': [
    each('v', 'App', 'app'),
    'docker build -t $v:1 a',
    'docker run $v:1',
  ],
  'a tag with an unknown part': [
    each('tag', 'ltsc2022', 'ltsc2025'),
    'docker build -t ${{ secrets.REG }}myorg/app:$tag a',
    'docker run myorg/app:$tag',
  ],
  'an argument that an image hangs on': [
    each('v', 'ltsc2022', 'ltsc2025'),
    'docker build --build-arg BASE=$v -t app:$v c',
    'docker run app:$v',
  ],
  'a letter of a drive': [each('v', 'C', 'a'), 'docker build $v:/b'],
  'a scheme': [each('v', 'target', 'aa'), 'docker build $v://x'],
  'the number of a stream': [each('v', '22', 'aa'), 'docker build -t x a $v>log'],
  'pieces of a command': [each('v', 'ui', 'xx'), 'docker b${{ matrix.v }}ld -t x a'],
};

const workflow = (matrix: Matrix, steps: readonly string[], guard: string) => {
  const keys = [...new Set(matrix.flatMap((entry) => Object.keys(entry)))];
  const lines = steps.map((step) =>
    step.replace(/\$(\w+)/g, (all, key) => (keys.includes(key) ? `\${{ matrix.${key} }}` : all)),
  );
  return `on: push
jobs:
  j:
    runs-on: ${keys.includes('os') ? '${{ matrix.os }}' : 'windows-2022'}
    defaults: {run: {shell: bash}}
    strategy: {matrix: {include: ${JSON.stringify(matrix)}}}
    steps:
      - uses: actions/checkout@v5
${lines.map((line) => `      - run: ${line}`).join('\n')}
${guard}`;
};

describe('legs are told apart where what they build makes a difference', () => {
  it.each(Object.entries(CASES))('%s', async (_, [matrix, ...steps]) => {
    const keys = new Set(matrix.flatMap((entry) => Object.keys(entry)));
    // What a condition looks at is read for each leg by itself.
    const guard = [...keys].map((key) => `      - if: matrix.${key} != 'zz'\n        run: echo\n`).join('');
    const outcome = async (text: string) => {
      const options = {
        resolve: 'tags' as const,
        hosts: [],
        levels: { 'image-end-of-life': 'off' as const },
      };
      const { report } = await checkCase({ files: { ...FILES, [AT]: text }, options });
      return {
        findings: report.findings,
        subjects: report.subjects.map(({ file, images, hosts, legs }) => ({ file, images, hosts, legs })),
      };
    };
    const apart = await outcome(workflow(matrix, steps, guard));
    expect(await outcome(workflow(matrix, steps, ''))).toEqual(apart);
    expect(apart.subjects.length + apart.findings.length).toBeGreaterThan(0);
  });

  it('and share what makes none', async () => {
    const steps = ['docker build --build-arg VERSION=$v -t app:$v b', 'docker run app:$v'];
    const text = workflow(each('v', '1.0', '2.0', '3.0'), steps, '');
    const { report } = await checkCase({
      files: { ...FILES, [AT]: text },
      options: { resolve: 'tags', hosts: [] },
    });
    const inWorkflow = report.subjects.filter(({ origin }) => origin === 'workflow');
    expect(inWorkflow.map(({ legs }) => legs.map(({ leg }) => leg))).toEqual(
      [0, 1].map(() => ['1.0', '2.0', '3.0'].map((v) => `j (${v})`)),
    );
  });
});
