import { describe, expect, it } from 'vitest';
import { deedLines, deedsByLeg, job, legLines, problemLines, read } from './reader.ts';

/** The deeds of the only leg, without their steps. */
async function deeds(...lines: readonly string[]): Promise<readonly string[]> {
  const { legs } = await read(job(...lines));
  return deedLines(legs[0] ?? { deeds: [] }).map((line) => line.replace(/^.* @[\d:]+: /, ''));
}

describe('what is not known loses only what hangs on it', () => {
  it('one expression among others', async () => {
    const reading = await read(
      job(
        'runs-on: windows-2022',
        'env:',
        '  SECRET: ${{ secrets.VERSION }}',
        '  KNOWN: ltsc2022',
        'steps:',
        '  - run: |',
        '      docker build `',
        '        --build-arg A=${{ secrets.VERSION }} `',
        '        --build-arg B=$env:SECRET `',
        '        --build-arg C=${{ env.KNOWN }} `',
        '        --build-arg D=$env:KNOWN .',
        '  - run: docker run -e T=${{ secrets.TOKEN }} example/app serve ${{ secrets.OTHER }}',
        '  - run: docker run example/${{ steps.name.outputs.image }}',
        '  - run: docker build -f ${{ needs.a.outputs.file }} .',
        '  - run: docker build -t app:${{ github.sha }} --label x=${{ github.ref }} .',
      ),
    );
    expect(reading.legs.map((leg) => deedLines(leg).map((line) => line.replace(/^.* @/, '')))).toEqual([
      [
        '10:11: build Dockerfile A=? B=? C=ltsc2022 D=ltsc2022',
        '15:14: run example/app',
        '16:14: run ?',
        '17:14: build ?',
        '18:14: build Dockerfile',
      ],
    ]);
    // `secrets.VERSION` is said once, where it is first met.
    expect(problemLines(reading)).toEqual([
      'workflow-unresolved 11:27',
      'workflow-unresolved 16:33',
      'workflow-unresolved 17:30',
    ]);
  });

  it('a variable of the script, and one of a step before', async () => {
    const reading = await read(
      job(
        'runs-on: ubuntu-latest',
        'steps:',
        '  - run: |',
        '      base="${{ vars.BASE }}"',
        '      other="${{ vars.OTHER }}"',
        '      docker build --build-arg BASE="$base" .',
        '  - run: echo "TAG=1" >> "$GITHUB_ENV"',
        '  - run: docker build --build-arg TAG=$TAG --build-arg NEXT=${{ env.TAG }} .',
      ),
    );
    expect(
      deedLines(reading.legs[0] ?? { deeds: [] }).map((line) => line.replace(/^.*: build/, 'build')),
    ).toEqual(['build Dockerfile BASE=?', 'build Dockerfile TAG=1 NEXT=1']);
    expect(problemLines(reading)).toEqual(['workflow-unresolved 7:17']);
  });

  it('runners and matrices are said only where the job does something with images', async () => {
    const matrix = 'strategy: {matrix: {os: "${{ fromJSON(needs.plan.outputs.os) }}"}}';
    const idle = await read(job(matrix, 'runs-on: ${{ matrix.os }}', 'steps: [{run: npm test}]'));
    expect(idle.problems).toEqual([]);
    const reading = await read(job(matrix, 'runs-on: ${{ matrix.os }}', 'steps: [{run: docker build .}]'));
    expect(legLines(reading)).toEqual(['build (?): ? @4:30']);
    expect(problemLines(reading)).toEqual(['workflow-unresolved 4:30']);
    expect(reading.problems[0]?.message).toBe(
      '${{ fromJSON(needs.plan.outputs.os) }} is not known before the run, so nothing is said about what hangs on it.',
    );
  });

  it('an environment that is an expression', async () => {
    expect(
      await deeds(
        'runs-on: windows-2022',
        'env: ${{ fromJSON(vars.ENV) }}',
        'steps: [{run: "docker build --build-arg A=${{ env.A }} ."}]',
      ),
    ).toEqual(['build Dockerfile A=?']);
  });
});

describe('conditions', () => {
  it.each([
    ['false', 0],
    ['${{ false }}', 0],
    ['true', 1],
    ['always()', 1],
    ['failure()', 1],
    ["github.event_name == 'push'", 1],
    ["github.event_name == 'push' && false", 0],
    ["runner.os == 'Windows'", 1],
    ["runner.os == 'linux'", 0],
    ["!(runner.os == 'Windows')", 0],
    ["github.ref == 'x' && runner.os != 'Windows'", 0],
    ["github.ref == 'x' || runner.os != 'Windows'", 1],
    ["github.ref == 'x' || runner.os == 'Windows'", 1],
    ["!(github.ref == 'x' || runner.os == 'Windows')", 0],
    ["matrix.tag == 'LTSC2022'", 1],
    ["startsWith(matrix.tag, 'nano')", 0],
    ['contains(fromJSON(\'["a", "b"]\'), matrix.tag)', 0],
    ['contains(fromJSON(\'["a", "b"]\'), matrix.other)', 0],
    ["steps.a.outputs.b == 'x'", 1],
    ['inputs.nothing', 1],
    // A text around an expression is true, whatever GitHub's users think.
    ["'${{ false }} && false'", 1],
    ['env.FLAG', 1],
    ["env.FLAG == 'no'", 0],
    ["case(matrix.tag == 'x', true, false)", 0],
    ["case(github.ref == 'x', true, false)", 1],
  ])('if: %s', async (condition, count) => {
    const lines = await deeds(
      'runs-on: windows-2022',
      'strategy: {matrix: {tag: [ltsc2022]}}',
      'env: {FLAG: yes}',
      'steps:',
      '  - run: docker build .',
      `    if: ${condition.includes('!') || condition.includes("'[") ? JSON.stringify(condition) : condition}`,
    );
    expect(lines).toHaveLength(count);
  });

  it('of a job', async () => {
    expect((await read(job('if: false', 'runs-on: windows-2022'))).legs).toEqual([]);
    expect((await read(job("if: github.ref == 'x'", 'runs-on: windows-2022'))).legs).toHaveLength(1);
  });
});

