import { describe, expect, it } from 'vitest';
import { deedLines, FILE, type Files, job, problemLines, read } from './reader.ts';

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
  'docker build --build-arg $V .',
  'docker build --$V=a --build-arg A=1 .',
  'docker build -t$V -f $V.Dockerfile .',
  'docker build -t "$REGISTRY/$IMAGE:$V" .',
  'docker compose $V',
  'docker run --isolation $V -e A=$V example/app cmd /c echo $V',
  'echo $(docker pull $V)',
  'docker build --build-arg A=${X:-$V} .',
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
  "pwsh -c 'docker pull a:$env:X$V; docker pull b:`$V'",
  "cmd //c 'docker pull a:^$V'",
];

const VALUES = [
  'ltsc2022',
  '8.4',
  '1',
  'src',
  'process',
  'github.com',
  'pull',
  'A',
  'x'.repeat(60),
  '2022',
  'build',
  'docker',
  'bash',
  'next',
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

const V = '${{ matrix.v }}';
const VARIABLE_STEPS = (...lines: readonly string[]) => ['steps:', ...lines.map((line) => `  ${line}`)];
const ACTION = `runs:
  using: composite
  steps:
    - run: docker build --build-arg A=\${{ inputs.tag }} .
      shell: bash
    - if: inputs.tag == 'build'
      run: docker pull example/\${{ inputs.tag }}
      shell: bash
    - run: docker pull \${{ inputs.other || 'none' }}
      shell: bash
inputs: {tag: {default: none}, other: {}}
`;

/** Jobs that hand on a value of their matrix in every way there is. */
const JOBS: Readonly<Record<string, readonly string[]>> = {
  'an environment of the job': [
    `env: {T: 'ltsc${V}', NAME: 'example/app:${V}'}`,
    ...VARIABLE_STEPS('- run: docker build --build-arg T=$T -t $NAME .', '- run: docker run "${NAME}" cmd'),
  ],
  'an environment of a step': VARIABLE_STEPS(
    '- run: docker build --build-arg T .',
    `  env: {T: '${V}'}`,
    '- run: docker build --build-arg T=$T .',
  ),
  'a variable in a condition of the shell': [
    `env: {T: '${V}'}`,
    ...VARIABLE_STEPS('- run: if [ $T = a ]; then docker build a; fi'),
  ],
  'a variable in a condition': [
    `env: {T: 'x${V}'}`,
    ...VARIABLE_STEPS("- if: env.T == 'xbuild'", '  run: docker build a', '- run: docker build b'),
  ],
  'a variable in a function': [
    `env: {T: 'x${V}'}`,
    ...VARIABLE_STEPS(
      "- run: docker build --build-arg A=${{ format('{0}-x', env.T) }} .",
      '- run: docker build ${{ env.T }}',
    ),
  ],
  'all variables': [
    `env: {T: '${V}'}`,
    ...VARIABLE_STEPS("- run: docker pull a:${{ contains(toJSON(env), 'build') }}"),
  ],
  'a variable that Docker looks for': [
    `env: {DOCKER_DEFAULT_PLATFORM: 'windows/${V}', COMPOSE_FILE: '${V}.yml'}`,
    ...VARIABLE_STEPS('- run: docker build .', '- run: docker compose build'),
  ],
  'a variable that a variable is made of': [
    `env: {T: '${V}'}`,
    ...VARIABLE_STEPS('- run: docker build --build-arg A=$U .', "  env: {U: 'x-${{ env.T }}'}"),
  ],
  'a variable for all steps after one': VARIABLE_STEPS(
    `- run: echo "T=${V}" >> "$GITHUB_ENV"`,
    '- run: docker build --build-arg T=$T .',
  ),
  'a condition': VARIABLE_STEPS("- if: matrix.v != 'build'", '  run: docker build .'),
  'a condition that is the value': VARIABLE_STEPS('- if: matrix.v', '  run: docker build .'),
  'an expression with a default': VARIABLE_STEPS(
    "- run: docker build --build-arg A=${{ matrix.v || 'none' }} .",
  ),
  'a directory': VARIABLE_STEPS('- run: docker build .', `  working-directory: images/${V}`),
  'a shell': VARIABLE_STEPS('- run: docker build .', `  shell: ${V}`),
  'a long name': VARIABLE_STEPS(`- name: ${'long '.repeat(17)}${V} ${V}`, '  run: docker build .'),
  PowerShell: VARIABLE_STEPS(
    `- run: docker build --build-arg A=${V} -f images\\${V}\\Dockerfile -t "$env:NAME\`${V}" "x$V${V}"`,
    '  shell: pwsh',
  ),
  cmd: VARIABLE_STEPS(`- run: docker build --build-arg A=%X%${V} -t x:^${V} images\\${V}`, '  shell: cmd'),
  'docker/build-push-action': VARIABLE_STEPS(
    '- uses: docker/build-push-action@v6',
    `  with: {context: '${V}', file: '${V}/Dockerfile', target: '${V}', platforms: 'windows/${V}', tags: 'a:${V},b'}`,
    '- uses: docker/build-push-action@v6',
    `  with: {context: ., build-args: "A=${V}\\n${V}=1\\n${V}"}`,
    `  env: {ltsc2022: a, A: b}`,
  ),
  'docker/bake-action': VARIABLE_STEPS(
    '- uses: docker/bake-action@v5',
    `  with: {files: '${V}.json', targets: 'a,${V}', set: "a.args.V=${V}\\n${V}.args.V=1"}`,
  ),
  'a checkout': VARIABLE_STEPS(
    '- uses: actions/checkout@v5',
    `  with: {path: '${V}'}`,
    '- run: docker build src',
  ),
  'a path beside a checkout': VARIABLE_STEPS(
    '- uses: actions/checkout@v5',
    `  with: {path: src}`,
    `- run: docker build ${V}`,
    `- run: docker build src/${V}`,
  ),
  'a container and a service': [
    `container: {image: 'example/${V}'}`,
    `services: {db: {image: '${V}'}}`,
    ...VARIABLE_STEPS('- run: docker build .'),
  ],
  'this very action': VARIABLE_STEPS(
    '- uses: windows-isolation-check/windows-isolation-check@v1',
    `  with: {hosts: '${V}', build-args: 'A=${V}'}`,
  ),
  'a local action': VARIABLE_STEPS(
    '- uses: ./action',
    `  with: {tag: '${V}'}`,
    '- uses: ./action',
    `  with: {other: '${V}'}`,
  ),
  'the runner': [`runs-on: windows-${V}`, ...VARIABLE_STEPS(`- run: docker build --build-arg A=${V} .`)],
};

describe('legs come to the same whether they are read once or each by itself', () => {
  const scripts = SCRIPTS.map((script) => {
    const lines = script.replaceAll('$V', () => V).split('\n');
    return [
      script,
      VARIABLE_STEPS('- name: step', '  run: |', ...lines.map((line) => `    ${line}`)),
    ] as const;
  });
  it.each([...scripts, ...Object.entries(JOBS)])('%s', async (_, lines) => {
    const on = lines.some((line) => line.startsWith('runs-on')) ? [] : ['runs-on: ubuntu-latest'];
    const matrix = `strategy: {matrix: {v: ${JSON.stringify(VALUES)}}}`;
    const files = (...more: readonly string[]): Files => ({
      [FILE]: job(...on, matrix, ...lines, ...more),
      'action/action.yml': ACTION,
    });
    const shared = await read(files());
    // A value that is looked at is read for each leg.
    const apart = await read(files("  - if: matrix.v == 'nothing that there is'", '    run: echo'));
    expect(shared.legs).toHaveLength(VALUES.length);
    for (const [at, value] of VALUES.entries()) {
      const [one, other] = [shared.legs[at], apart.legs[at]];
      expect(deedLines(one ?? { deeds: [] }), value).toEqual(deedLines(other ?? { deeds: [] }));
      expect(one, value).toEqual(other);
    }
    expect(problemLines(shared)).toEqual(problemLines(apart));
    expect(shared.problems).toEqual(apart.problems);
  });

  it('a mark of its own in a file is no value', async () => {
    const text = (mark: string) =>
      job(
        'runs-on: x',
        'strategy: {matrix: {v: [a, b]}}',
        'steps:',
        `  - run: docker build --build-arg A=${mark}${V} .`,
      );
    const { legs } = await read(text('\uE100'));
    expect(legs.map((leg) => deedLines(leg))).toEqual([
      ['docker build --build-arg A=\uE100${{ matrix.v }} . @7:14: build Dockerfile A=\uE100a'],
      ['docker build --build-arg A=\uE100${{ matrix.v }} . @7:14: build Dockerfile A=\uE100b'],
    ]);
  });

  it.each([
    ['an escape of YAML', '"\\uE100q"'],
    ['an expression', `"\${{ fromJSON('\\"\\\\uE100q\\"') }}"`],
  ])('nor one that %s makes', async (_, value) => {
    const { legs } = await read(
      job(
        'runs-on: x',
        'strategy: {matrix: {v: [aa, bb]}}',
        `env: {X: ${value}}`,
        'steps:',
        `  - run: docker build --build-arg A=\${{ env.X }}${V} .`,
      ),
    );
    expect(legs.flatMap((leg) => deedLines(leg)).map((line) => line.split(': ').at(-1))).toEqual([
      'build Dockerfile A=\uE100qaa',
      'build Dockerfile A=\uE100qbb',
    ]);
  });
});
