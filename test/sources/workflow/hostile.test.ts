import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FILE, type Files, job, problemLines, read } from './reader.ts';

/** `count` lines. */
function lines(count: number, line: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => line(at)).join('\n');
}

const many = (text: string, count: number) => Array(count).fill(text).join(', ');

const bomb = lines(12, (at) => `a${at}: &a${at} [${many(at === 0 ? 'x' : `*a${at - 1}`, 10)}]`);

describe('hostile files end in a problem, soon', () => {
  it.each<readonly [name: string, files: Files]>([
    ['nesting without end', `jobs: ${'['.repeat(100_000)}`],
    ['nested mappings without end', 'a: {'.repeat(50_000)],
    ['aliases that multiply', `${bomb}\njobs: {b: {runs-on: *a11, steps: *a11}}`],
    [
      'a chain of aliases',
      `a0: &a0 [x]\n${lines(5000, (at) => `a${at + 1}: &a${at + 1} [*a${at}]`)}\njobs: *a5000`,
    ],
    ['an alias within what it means', 'jobs: &a {b: *a}'],
    ['merge keys without end', `x: &x {a: 1}\njobs:\n  b:\n${lines(5000, () => '    <<: *x')}`],
    ['keys that stand there often', `jobs:\n${lines(5000, () => '  b: {runs-on: x}')}`],
    [
      'a matrix without end',
      job(
        `strategy: {matrix: {${many('A', 12)
          .replaceAll('A', 'KEY')
          .split(', ')
          .map((_, at) => `k${at}: [${many('x', 100)}]`)
          .join(', ')}}}`,
      ),
    ],
    [
      'a matrix that excludes without end',
      job(
        `strategy: {matrix: {a: [${many('x', 1000)}], b: [${many('y', 1000)}], exclude: [${many('{a: x}', 10_000)}]}}`,
      ),
    ],
    [
      'jobs with full matrices',
      [
        `m: &m {a: &v [${Array.from({ length: 16 }, (_, at) => at).join(', ')}], b: *v}`,
        `s: &s [${many('{run: docker build .}', 400)}]`,
        'jobs:',
        lines(
          100,
          (at) =>
            `  j${at}: {runs-on: windows-2022, strategy: {matrix: *m}, steps: *s, env: {A: "\${{ matrix.a }}-\${{ matrix.b }}"}}`,
        ),
      ].join('\n'),
    ],
    ['an expression nested without end', job(`runs-on: "\${{ ${'('.repeat(2000)}1${')'.repeat(2000)} }}"`)],
    ['an expression without end', job(`runs-on: "\${{ a"`)],
    ['a wrong expression', job('runs-on: "${{ constructor() }}"')],
    ['a function that is none', job('runs-on: "${{ __proto__() }}"')],
    ['an empty expression', job('runs-on: "${{ }}"')],
    ['ten million bytes', `# ${'x'.repeat(10_000_000)}\njobs: {}`],
    ['zero bytes', 'jobs:\0'],
    ['nothing', ''],
    ['a text', 'jobs'],
    ['a list', '- jobs'],
    ['jobs that are a list', 'jobs: [a]'],
    ['jobs that are a text', 'jobs: a'],
    ['a workflow that calls itself', { [FILE]: job(`uses: ./${FILE}`) }],
    [
      'an action that uses itself',
      {
        [FILE]: job('runs-on: windows-2022', 'steps: [{uses: ./a}]'),
        'a/action.yml':
          'runs: {using: composite, steps: [{uses: ./a}, {uses: ./a}, {uses: ./a}, {uses: ./a}]}',
      },
    ],
    [
      'workflows that multiply',
      {
        [FILE]: `jobs:\n${lines(40, (at) => `  j${at}: {uses: ./.github/workflows/b.yml}`)}`,
        '.github/workflows/b.yml': `jobs:\n${lines(40, (at) => `  j${at}: {uses: ./.github/workflows/c.yml}`)}`,
        '.github/workflows/c.yml': `jobs:\n${lines(40, (at) => `  j${at}: {uses: ./.github/workflows/d.yml}`)}`,
        '.github/workflows/d.yml': `jobs:\n${lines(40, (at) => `  j${at}: {runs-on: windows-2022}`)}`,
      },
    ],
    [
      'values that grow from level to level',
      {
        [FILE]: `env: {A: "${'x'.repeat(10_000)}"}\njobs: {b: {runs-on: x, env: {A: "${'${{ env.A }}'.repeat(1000)}"}, steps: [{run: "docker ${'${{ env.A }}'.repeat(1000)}", env: {A: "${'${{ env.A }}'.repeat(1000)}"}}, {uses: ./a, with: {a: "\${{ oops"}}]}}`,
        'a/action.yml': 'runs: {using: composite, steps: []}',
      },
    ],
    [
      'a large environment in every step',
      job(
        'runs-on: windows-2022',
        `env: {${Array.from({ length: 5000 }, (_, at) => `V${at}: ${'x'.repeat(20)}`).join(', ')}}`,
        `steps: [${many('{run: docker compose up, env: {A: b}}, {run: docker compose up; docker compose up}', 20_000)}]`,
      ),
    ],
    [
      'a large script in every leg',
      job(
        'runs-on: windows-2022',
        `strategy: {matrix: {a: [${Array.from({ length: 256 }, (_, at) => at).join(', ')}]}}`,
        'env: {A: "${{ matrix.a }}"}',
        `steps: [{run: "${'docker build --build-arg A=$A .; '.repeat(10_000)}"}]`,
      ),
    ],
    ['a missing workflow', job('uses: ./.github/workflows/none.yml')],
    ['a missing action', job('steps: [{uses: ./none}]')],
    [
      'more files than any workflow has',
      job(`steps: [${Array.from({ length: 500 }, (_, at) => `{uses: ./a${at}}`).join(', ')}]`),
    ],
  ])(
    '%s',
    async (_, files) => {
      const { problems } = await read(files);
      expect(problems.length).toBeGreaterThan(0);
      expect(problems.length).toBeLessThanOrEqual(1000);
      expect(problems.every(({ message }) => message.length < 2000)).toBe(true);
    },
    20_000,
  );

  it('what throws is a problem too', async () => {
    const { readWorkflow } = await import('../../../src/sources/workflow.ts');
    const reading = await readWorkflow({
      file: FILE,
      read: async () => {
        throw new Error('EACCES');
      },
    });
    expect(problemLines(reading)).toEqual(['file-unreadable 1:1']);
  });
});

