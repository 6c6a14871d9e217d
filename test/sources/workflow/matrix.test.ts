import { describe, expect, it } from 'vitest';
import { legLines, problemLines, read } from './reader.ts';

/** The names of the legs of a matrix, without that of the job. */
async function legs(matrix: string, needs = ''): Promise<readonly string[]> {
  const text = `on: push\njobs:\n  b:\n    runs-on: windows-2022${needs}\n    strategy:\n      matrix: ${matrix}`;
  return (await read(text)).legs.map(({ name }) => name.replace(/^b ?/, ''));
}

describe('a matrix makes the legs that GitHub makes', () => {
  it.each<readonly [matrix: string, legs: readonly string[]]>([
    ['{a: [1, 2]}', ['(1)', '(2)']],
    ['{a: [x, y], b: [1, 2]}', ['(x, 1)', '(x, 2)', '(y, 1)', '(y, 2)']],
    ['{a: [1.10, "1.10", true, 0x10, ltsc2022]}', ['(1.1)', '(1.10)', '(true)', '(16)', '(ltsc2022)']],
    ['{a: [{os: w, tag: t}, {os: v}]}', ['(w, t)', '(v)']],
    // exclude: every key that it has must match; texts without case, and a mapping by the keys that it has.
    ['{a: [x, y], b: [1, 2], exclude: [{a: x, b: 2}]}', ['(x, 1)', '(y, 1)', '(y, 2)']],
    ['{a: [x, y], b: [1, 2], exclude: [{a: X}]}', ['(y, 1)', '(y, 2)']],
    ['{a: [x, y], exclude: [{a: x}, {a: y}]}', []],
    ['{a: [1, 2], exclude: [{a: "1"}]}', ['(2)']],
    ['{a: [{os: w, tag: t}, {os: v, tag: t}], exclude: [{a: {os: w}}]}', ['(v, t)']],
    ['{a: [x], exclude: [{b: x}]}', ['(x)']],
    ['{a: [x], exclude: [{}]}', ['(x)']],
    // include: what goes with a combination is added to it, the rest are legs of their own.
    ['{a: [x, y], include: [{a: x, c: 1}]}', ['(x)', '(y)']],
    ['{a: [x, y], include: [{c: 1}]}', ['(x)', '(y)']],
    ['{a: [x], include: [{a: z, c: 1}]}', ['(x)', '(z, 1)']],
    ['{a: [x], include: [{a: x}]}', ['(x)']],
    ['{include: [{a: x, c: 1}, {a: y}]}', ['(x, 1)', '(y)']],
    ['{a: [x], exclude: [{a: x}], include: [{a: x}]}', ['(x)']],
    ['{a: [x], exclude: [{a: x}], include: [{c: 1}]}', ['(1)']],
    // Expressions.
    [`"\${{ fromJSON('{\\"a\\": [1, 2]}') }}"`, ['(1)', '(2)']],
    [`{a: "\${{ fromJSON('[\\"x\\", \\"y\\"]') }}"}`, ['(x)', '(y)']],
    [`{include: "\${{ fromJSON('[{\\"a\\": 1}]') }}"}`, ['(1)']],
    ["{a: ['${{ vars.A }}', y]}", ['(?)', '(y)']],
    ["{a: '${{ fromJSON(needs.plan.outputs.list) }}', b: [1, 2]}", ['(?, 1)', '(?, 2)']],
    ["'${{ fromJSON(needs.plan.outputs.matrix) }}'", ['']],
    ["{include: '${{ fromJSON(needs.plan.outputs.matrix) }}'}", ['']],
    ["{a: [x], include: '${{ fromJSON(vars.M) }}'}", ['(x)']],
    ["{a: [x, y], exclude: '${{ fromJSON(vars.M) }}'}", ['(x)', '(y)']],
    ["{a: [x, y], exclude: [{a: '${{ vars.A }}'}]}", ['(x)', '(y)']],
  ])('%s', async (matrix, expected) => {
    expect(await legs(matrix)).toEqual(expected);
  });

  it('as the documentation of GitHub has it', async () => {
    const text = [
      'on: push',
      'jobs:',
      '  b:',
      '    name: ${{ matrix.fruit }} ${{ matrix.animal }} ${{ matrix.color }} ${{ matrix.shape }}',
      '    runs-on: windows-2022',
      '    strategy:',
      '      matrix:',
      '        fruit: [apple, pear]',
      '        animal: [cat, dog]',
      '        include:',
      '          - color: green',
      '          - color: pink',
      '            animal: cat',
      '          - fruit: apple',
      '            shape: circle',
      '          - fruit: banana',
      '          - fruit: banana',
      '            animal: cat',
    ].join('\n');
    expect((await read(text)).legs.map(({ name }) => name.trimEnd())).toEqual([
      'apple cat pink circle',
      'apple dog green circle',
      'pear cat pink',
      'pear dog green',
      'banana',
      'banana cat',
    ]);
  });

  it.each([
    ['{a: []}', 0, 'workflow-syntax 6:19'],
    ['[a, b]', 1, 'workflow-syntax 6:15'],
    ['{a: x}', 1, 'workflow-syntax 6:19'],
    ['{a: [1], include: [x]}', 1, 'workflow-syntax 6:34'],
    [`{a: [${Array.from({ length: 300 }, (_, at) => at).join(', ')}]}`, 256, 'workflow-syntax 6:15'],
  ])('%s has a problem', async (matrix, count, problem) => {
    const reading = await read(
      `on: push\njobs:\n  b:\n    runs-on: windows-2022\n    strategy:\n      matrix: ${matrix}`,
    );
    expect(reading.legs).toHaveLength(count);
    expect(problemLines(reading)).toEqual([problem]);
  });
});

