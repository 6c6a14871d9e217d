import { describe, expect, it } from 'vitest';
import { deedLines, job, read } from './reader.ts';

const SCRIPTS = [
  'docker build --build-arg TAG=$V -t app:$V -f images/$V/Dockerfile .',
  'docker build --build-arg TAG=ltsc$V-x $V',
  'docker build --isolation=$V --target $V --platform windows/$V .',
  'docker build "--build-arg=$V=1" .',
  'docker build --pull=$V .',
  'docker $V .',
  'docker image $V example/app',
  'docker --context $V build .',
  'docker run --network $V -v $V:C:\\app example/app:$V $V',
  'docker pull $V',
  'docker push $V\ndocker pull example/$V',
  'cd $V\ndocker build .',
  'x=$V\ndocker build --build-arg A=$x .',
  'x=$V\ndocker build --build-arg A=${x:2} .',
  'xltsc2022=1\ndocker build --build-arg A=$x$V .',
  'for i in $V b; do docker build $i; done',
  'if [ $V = b ]; then docker build a; else docker build b; fi',
  'echo $V; docker build .',
  'echo "A=$V" >> $GITHUB_ENV\ndocker build .',
  '$V build .',
  'docker compose -f $V.yml --profile $V build $V',
  'docker buildx bake -f $V.json $V',
  'docker build --build-arg A="$V" --build-arg B=\'$V\' --build-arg C=\\$V .',
  'docker build -f $V/../Dockerfile $V',
  'bash -c "docker build --build-arg A=$V -t $V ."',
  'bash -c \'docker build $V; docker run "$V"\'',
  "bash -c '$V build .'; $V -c 'docker pull a'; bash -c $V",
  "bash -c 'docker pull $1' $V $V",
  'eval "docker pull $V"; eval docker pull $V',
  'pwsh -c "docker pull $V"; cmd //c docker pull $V',
  "x=$V bash -c 'docker pull $x'",
  'docker run a sh -c "docker pull $V"',
  'docker context use $V\ndocker pull a',
];

const VALUES = [
  'ltsc2022',
  '2022',
  'build',
  'docker',
  'bash',
  'true',
  'false',
  'a/b',
  'example/app:1.2',
  'github.com/a/b',
  '',
  '.',
  '..',
  '-x',
  'a b',
  '$HOME',
  '"',
  "it's",
  'https://example.org/x.git',
  'target:x',
  'Dockerfile',
  '*',
];

describe('legs come to the same whether their script is read once or each by itself', () => {
  it.each(SCRIPTS)('%s', async (script) => {
    const run = (value: string) => script.replaceAll('$V', () => value).split('\n');
    const steps = (lines: readonly string[]) => [
      'steps:',
      '  - name: step',
      '    run: |',
      ...lines.map((line) => `      ${line}`),
    ];
    const all = await read(
      job(
        'runs-on: ubuntu-latest',
        `strategy: {matrix: {v: ${JSON.stringify(VALUES)}}}`,
        ...steps(run('${{ matrix.v }}')),
      ),
    );
    expect(all.legs).toHaveLength(VALUES.length);
    for (const [at, value] of VALUES.entries()) {
      const alone = await read(
        job('runs-on: ubuntu-latest', 'strategy: {matrix: {v: [1]}}', ...steps(run(value))),
      );
      const lines = (of: (typeof all.legs)[number] | undefined) =>
        deedLines(of ?? { deeds: [] }).map(withoutColumn);
      expect(lines(all.legs[at]), value).toEqual(lines(alone.legs[0]));
    }
  });
});

/** Columns differ, as the expression is longer than its value. */
function withoutColumn(line: string): string {
  return line.replace(/@(\d+):\d+/, '@$1');
}