describe('workflows that call each other in a circle', () => {
  const B = '.github/workflows/b.yml';

  it.each<readonly [name: string, files: Files, legs: number, place: string, circle: string]>([
    [
      'itself',
      `jobs:\n  a: {runs-on: windows-2022}\n  b: {uses: ./${FILE}}`,
      1,
      '3:13',
      `${FILE} calls ${FILE}`,
    ],
    [
      'through another one, which is called twice',
      {
        [FILE]: `jobs:\n  a: {runs-on: windows-2022}\n  b: {uses: ./${B}}\n  c: {uses: ./${B}}`,
        [B]: `jobs:\n  d: {runs-on: windows-2022}\n  e: {uses: ./${FILE}}`,
      },
      3,
      `${B}:3:13`,
      `${FILE} calls ${B} calls ${FILE}`,
    ],
  ])('%s', async (_, files, legs, place, circle) => {
    const reading = await read(files);
    expect(reading.legs).toHaveLength(legs);
    expect(problemLines(reading)).toEqual([`workflow-syntax ${place}`]);
    expect(reading.problems[0]?.message).toContain(circle);
  });
});

describe('labels that are no texts', () => {
  it.each([
    ['[[windows-2022]]', '3:15'],
    ['[self-hosted, {a: b}]', '3:28'],
    ['{labels: {a: b}}', '3:23'],
    ['{group: g, labels: [[a]]}', '3:34'],
    ['["${{ fromJSON(\'[1]\') }}"]', '3:16'],
  ])('%s', async (runsOn, place) => {
    const reading = await read(`jobs:\n  build:\n    runs-on: ${runsOn}`);
    expect(reading.legs.map(({ labels }) => labels)).toEqual([undefined]);
    expect(problemLines(reading)).toEqual([`workflow-syntax ${place}`]);
  });
});

