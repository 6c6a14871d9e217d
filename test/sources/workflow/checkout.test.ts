import { describe, expect, it } from 'vitest';
import { deedLines, FILE, problemLines, read } from './reader.ts';

const OTHER = '{uses: actions/checkout@v5, with: {repository: some/other, path: other}}';
const own = (path: string) => `{uses: actions/checkout@v5, with: {path: "${path}"}}`;
const runs = (...commands: readonly string[]) => commands.map((run) => `{run: ${JSON.stringify(run)}}`);

/** What steps do, without their names. */
async function does(steps: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const workflow = `jobs:\n  a:\n    runs-on: windows-2022\n    steps:\n${steps.map((step) => `      - ${step}`).join('\n')}`;
  const reading = await read({ [FILE]: workflow, ...files });
  const [leg] = reading.legs;
  return {
    deeds: deedLines(leg ?? { deeds: [] }).map((line) => line.replace(/^.* @\S+ /, '')),
    unknown: (leg?.deeds ?? []).map((deed) => 'unknown' in deed && deed.unknown === true),
    problems: problemLines(reading),
  };
}

describe('paths are those of the repository, wherever it is checked out', () => {
  it.each<readonly [name: string, steps: readonly string[], deeds: readonly string[]]>([
    [
      'at a path',
      [own('src'), ...runs('docker build src', 'docker build -f src/win/Dockerfile .', 'docker build .')],
      ['build Dockerfile', 'build win/Dockerfile', 'build ?'],
    ],
    [
      'where a step runs',
      [
        own('./go/src/app/'),
        '{run: docker build ., working-directory: go/src/app}',
        ...runs('cd go/src/app && docker build win', 'docker build $env:GITHUB_WORKSPACE/go/src/app/win'),
        '{run: docker build ., working-directory: go/src/application}',
      ],
      ['build Dockerfile', 'build win/Dockerfile', 'build win/Dockerfile', 'build ?'],
    ],
    [
      'by its name in the context',
      [
        "{uses: actions/checkout@v5, with: {repository: '${{ github.repository }}', path: src}}",
        ...runs('docker build src'),
      ],
      ['build Dockerfile'],
    ],
    [
      'below the workspace by its name',
      [own('${{ github.workspace }}/src'), ...runs('docker build src')],
      ['build Dockerfile'],
    ],
    [
      'at a path that is not known',
      [own('${{ github.job }}'), ...runs('docker build src')],
      ['build src/Dockerfile'],
    ],
    ['after the step that uses it', [...runs('docker build src'), own('src')], ['build src/Dockerfile']],
    [
      'never',
      [`{if: false, uses: actions/checkout@v5, with: {path: src}}`, ...runs('docker build src')],
      ['build src/Dockerfile'],
    ],
    [
      'twice',
      [own(''), own('base'), ...runs('docker build app', 'docker build base/app')],
      ['build app/Dockerfile', 'build app/Dockerfile'],
    ],
    [
      'beside another one',
      [
        OTHER,
        ...runs('docker build other', 'docker build app'),
        own('src'),
        ...runs('docker build src', 'docker build app'),
      ],
      ['build ?', 'build app/Dockerfile', 'build Dockerfile', 'build ?'],
    ],
    [
      'and by Docker’s actions, which take it from Git where nothing else is said',
      [
        own('src'),
        '{uses: docker/build-push-action@v6, with: {file: win/Dockerfile}}',
        '{uses: docker/build-push-action@v6, with: {context: "{{defaultContext}}:app"}}',
        '{uses: docker/build-push-action@v6, with: {context: src/app}}',
        '{uses: docker/build-push-action@v6, with: {context: .}}',
        '{uses: docker/bake-action@v6, with: {files: a.json}}',
        '{uses: docker/bake-action@v5, with: {files: src/a.json, workdir: .}}',
        '{uses: docker/bake-action@v6, with: {files: a.json, source: src}}',
      ],
      [
        'build win/Dockerfile',
        'build app/Dockerfile',
        'build app/Dockerfile',
        'build ?',
        'bake a.json  in ',
        'bake a.json  in ?',
        'bake a.json  in ',
      ],
    ],
  ])('%s', async (_, steps, deeds) => {
    expect((await does(steps)).deeds).toEqual(deeds);
  });

  it('soon, however many there are', async () => {
    const steps = Array.from({ length: 3000 }, (_, at) => [own(`p${at}`), ...runs(`docker build p${at}`)]);
    const { deeds } = await does(steps.flat());
    expect(deeds[99]).toBe('build Dockerfile');
    expect(deeds).toHaveLength(3000);
  });

  it('for projects too', async () => {
    const { deeds, unknown } = await does([
      own('src'),
      ...runs(
        'docker compose -f src/a.yml build',
        'docker compose build',
        'docker compose -f src/a.yml -f b.yml build',
      ),
      '{run: docker compose build, working-directory: src/app}',
    ]);
    expect(deeds).toEqual([
      'compose build a.yml in ',
      'compose build - in ?',
      'compose build - in ',
      'compose build - in app',
    ]);
    expect(unknown).toEqual([false, true, true, false]);
  });

  it('for local actions, and within them', async () => {
    const { deeds, problems } = await does(
      [
        own('src'),
        '{uses: ./src/.github/actions/build}',
        '{uses: ./src/.github/actions/fetch}',
        ...runs('docker build more'),
      ],
      {
        '.github/actions/build/action.yml': [
          'runs:',
          '  using: composite',
          '  steps:',
          '    - {shell: pwsh, run: docker build src/app}',
          '    - {shell: pwsh, run: "docker build ${{ github.action_path }}"}',
          '    - {uses: docker/build-push-action@v6}',
        ].join('\n'),
        '.github/actions/fetch/action.yml': [
          'runs:',
          '  using: composite',
          '  steps:',
          '    - {uses: actions/checkout@v5, with: {path: more}}',
          '    - {shell: pwsh, run: docker build more/app}',
        ].join('\n'),
      },
    );
    expect(problems).toEqual([]);
    expect(deeds).toEqual([
      'build app/Dockerfile',
      'build .github/actions/build/Dockerfile',
      'build Dockerfile',
      'build app/Dockerfile',
      'build Dockerfile',
    ]);
  });
});
