import { describe, expect, it } from 'vitest';
import { checkCase } from './world.ts';

const NANO = 'mcr.microsoft.com/windows/nanoserver';
const CORE = 'mcr.microsoft.com/windows/servercore';
const AT = '.github/workflows/ci.yml';

type Outcome = Awaited<ReturnType<typeof checkCase>>;

/** `rule level file:line,…` of each finding. */
const told = (outcome: Outcome) =>
  outcome.report.findings.map(
    ({ rule, level, places }) =>
      `${rule} ${level} ${places.map(({ file, line }) => `${file.replace(AT, 'ci')}:${line}`).join()}`,
  );

/** `image on host: prediction` of each pairing that must work. */
const paired = (outcome: Outcome) =>
  outcome.report.pairings
    .filter(({ required }) => required)
    .map(({ image, host, isolation, prediction }) => `${image} on ${host} in ${isolation}: ${prediction}`);

const tags = (files: Readonly<Record<string, string>>, options = {}) =>
  checkCase({
    files,
    options: { resolve: 'tags', hosts: [], levels: { 'image-end-of-life': 'off' }, ...options },
  });

describe('workflows of the shapes that public projects have', () => {
  it('what is said of bake beside its file, and a repository that is checked out at a path', async () => {
    const outcome = await tags({
      [AT]: `on: push
jobs:
  build:
    runs-on: windows-2022
    steps:
      - uses: actions/checkout@v5
        with:
          path: src
      - run: docker buildx bake --set b.args.V=ltsc2025 b
        working-directory: src
      - run: docker build --build-arg V=ltsc2019 src
`,
      'docker-bake.json': JSON.stringify({ target: { b: { args: { V: 'ltsc2022' } } } }),
      Dockerfile: `ARG V=ltsc2022\nFROM ${CORE}:$V\n`,
    });
    expect(paired(outcome)).toEqual([
      `${CORE}:ltsc2025 on windows-2022 in process: refused`,
      `${CORE}:ltsc2019 on windows-2022 in process: refused`,
    ]);
  });

  it('a matrix that feeds a build argument: every leg has its image and its host', async () => {
    const outcome = await tags({
      [AT]: `on: push
jobs:
  build:
    strategy:
      matrix:
        windows-base-version: ['2022', '2025']
    runs-on: windows-\${{ matrix.windows-base-version }}
    steps:
      - uses: actions/checkout@v5
      - name: Build
        run: |
          docker build \`
            --build-arg WINDOWS_VERSION=ltsc\${{ matrix.windows-base-version }} \`
            -t app .
`,
      Dockerfile: `ARG WINDOWS_VERSION=ltsc2016\nFROM ${NANO}:\${WINDOWS_VERSION}\nRUN dir\n`,
    });
    expect(told(outcome)).toEqual([]);
    expect(paired(outcome)).toEqual([
      `${NANO}:ltsc2022 on windows-2022 in process: runs`,
      `${NANO}:ltsc2025 on windows-2025 in process: runs`,
    ]);
  });

  it('legs that pair a tag and a runner that do not fit are errors at their own lines', async () => {
    const outcome = await tags({
      [AT]: `on: push
jobs:
  build:
    strategy:
      matrix:
        include:
          - os: windows-2022
            tag: ltsc2022
          - os: windows-2022
            tag: ltsc2025
    runs-on: \${{ matrix.os }}
    steps:
      - run: docker build --build-arg TAG=\${{ matrix.tag }} -f app/Dockerfile app
`,
      'app/Dockerfile': `ARG TAG\nFROM ${CORE}:\${TAG}\nRUN dir\n`,
    });
    expect(told(outcome)).toEqual(['image-newer-than-host error ci:9,ci:13,app/Dockerfile:2']);
    expect(outcome.report.findings[0]?.message).toContain(
      'In the leg build (windows-2022, ltsc2025), step "',
    );
    expect(
      outcome.report.subjects.map(({ origin, legs }) => `${origin} ${legs.map(({ leg }) => leg)}`),
    ).toEqual(['workflow build (windows-2022, ltsc2022)', 'workflow build (windows-2022, ltsc2025)']);
  });

  it('docker run: the isolation that it asks for, and its options', async () => {
    const outcome = await tags({
      [AT]: `on: push
jobs:
  test:
    runs-on: windows-2025
    steps:
      - run: docker run --rm --isolation=hyperv --pid host ${CORE}:ltsc2019 cmd /c ver
      - run: docker run --rm ${CORE}:ltsc2019 cmd /c ver
`,
    });
    expect(told(outcome)).toEqual(['build-mismatch error ci:4,ci:7', 'option-ignored warning ci:6']);
  });

  it('an image that a step built is run as its last stage', async () => {
    const outcome = await tags({
      [AT]: `on: push
jobs:
  test:
    runs-on: windows-2025
    steps:
      - run: docker build -t app:\${{ github.sha }} .
      - run: docker build -t app:test .
      - run: docker run --isolation=process app:test
      - run: docker run somebody-elses-local-image
`,
      Dockerfile: `FROM ${CORE}:ltsc2019\nCOPY a a\n`,
    });
    expect(told(outcome)).toEqual(['build-mismatch error ci:4,ci:6,ci:7,ci:8,Dockerfile:1']);
  });

  it('a reusable workflow is judged with the inputs of those who call it', async () => {
    const outcome = await tags({
      [AT]: `on: push
jobs:
  old:
    uses: ./.github/workflows/build.yml
    with: { runner: windows-2022, version: ltsc2019 }
`,
      '.github/workflows/build.yml': `on:
  workflow_call:
    inputs:
      runner: { type: string, default: windows-2025 }
      version: { type: string, default: ltsc2025 }
jobs:
  image:
    runs-on: \${{ inputs.runner }}
    steps:
      - uses: docker/build-push-action@v6
        with:
          context: .
          build-args: |
            VERSION=\${{ inputs.version }}
`,
      Dockerfile: `ARG VERSION\nFROM ${NANO}:\${VERSION}\nRUN dir\n`,
    });
    expect(paired(outcome)).toEqual([`${NANO}:ltsc2019 on windows-2022 in process: refused`]);
  });

  it('what is not known is told once, and costs nothing else', async () => {
    const outcome = await tags({
      [AT]: `on: push
jobs:
  build:
    runs-on: windows-2022
    steps:
      - run: docker build --build-arg TAG=\${{ secrets.TAG }} -f a/Dockerfile a
      - run: docker build --build-arg TAG=\${{ secrets.TAG }} -f b/Dockerfile b
      - run: docker build -f c/Dockerfile c
`,
      'a/Dockerfile': `ARG TAG\nFROM ${NANO}:\${TAG}\nRUN dir\n`,
      'b/Dockerfile': `ARG TAG\nFROM ${NANO}:\${TAG}\nRUN dir\nFROM ${NANO}:ltsc2025\nRUN dir\n`,
      'c/Dockerfile': `FROM ${CORE}:ltsc2025\nRUN dir\n`,
    });
    expect(told(outcome)).toEqual([
      'image-newer-than-host error ci:4,ci:7,b/Dockerfile:4',
      'image-newer-than-host error ci:4,ci:8,c/Dockerfile:1',
      'workflow-unresolved notice ci:6',
    ]);
  });

  it('containers of jobs do not work on Windows runners', async () => {
    const outcome = await tags({
      [AT]: `on: push
jobs:
  build:
    runs-on: windows-2022
    container: ${CORE}:ltsc2022
    services:
      db: { image: postgres }
    steps:
      - run: docker build .
`,
      Dockerfile: `FROM ${NANO}:ltsc2022\n`,
    });
    expect(told(outcome)).toEqual([
      'workflow-container-on-windows error ci:5',
      'workflow-container-on-windows error ci:7',
    ]);
  });

  it('a runner of the user’s own: judged on the hosts of the check', async () => {
    const outcome = await tags(
      {
        [AT]: `on: push
jobs:
  build:
    runs-on: [self-hosted, windows]
    steps:
      - run: docker build .
`,
        Dockerfile: `FROM ${NANO}:ltsc2025\nRUN dir\n`,
      },
      { hosts: ['ltsc2022'] },
    );
    expect(told(outcome)).toEqual([
      'image-newer-than-host error ci:4,ci:6,Dockerfile:1',
      'leg-host-unknown notice ci:4',
    ]);
  });

  it('workflows of Linux alone are worth no word', async () => {
    const outcome = await tags({
      [AT]: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    services: { db: { image: postgres } }
    steps:
      - run: docker build --build-arg A=\${{ secrets.B }} .
      - run: docker compose up -d
`,
      'compose.yaml': 'services:\n  db:\n    image: postgres:17\n',
      Dockerfile: 'ARG A=1\nFROM alpine:$A\n',
    });
    expect(told(outcome)).toEqual(['nothing-to-check warning ']);
  });

  it('Compose in a leg: on its host', async () => {
    const outcome = await tags({
      [AT]: `on: push
jobs:
  test:
    runs-on: windows-2025
    steps:
      - run: docker compose -f deploy/compose.yaml up -d
        working-directory: .
`,
      'deploy/compose.yaml': `services:
  web:
    image: ${CORE}:ltsc2019
  api:
    build: ../api
`,
      'api/Dockerfile': `FROM ${CORE}:ltsc2019\nRUN dir\n`,
    });
    expect(told(outcome)).toEqual([
      'build-mismatch error ci:4,ci:6,deploy/compose.yaml:5,api/Dockerfile:1,deploy/compose.yaml:3',
    ]);
  });
});

describe('what legs have in common', () => {
  it('an argument that no image hangs on makes no subject of its own', async () => {
    const outcome = await tags({
      [AT]: `on: push
jobs:
  build:
    strategy:
      matrix:
        base: [ltsc2022, ltsc2025]
        version: ['1', '2', '3']
    runs-on: windows-2025
    steps:
      - uses: actions/checkout@v5
      - run: docker build --build-arg BASE=\${{ matrix.base }} --build-arg VERSION=\${{ matrix.version }} -t app:\${{ matrix.version }} .
      - run: docker run app:\${{ matrix.version }}
`,
      Dockerfile: `ARG BASE\nARG VERSION=0\nFROM ${NANO}:\${BASE}\nARG VERSION\nRUN get \${VERSION}\n`,
    });
    expect(
      outcome.report.subjects.map(({ buildArgs, images, legs }) => ({
        buildArgs,
        images: images.map(({ image }) => image),
        legs: legs.map(({ leg }) => leg),
      })),
    ).toEqual(
      ['ltsc2022', 'ltsc2022', 'ltsc2025', 'ltsc2025'].map((base) => ({
        buildArgs: { BASE: base, VERSION: '1' },
        images: [`${NANO}:${base}`],
        legs: [1, 2, 3].map((version) => `build (${base}, ${version})`),
      })),
    );
  });
});

describe('what a fresh user met', () => {
  const W = (run: string) => ({
    [AT]: `on: push\njobs:\n  a:\n    runs-on: windows-2022\n    steps:\n      - run: ${run}\n`,
  });
  const DOCKERFILE = `ARG V=ltsc2025\nFROM ${NANO}:\${V}\n`;

  it('an argument that only a variable of the runner knows: said, and the defaults are judged', async () => {
    const outcome = await tags(
      { ...W('docker build --build-arg V=$env:MYVER .'), Dockerfile: DOCKERFILE },
      { hosts: ['windows-2022'] },
    );
    expect(told(outcome)).toEqual([
      'workflow-unresolved notice ci:6',
      'image-newer-than-host error Dockerfile:2',
    ]);
  });

  it('an expression that is not known: said beside the defaults', async () => {
    const outcome = await tags(
      { ...W(`docker build --build-arg V=\${{ steps.v.outputs.v }} .`), Dockerfile: DOCKERFILE },
      { hosts: ['windows-2022'] },
    );
    expect(told(outcome)).toEqual([
      'workflow-unresolved notice ci:6',
      'image-newer-than-host error Dockerfile:2',
    ]);
  });

  it('the isolation of a build is none of the container', async () => {
    const outcome = await tags({
      [AT]: `on: push
jobs:
  a:
    runs-on: windows-2025
    steps:
      - run: docker build --isolation=hyperv -t app .
      - run: docker run app:latest
`,
      Dockerfile: `FROM ${NANO}:ltsc2019\nRUN dir\n`,
    });
    expect(told(outcome)).toEqual(['build-mismatch error ci:4,ci:7,Dockerfile:1']);
  });

  it('a tag that is not known is still the same tag', async () => {
    const outcome = await tags({
      [AT]: `on: push
env: { IMG: 'ghcr.io/a/b:\${{ github.sha }}' }
jobs:
  a:
    runs-on: windows-2025
    steps:
      - run: docker build -t $env:IMG .
      - run: docker run --privileged \${{ env.IMG }}
`,
      Dockerfile: `FROM ${NANO}:ltsc2025\n`,
    });
    expect(told(outcome)).toContain('option-rejected error ci:8');
  });

  it('options are told of the legs that have them, and of no other', async () => {
    const job = (name: string) =>
      `  ${name}:\n    runs-on: windows-2025\n    steps:\n      - run: docker build -t ${name} .\n      - run: docker run --privileged ${name}\n`;
    const outcome = await tags({
      [AT]: `on: push\njobs:\n${job('one')}${job('two')}`,
      Dockerfile: `FROM ${NANO}:ltsc2025\n`,
    });
    expect(outcome.report.findings.map(({ message }) => message.slice(message.indexOf(' In the ')))).toEqual([
      ' In the leg one, step "docker run --privileged one".',
      ' In the leg two, step "docker run --privileged two".',
    ]);
  });

  it('a workflow about Windows that cannot be read is an error; one of Linux is passed over', async () => {
    const broken = (label: string) => ({
      [AT]: `on: push\njobs:\n  a:\n    runs-on: ${label}\n    steps:\n      - run: docker build .\n       name: x\n`,
      Dockerfile: `FROM ${NANO}:ltsc2022\n`,
    });
    expect(told(await tags(broken('windows-2022')))).toContainEqual(
      expect.stringMatching(/^workflow-syntax error ci/),
    );
    expect(told(await tags(broken('ubuntu-latest'))).join()).not.toContain('workflow-syntax');
  });

  it('a Dockerfile that is not there is said', async () => {
    const outcome = await tags({
      ...W('docker build -f nope/Dockerfile .'),
      Dockerfile: `FROM ${NANO}:ltsc2022\n`,
    });
    expect(told(outcome)).toContain('workflow-unresolved notice ci:6');
  });

  it('a build on Linux names its leg, as its values come from there', async () => {
    const outcome = await tags(
      {
        [AT]: `on: push
jobs:
  cross:
    runs-on: ubuntu-latest
    strategy: { matrix: { v: [ltsc2022, ltsc2025] } }
    steps:
      - uses: docker/build-push-action@v6
        with: { context: ., platforms: windows/amd64, build-args: "V=\${{ matrix.v }}" }
`,
        Dockerfile: DOCKERFILE,
      },
      { hosts: ['windows-2022'] },
    );
    expect(told(outcome)).toEqual([
      expect.stringMatching(/^image-newer-than-host error ci:4,ci:\d,Dockerfile:2/),
    ]);
    expect(outcome.report.findings[0]?.message).toContain('In the leg cross (ltsc2025)');
  });

  it('services behind a profile count, and variants may name hosts of which one must do', async () => {
    const compose = await tags(
      { 'compose.yaml': `services:\n  a:\n    image: ${NANO}:ltsc2025\n    profiles: [extra]\n` },
      { hosts: ['windows-2022'] },
    );
    expect(told(compose)).toEqual(['image-newer-than-host error compose.yaml:3']);
    const variants = [
      { dockerfile: 'Dockerfile', buildArgs: { V: 'ltsc2025' }, hosts: ['windows-2022', 'windows-2025'] },
    ];
    const any = await tags({ Dockerfile: DOCKERFILE }, { variants, hostsMatch: 'any' });
    expect(told(any)).toEqual([]);
    const every = await tags({ Dockerfile: DOCKERFILE }, { variants });
    expect(told(every)).toEqual(['image-newer-than-host error Dockerfile:2']);
    const missing = await tags({}, { variants: [{ dockerfile: 'nope', buildArgs: {}, hosts: [] }] });
    expect(told(missing)).toContainEqual(expect.stringMatching(/^file-unreadable error/));
  });

  it('what is wrong with a file that a leg leads to is told', async () => {
    const bake = await tags({
      ...W('docker buildx bake -f docker-bake.hcl'),
      'docker-bake.hcl': 'target "default" {}\n',
    });
    expect(told(bake)).toContain('bake-not-printed warning docker-bake.hcl:1');
    const compose = await tags({
      ...W('docker compose up'),
      'compose.yaml': `services:\n  a:\n    image: ${NANO}:ltsc2022\n    extends: { service: gone }\n`,
    });
    expect(told(compose)).toContainEqual(expect.stringMatching(/^compose-unresolved warning compose.yaml:/));
  });
});