describe('contexts', () => {
  it.each<readonly [name: string, lines: readonly string[], deed: string]>([
    [
      'the workspace',
      ['runs-on: windows-2022', 'steps: [{run: "docker build ${{ github.workspace }}/app"}]'],
      'build app/Dockerfile',
    ],
    [
      'the workspace, from another directory',
      [
        'runs-on: windows-2022',
        'steps: [{run: "docker build $env:GITHUB_WORKSPACE\\\\app", working-directory: sub/dir}]'.replace(
          '\\\\',
          '/',
        ),
      ],
      'build app/Dockerfile',
    ],
    [
      'a directory from the matrix',
      [
        'runs-on: windows-2022',
        'strategy: {matrix: {d: [a]}}',
        'defaults: {run: {working-directory: "images/${{ matrix.d }}"}}',
        'steps: [{run: docker build .}]',
      ],
      'build images/a/Dockerfile',
    ],
    [
      'a directory that is not known',
      ['runs-on: windows-2022', 'steps: [{run: docker build ., working-directory: "${{ vars.D }}"}]'],
      'build ?',
    ],
    [
      'the runner',
      [
        'runs-on: windows-11-arm',
        'steps: [{run: "docker build --build-arg A=${{ runner.os }}-${{ runner.arch }} ."}]',
      ],
      'build Dockerfile A=Windows-ARM64',
    ],
    [
      'a runner of somebody',
      ['runs-on: [self-hosted, mine]', 'steps: [{run: "docker build --build-arg A=${{ runner.os }} ."}]'],
      'build Dockerfile A=?',
    ],
    [
      'env at each level',
      [
        'runs-on: windows-2022',
        'env: {A: job}',
        'steps: [{run: "docker build --build-arg A=$env:A --build-arg B=${{ env.A }} .", env: {A: step}}]',
      ],
      'build Dockerfile A=step B=step',
    ],
    [
      'numbers as GitHub writes them',
      [
        'runs-on: windows-2022',
        'strategy: {matrix: {v: [1.20]}}',
        'steps: [{run: "docker build --build-arg V=${{ matrix.v }} --build-arg W=$env:W .", env: {W: 1.10}}]',
      ],
      'build Dockerfile V=1.2 W=1.1',
    ],
    [
      'a shell with arguments',
      [
        'runs-on: windows-2022',
        'steps: [{shell: "bash -l {0}", run: "A=1; docker build --build-arg A=$A ."}]',
      ],
      'build Dockerfile A=1',
    ],
  ])('%s', async (_, lines, deed) => {
    expect(await deeds(...lines)).toEqual([deed]);
  });

  it('a shell that is not read', async () => {
    expect(await deeds('runs-on: windows-2022', 'steps: [{shell: python, run: "docker build ."}]')).toEqual(
      [],
    );
  });

  it('inputs of a workflow that is started by hand', async () => {
    const text = [
      'on:',
      '  workflow_dispatch:',
      '    inputs:',
      '      tag: {default: ltsc2022}',
      '      os: {type: choice, options: [windows-2025, windows-2022]}',
      '      other: {}',
      'jobs:',
      '  a:',
      '    runs-on: ${{ inputs.os }}',
      '    steps:',
      '      - run: docker build --build-arg A=${{ inputs.tag }} --build-arg B=${{ github.event.inputs.tag }} --build-arg C=${{ inputs.other }} .',
    ].join('\n');
    const reading = await read(text);
    expect(legLines(reading)).toEqual(['a: windows-2025 @5:36']);
    expect(deedsByLeg(reading).a?.[0]).toMatch(/A=ltsc2022 B=ltsc2022 C=\?$/);
    expect(problemLines(reading)).toEqual(['workflow-unresolved 11:118']);
  });

  it('a workflow that is only called is read with the defaults of its inputs', async () => {
    const reading = await read(
      'on: {workflow_call: {inputs: {os: {type: string, default: windows-2022}}}}\njobs: {a: {runs-on: "${{ inputs.os }}"}}',
    );
    expect(reading.calledOnly).toBe(true);
    expect(legLines(reading)).toEqual(['a: windows-2022 @1:59']);
  });

  it('a condition that YAML takes for a tag is told, as GitHub refuses it', async () => {
    const { problems } = await read(
      job('runs-on: windows-2022', 'steps:', '  - run: docker build .', '    if: !cancelled()'),
    );
    expect(problems.map(({ code, message, place }) => `${code} ${place.line} ${message}`)).toEqual([
      'workflow-syntax 7 !cancelled() is a tag of YAML here, and GitHub knows none.',
    ]);
  });
});
