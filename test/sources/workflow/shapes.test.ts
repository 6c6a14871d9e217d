import { describe, expect, it } from 'vitest';
import { deedLines, deedsByLeg, FILE, legLines, problemLines, read } from './reader.ts';

/** Workflows as public projects have them. */
describe('every leg is paired with what it builds', () => {
  it('a matrix of versions that goes into a build argument', async () => {
    const reading = await read(
      [
        'name: images',
        'on: [push]',
        'jobs:',
        '  build:',
        '    runs-on: windows-${{ matrix.windows-base-version }}',
        '    strategy:',
        '      fail-fast: false',
        '      matrix:',
        '        windows-base-version: [2019, 2022, 2025]',
        '    steps:',
        '      - uses: actions/checkout@v5',
        '      - name: Build the image',
        '        run: >-',
        '          docker build',
        '          --build-arg WINDOWS_VERSION=ltsc${{ matrix.windows-base-version }}',
        '          --tag runner:ltsc${{ matrix.windows-base-version }}-${{ github.sha }}',
        '          --file images/runner/Dockerfile .',
      ].join('\n'),
    );
    expect(legLines(reading)).toEqual([
      'build (2019): windows-2019 @9:32',
      'build (2022): windows-2022 @9:38',
      'build (2025): windows-2025 @9:44',
    ]);
    expect(deedsByLeg(reading)).toEqual({
      'build (2019)': ['Build the image @14:11: build images/runner/Dockerfile WINDOWS_VERSION=ltsc2019'],
      'build (2022)': ['Build the image @14:11: build images/runner/Dockerfile WINDOWS_VERSION=ltsc2022'],
      'build (2025)': ['Build the image @14:11: build images/runner/Dockerfile WINDOWS_VERSION=ltsc2025'],
    });
    expect(problemLines(reading)).toEqual([]);
    const [deed] = reading.legs[0]?.deeds ?? [];
    expect(deed?.kind === 'build' && deed.args.get('WINDOWS_VERSION')).toMatchObject({
      written: expect.stringContaining('ltsc${{ matrix.windows-base-version }}'),
      place: { line: 15 },
    });
  });

  it('include that pairs a runner with a tag', async () => {
    const reading = await read(
      [
        'on: push',
        'env:',
        '  REGISTRY: ghcr.io/example',
        'jobs:',
        '  windows:',
        '    strategy:',
        '      matrix:',
        '        include:',
        '          - os: windows-2022',
        '            tag: ltsc2022',
        '          - os: windows-2022',
        '            tag: ltsc2025',
        '    name: Windows ${{ matrix.tag }}',
        '    runs-on: ${{ matrix.os }}',
        '    defaults: {run: {working-directory: app}}',
        '    steps:',
        '      - run: docker build --pull --build-arg "TAG=${{ matrix.tag }}" --target test -t $env:REGISTRY/app:${{ matrix.tag }} .',
        '      - run: |',
        '          docker run --rm --isolation=process `',
        '            "$env:REGISTRY/app:${{ matrix.tag }}"',
      ].join('\n'),
    );
    expect(legLines(reading)).toEqual([
      'Windows ltsc2022: windows-2022 @9:17',
      'Windows ltsc2025: windows-2022 @11:17',
    ]);
    const run = 'docker run --rm --isolation=process `';
    const build =
      'docker build --pull --build-arg "TAG=${{ matrix.tag }}" --target test -t $env:REGISTRY/app:${{ matri…';
    expect(deedsByLeg(reading)).toEqual({
      'Windows ltsc2022': [
        `${build} @17:14: build app/Dockerfile TAG=ltsc2022 target=test`,
        `${run} @19:11: run ghcr.io/example/app:ltsc2022`,
      ],
      'Windows ltsc2025': [
        `${build} @17:14: build app/Dockerfile TAG=ltsc2025 target=test`,
        `${run} @19:11: run ghcr.io/example/app:ltsc2025`,
      ],
    });
  });

  it('a reusable workflow with inputs, called by a matrix', async () => {
    const reading = await read({
      [FILE]: [
        'on: push',
        'jobs:',
        '  release:',
        '    strategy:',
        '      matrix:',
        '        year: [2022, 2025]',
        '    uses: ./.github/workflows/image.yml',
        '    with:',
        '      runner: windows-${{ matrix.year }}',
        '      version: ltsc${{ matrix.year }}',
        '    secrets: inherit',
      ].join('\n'),
      '.github/workflows/image.yml': [
        'on:',
        '  workflow_call:',
        '    inputs:',
        '      runner: {type: string, required: true}',
        '      version: {type: string, required: true}',
        '      target: {type: string, default: final}',
        '      test: {type: boolean}',
        'jobs:',
        '  image:',
        '    name: Image',
        '    runs-on: ${{ inputs.runner }}',
        '    steps:',
        '      - shell: cmd',
        '        run: |',
        '          docker build ^',
        '            --build-arg VERSION=${{ inputs.version }} ^',
        '            --target ${{ inputs.target }} .',
        '      - if: inputs.test',
        '        run: docker run example/test',
      ].join('\n'),
    });
    expect(reading.files).toEqual([FILE, '.github/workflows/image.yml']);
    expect(reading.calledOnly).toBe(false);
    expect(legLines(reading)).toEqual([
      'release (2022) / Image: windows-2022 @9:15',
      'release (2025) / Image: windows-2025 @9:15',
    ]);
    expect(deedLines(reading.legs[1] ?? { deeds: [] })).toEqual([
      'docker build ^ @.github/workflows/image.yml:15:11: build Dockerfile VERSION=ltsc2025 target=final',
    ]);
    expect(reading.problems).toEqual([]);
  });

  it('a composite action, with inputs, an environment and another action in it', async () => {
    const reading = await read({
      [FILE]: [
        'on: push',
        'jobs:',
        '  build:',
        '    runs-on: windows-2022',
        '    steps:',
        '      - name: Image',
        '        uses: ./.github/actions/image',
        '        with: {version: ltsc2022}',
        '        env: {FLAVOUR: slim}',
        '      - run: docker build --build-arg DONE=$env:DONE .',
      ].join('\n'),
      '.github/actions/image/action.yml': [
        'inputs:',
        '  version: {required: true}',
        '  isolation: {default: hyperv}',
        'runs:',
        '  using: composite',
        '  steps:',
        '    - shell: pwsh',
        '      working-directory: ${{ github.action_path }}',
        '      run: |',
        '        docker build --isolation ${{ inputs.isolation }} --build-arg V=${{ inputs.version }} --build-arg F=$env:FLAVOUR .',
        '        "DONE=yes" >> $env:GITHUB_ENV',
        '    - uses: ./.github/actions/inner',
        '      name: inner',
        '      with: {version: "${{ inputs.version }}"}',
      ].join('\n'),
      '.github/actions/inner/action.yaml': [
        'inputs: {version: {}}',
        'runs: {using: composite, steps: [{shell: bash, run: "docker pull example/base:${{ inputs.version }}"}]}',
      ].join('\n'),
    });
    expect(deedsByLeg(reading)).toEqual({
      build: [
        'Image / docker build --isolation ${{ inputs.isolation }} --build-arg V=${{ inputs.version }} --build-arg F=$… @.github/actions/image/action.yml:10:9: build .github/actions/image/Dockerfile V=ltsc2022 F=slim isolation=hyperv',
        'Image / inner / docker pull example/base:${{ inputs.version }} @.github/actions/inner/action.yaml:2:54: pull example/base:ltsc2022',
        'docker build --build-arg DONE=$env:DONE . @10:14: build Dockerfile DONE=yes',
      ],
    });
    expect(reading.problems).toEqual([]);
  });

  it('Docker’s own actions', async () => {
    const reading = await read(
      [
        'on: push',
        'jobs:',
        '  build:',
        '    runs-on: ubuntu-latest',
        '    strategy: {matrix: {v: [ltsc2022]}}',
        '    env: {FROM_ENV: x}',
        '    steps:',
        '      - uses: docker/build-push-action@v6',
        '        with:',
        '          platforms: windows/amd64,linux/amd64',
        '          tags: |',
        '            example/app:latest',
        '            example/app:${{ github.sha }}',
        '          build-args: |',
        '            VERSION=${{ matrix.v }}',
        '            # a comment',
        '            "QUOTED=a, b"',
        '            FROM_ENV',
        '            NOWHERE',
        '      - {uses: docker/build-push-action@v6, with: {context: app, file: app/Dockerfile.win, target: final}}',
        '      - {uses: docker/build-push-action@v6, with: {context: ./app/}}',
        '      - {uses: docker/build-push-action@v6, with: {context: "{{defaultContext}}:app"}}',
        '      - {uses: docker/build-push-action@v6, with: {context: "${{ github.workspace }}/app"}}',
        '      - {uses: docker/build-push-action@v6, with: {context: "https://github.com/a/b.git"}}',
        '      - {uses: docker/bake-action@v6, with: {files: "a.json, b.json", targets: "x,y", workdir: app}}',
        '      - {uses: docker/bake-action@v6}',
        '      - {uses: "docker://example/tool:${{ matrix.v }}"}',
        '      - {uses: someone/windows-isolation-check@v1, with: {hosts: "windows-${{ matrix.v }}", smoke: never}}',
      ].join('\n'),
    );
    const push = 'docker/build-push-action@v6';
    expect(deedLines(reading.legs[0] ?? { deeds: [] })).toEqual([
      `${push} @8:15: build Dockerfile VERSION=ltsc2022 QUOTED=a, b FROM_ENV=x NOWHERE=(none) platform=windows/amd64 platform=linux/amd64`,
      `${push} @20:16: build app/Dockerfile.win target=final`,
      `${push} @21:16: build app/Dockerfile`,
      `${push} @22:16: build app/Dockerfile`,
      `${push} @23:16: build app/Dockerfile`,
      `${push} @24:16: build ?`,
      'docker/bake-action@v6 @25:16: bake app/a.json,app/b.json x,y in app',
      'docker/bake-action@v6 @26:16: bake -  in ',
      'docker://example/tool:${{ matrix.v }} @27:17: job-container example/tool:${{ matrix.v }}',
      'someone/windows-isolation-check@v1 @28:16: check hosts=windows-ltsc2022 smoke=never',
    ]);
    const [first] = reading.legs[0]?.deeds ?? [];
    if (first?.kind !== 'build') throw new Error('no build');
    expect(first.args.get('VERSION')?.place).toEqual({
      file: FILE,
      line: 15,
      column: 13,
      endLine: 15,
      endColumn: 36,
    });
    expect(first.args.get('QUOTED')?.place).toMatchObject({ line: 17, column: 14 });
    expect(first.tags.map(({ value, unknown }) => unknown ?? value)).toEqual(['example/app:latest', true]);
    expect(reading.problems).toEqual([]);
  });

  it('overrides of bake', async () => {
    const reading = await read(
      [
        'on: push',
        'jobs:',
        '  build:',
        '    runs-on: windows-2022',
        '    strategy: {matrix: {v: [ltsc2025]}}',
        '    steps:',
        '      - uses: docker/bake-action@v6',
        '        with:',
        '          targets: b',
        '          set: |',
        '            b.args.V=${{ matrix.v }}',
        '            *.platform=windows/amd64,linux/amd64',
        '            *.labels.commit=${{ github.sha }}',
        '            b.tags=app:${{ github.sha }}',
        '      - run: docker buildx bake --set b.args.V=${{ matrix.v }} --set b.args.W=${{ github.ref }} b',
        '      - {uses: docker/bake-action@v6, with: {set: "${{ github.job }}.args.V=x"}}',
      ].join('\n'),
    );
    const deeds = (reading.legs[0]?.deeds ?? []).map((deed) => (deed.kind === 'bake' ? deed : undefined));
    expect(
      deeds.map((deed) => deed?.set?.map(({ value, unknown }) => (unknown === true ? `${value}?` : value))),
    ).toEqual([
      ['b.args.V=ltsc2025', '*.platform=windows/amd64,linux/amd64', 'b.tags=app:?'],
      ['b.args.V=ltsc2025', 'b.args.W=?'],
      undefined,
    ]);
    expect(deeds.map((deed) => deed?.unknown)).toEqual([undefined, undefined, true]);
    expect(deeds[0]?.set?.[0]?.place).toMatchObject({ file: FILE, line: 11, column: 13 });
    expect(problemLines(reading)).toEqual(['workflow-unresolved 15:79', 'workflow-unresolved 16:52']);
  });

  it('local actions that are containers', async () => {
    const reading = await read({
      [FILE]: 'jobs: {a: {runs-on: windows-2022, steps: [{uses: ./a}, {uses: ./b}, {uses: ./c}]}}',
      'a/action.yml': 'runs: {using: docker, image: Dockerfile}',
      'b/action.yml': 'runs: {using: Docker, image: "docker://example/tool:1"}',
      'c/action.yml': 'runs: {using: node24, main: index.js}',
    });
    expect(deedLines(reading.legs[0] ?? { deeds: [] })).toEqual([
      './a @1:50: job-container Dockerfile',
      './b @1:63: job-container example/tool:1',
    ]);
    expect(reading.legs[0]?.deeds[1]).toMatchObject({ image: { place: { file: 'b/action.yml', line: 1 } } });
    expect(reading.problems).toEqual([]);
  });

  it('containers of a job', async () => {
    const reading = await read(
      [
        'on: push',
        'jobs:',
        '  a:',
        '    runs-on: windows-2022',
        '    container: mcr.microsoft.com/windows/servercore:ltsc2022',
        '    services:',
        '      db: {image: "redis:${{ vars.V }}"}',
        '      none: {image: ""}',
        '  b:',
        '    runs-on: windows-2022',
        '    strategy: {matrix: {c: [null, {image: node}]}}',
        '    container: ${{ matrix.c }}',
      ].join('\n'),
    );
    expect(deedsByLeg(reading)).toEqual({
      a: [
        'container @5:16: job-container mcr.microsoft.com/windows/servercore:ltsc2022',
        'services.db @7:20: job-service ?',
      ],
      b: [],
      'b (node)': ['container @12:16: job-container node'],
    });
    expect(problemLines(reading)).toEqual(['workflow-unresolved 7:26']);
  });

  it('this very action, as the repository itself uses it', async () => {
    const reading = await read({
      [FILE]: 'on: push\njobs: {a: {runs-on: windows-2022, steps: [{uses: ./, with: {hosts: runner}}]}}',
      'action.yml': 'name: Windows Isolation Check\nruns: {using: node24, main: dist/main.js}',
    });
    expect(deedsByLeg(reading)).toEqual({ a: ['./ @2:50: check hosts=runner'] });
  });

  it('anchors and aliases', async () => {
    const reading = await read(
      [
        'on: push',
        'jobs:',
        '  a: &a',
        '    runs-on: windows-2022',
        '    steps: &steps',
        '      - run: docker build a',
        '  b: *a',
        '  c: {runs-on: windows-2025, steps: *steps}',
      ].join('\n'),
    );
    expect(legLines(reading)).toEqual([
      'a: windows-2022 @4:14',
      'b: windows-2022 @4:14',
      'c: windows-2025 @8:16',
    ]);
    expect(deedLines(reading.legs[2] ?? { deeds: [] })).toEqual(['docker build a @6:14: build a/Dockerfile']);
  });
});
