import { describe, expect, it } from 'vitest';
import { job, read } from './reader.ts';

/** The places of all build arguments: `NAME line:column-endColumn`. */
async function places(...run: readonly string[]): Promise<readonly string[]> {
  const { legs } = await read(
    job(
      'runs-on: ubuntu-latest',
      'env: {X: aVeryLongValueThatComesInstead}',
      'steps:',
      ...run.map((line) => `  ${line}`),
    ),
  );
  return legs.flatMap(({ deeds }) =>
    deeds.flatMap((deed) => {
      const { line, column } = deed.place;
      const args = deed.kind === 'build' ? [...deed.args] : [];
      return [
        `${deed.kind} ${line}:${column}`,
        ...args.map(
          ([name, value]) => `${name} ${value?.place.line}:${value?.place.column}-${value?.place.endColumn}`,
        ),
      ];
    }),
  );
}

describe('what a script does keeps its place in the workflow', () => {
  it.each<readonly [name: string, run: readonly string[], places: readonly string[]]>([
    ['plain', ['- run: docker build --build-arg A=1 .'], ['build 7:14', 'A 7:41-42']],
    ['quoted', ["- run: 'docker build --build-arg A=1 .'"], ['build 7:15', 'A 7:42-43']],
    ['doubled quotes', ["- run: 'echo ''x''; docker build --build-arg A=1 .'"], ['build 7:27', 'A 7:54-55']],
    [
      'escapes',
      ['- run: "echo \\"\\u0041\\"\\ndocker build --build-arg A=1 ."'],
      ['build 7:32', 'A 7:59-60'],
    ],
    [
      'literal',
      [
        '- run: |',
        '    echo x',
        '',
        '    if true; then',
        '      docker build \\',
        '        --build-arg A=1 .',
        '    fi',
      ],
      ['build 11:13', 'A 12:29-30'],
    ],
    [
      'literal that keeps its end',
      ['- run: |+', '    docker build --build-arg A=1 .', ''],
      ['build 8:11', 'A 8:38-39'],
    ],
    [
      'literal with an indentation of its own',
      ['- run: |2', '     docker build --build-arg A=1 .'],
      ['build 8:12', 'A 8:39-40'],
    ],
    ['folded', ['- run: >', '    docker build', '    --build-arg A=1', '    .'], ['build 8:11', 'A 9:25-26']],
    [
      'folded over a blank line',
      ['- run: >-', '    echo x', '', '    docker build', '    --build-arg A=1 .'],
      ['build 10:11', 'A 11:25-26'],
    ],
    ['plain on several lines', ['- run: docker build', '    --build-arg A=1 .'], ['build 7:14', 'A 8:25-26']],
    [
      'behind an expression',
      ['- run: |', '    echo ${{ env.X }}; docker build --build-arg A=${{ env.X }} --build-arg B=1 .'],
      ['build 8:30', 'A 8:55-69', 'B 8:84-85'],
    ],
    [
      'behind one that is not known',
      ['- run: |', '    echo ${{ secrets.A }}', '    docker build --build-arg B=1 .'],
      ['build 9:11', 'B 9:38-39'],
    ],
    ['in an expression', ["- run: ${{ 'docker build --build-arg A=1 .' }}"], ['build 7:14', 'A 7:14-53']],
  ])('%s', async (_, run, expected) => {
    expect(await places(...run)).toEqual(expected);
  });
});