describe('wrong types everywhere', () => {
  const values = [
    '',
    '1',
    'text',
    '[]',
    '[a, 1, [b]]',
    '{}',
    '{a: 1}',
    '{a: {b: [c]}}',
    '"${{ matrix.a }}"',
    '"${{ fromJSON(1) }}"',
  ];
  const keys = [
    'name',
    'if',
    'runs-on',
    'env',
    'defaults',
    'strategy',
    'container',
    'services',
    'uses',
    'with',
    'steps',
    'needs',
  ];
  it.each(keys)('%s of a job', async (key) => {
    for (const value of values) await expect(read(job(`${key}: ${value}`))).resolves.toBeDefined();
  });
  it.each(['matrix', 'matrix: {include', 'matrix: {exclude', 'matrix: {a'])('strategy.%s', async (key) => {
    const end = key.includes('{') ? '}' : '';
    for (const value of values) {
      await expect(
        read(job(`strategy: {${key}: ${value === '' ? 'null' : value}${end}}`, 'runs-on: "${{ matrix.a }}"')),
      ).resolves.toBeDefined();
    }
  });
  it.each(['name', 'if', 'run', 'uses', 'with', 'env', 'shell', 'working-directory'])(
    '%s of a step',
    async (key) => {
      for (const value of values) {
        for (const does of [
          'run: docker build .',
          'uses: docker/build-push-action@v6',
          'uses: docker/bake-action@v6',
          'uses: "docker://x"',
        ]) {
          await expect(
            read(job('runs-on: windows-2022', 'steps:', `  - ${does}`, `    ${key}: ${value}`)),
          ).resolves.toBeDefined();
        }
      }
    },
  );
});

describe('for any file', () => {
  const line = fc.constantFrom(
    'on: [push, workflow_call]',
    'on: {workflow_dispatch: {inputs: {a: {default: x, type: choice, options: [x, y]}}}}',
    'env: {A: "${{ secrets.A }}", B: b}',
    'defaults: {run: {shell: cmd, working-directory: "${{ inputs.a }}"}}',
    'jobs:',
    '  a:',
    '  b: &b',
    '  c: *b',
    '    <<: *b',
    '    if: ${{ always() && matrix.x }}',
    '    runs-on: ${{ matrix.os }}',
    '    runs-on: [self-hosted, "${{ vars.X }}"]',
    '    strategy: {matrix: {os: [windows-2022, ubuntu-latest], include: [{os: windows-2022, tag: a}], exclude: [{os: x}]}}',
    "    strategy: {matrix: '${{ fromJSON(needs.a.outputs.b) }}'}",
    '    uses: ./.github/workflows/other.yml',
    '    with: {a: "${{ github.ref }}"}',
    '    container: {image: "x:${{ matrix.tag }}"}',
    '    services: {db: {image: redis}}',
    '    steps:',
    '      - uses: ./',
    '      - uses: ./a',
    '      - uses: docker/build-push-action@v6',
    '        with: {build-args: "A=${{ env.A }}\\nB", tags: a, platforms: "linux/amd64,windows/amd64", context: ""}',
    '      - run: docker build --build-arg A=${{ matrix.tag }} .',
    '      - run: |',
    '          docker build `',
    '            --build-arg X=$env:B ${{ github.workspace }}',
    '          echo "C=1" >> $GITHUB_ENV',
    "        if: runner.os == 'Windows'",
    '        shell: pwsh',
    '        env: {X: "${{ env.B }}"}',
    '---',
    '- a',
    '\t',
    '"',
    '',
  );
  const file = fc.array(line, { maxLength: 30 }).map((all) => all.join('\n'));

  it('nothing is thrown, and every place lies in its file', async () => {
    await fc.assert(
      fc.asyncProperty(file, file, async (text, other) => {
        const files: Readonly<Record<string, string>> = {
          [FILE]: text,
          '.github/workflows/other.yml': other,
          'a/action.yml': `runs:\n  using: composite\n${other}`,
          'action.yml': 'name: Windows Isolation Check',
        };
        const { legs, problems } = await read(files);
        const places = [
          ...problems.map(({ place }) => place),
          ...legs.flatMap(({ place, deeds }) => [place, ...deeds.map((deed) => deed.place)]),
        ];
        for (const place of places) {
          const rows = (files[place.file] ?? '').split('\n');
          expect(place.line).toBeLessThanOrEqual(rows.length);
          expect(place.column).toBeLessThanOrEqual((rows[place.line - 1]?.length ?? 0) + 1);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('nothing is thrown for any text of an expression', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({
          unit: fc.constantFrom(..."${}()[]'.,!=<>&|* amatrixosfromJSON0".split('')),
          maxLength: 40,
        }),
        async (text) => {
          const quoted = text.replaceAll("'", "''");
          const reading = await read(
            job(`name: '\${{ ${quoted} }}'`, `runs-on: '${quoted}'`, `if: '${quoted}'`),
          );
          expect(reading.file).toBe(FILE);
        },
      ),
      { numRuns: 500 },
    );
  });
});