describe('the place of a leg is what decides on its runner', () => {
  it.each<readonly [name: string, lines: readonly string[], legs: readonly string[]]>([
    ['a label', ['runs-on: windows-2022'], ['build: windows-2022 @4:14']],
    ['a list', ['runs-on: [self-hosted, windows, x64]'], ['build: self-hosted+windows+x64 @4:14']],
    ['a group', ['runs-on: {group: big, labels: windows-2022-16core}'], ['build: windows-2022-16core @4:35']],
    ['a group alone', ['runs-on: {group: big}'], ['build: ? @4:14']],
    ['what is not known', ['runs-on: ${{ vars.RUNNER }}'], ['build: ? @4:14']],
    ['nothing', ['steps: []'], ['build: ? @4:5']],
    [
      'an entry of a list',
      ['strategy:', '  matrix:', '    os: [windows-2022, windows-2025]', 'runs-on: ${{ matrix.os }}'],
      ['build (windows-2022): windows-2022 @6:14', 'build (windows-2025): windows-2025 @6:28'],
    ],
    [
      'a part of a label',
      ['strategy: {matrix: {year: [2022, 2025]}}', 'runs-on: windows-${{ matrix.year }}'],
      ['build (2022): windows-2022 @4:32', 'build (2025): windows-2025 @4:38'],
    ],
    [
      'a value of include',
      [
        'strategy:',
        '  matrix:',
        '    include:',
        '      - os: windows-2022',
        '        tag: a',
        'runs-on: ${{ matrix.os }}',
      ],
      ['build (windows-2022, a): windows-2022 @7:17'],
    ],
    [
      'a value within an entry',
      [
        'strategy:',
        '  matrix:',
        '    config:',
        '      - {os: windows-2022, tag: a}',
        'runs-on: ${{ matrix.config.os }}',
      ],
      ['build (windows-2022, a): windows-2022 @7:18'],
    ],
    [
      'one of several labels',
      ['strategy: {matrix: {os: [win-a]}}', 'runs-on: [self-hosted, "${{ matrix.os }}"]'],
      ['build (win-a): self-hosted+win-a @4:30'],
    ],
    [
      'a default within the expression',
      ['strategy: {matrix: {os: [""]}}', "runs-on: ${{ matrix.os || 'windows-2022' }}"],
      ['build: windows-2022 @5:14'],
    ],
    [
      'a function of it',
      ['strategy: {matrix: {y: [2022]}}', "runs-on: ${{ format('windows-{0}', matrix.y) }}"],
      ['build (2022): windows-2022 @4:29'],
    ],
    [
      'a list in JSON',
      ['strategy:', "  matrix: {os: '${{ fromJSON(''[\"windows-2022\"]'') }}'}", 'runs-on: ${{ matrix.os }}'],
      ['build (windows-2022): windows-2022 @5:21'],
    ],
    [
      'a list that an expression makes',
      ['runs-on: ${{ fromJSON(\'["self-hosted", "windows"]\') }}'],
      ['build: self-hosted+windows @4:14'],
    ],
  ])('%s', async (_, lines, expected) => {
    const text = ['on: push', 'jobs:', '  build:', ...lines.map((line) => `    ${line}`)].join('\n');
    expect(legLines(await read(text))).toEqual(expected);
  });
});
