import { describe, expect, it } from 'vitest';
import { checkCase } from './world.ts';

const NANO = 'mcr.microsoft.com/windows/nanoserver:ltsc2022';
const AT = '.github/workflows/ci.yml';

const RULE = 'windows-image-on-linux';

/** A workflow with one job on that runner; each line below its `steps`. */
const workflow = (runner: string, ...steps: readonly string[]) => ({
  [AT]: [
    'on: push',
    'jobs:',
    '  test:',
    `    runs-on: ${runner}`,
    '    steps:',
    ...steps.map((line) => `      ${line}`),
  ].join('\n'),
});

async function told(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { report } = await checkCase({ files, options: { resolve: 'tags', hosts: [] } });
  return report.findings
    .filter(({ rule }) => rule === RULE)
    .map(({ level, places }) => `${level} ${places.map(({ line, column }) => `${line}:${column}`).join()}`);
}

describe('an image for Windows in a leg on Linux or macOS', () => {
  it.each<readonly [runner: string, run: string]>([
    ['ubuntu-latest', 'docker pull IMAGE'],
    ['ubuntu-24.04', 'docker run --rm IMAGE cmd /c ver'],
    ['ubuntu-latest', 'docker create IMAGE'],
    ['[self-hosted, linux, x64]', 'docker image pull IMAGE'],
    ['macos-15', 'docker pull IMAGE'],
    ['ubuntu-latest', 'docker pull --platform linux/amd64 IMAGE'],
    ['ubuntu-latest', "bash -c 'docker pull IMAGE'"],
    ['ubuntu-latest', 'docker pull IMAGE || exit 1'],
    ['ubuntu-latest', 'DOCKER_HOST=unix:///var/run/docker.sock docker pull IMAGE'],
  ])('%s: %s', async (runner, run) => {
    const files = workflow(runner, `- run: ${run.replace('IMAGE', NANO)}`);
    expect(await told(files)).toEqual([`error 6:${'      - run: '.length + run.indexOf('IMAGE') + 1}`]);
  });

  it.each([
    'mcr.microsoft.com/windows:20H2',
    'mcr.microsoft.com/windows/servercore/iis',
    'mcr.microsoft.com/dotnet/framework/sdk:4.8',
    'golang:1.27-nanoserver',
    'example/app:1.0-ltsc2022',
    'registry.example/mirror/windows/servercore:ltsc2025',
    'winamd64/python',
  ])('by its name: %s', async (image) => {
    expect(await told(workflow('ubuntu-latest', `- run: docker pull ${image}`))).toEqual(['error 6:26']);
  });

  it.each<readonly [why: string, runner: string, ...steps: readonly string[]]>([
    ['a runner with Windows', 'windows-2022', `- run: docker pull ${NANO}`],
    ['a runner that nobody knows', '[self-hosted, gpu]', `- run: docker pull ${NANO}`],
    ['Windows is asked for', 'ubuntu-latest', `- run: docker pull --platform windows/amd64 ${NANO}`],
    ['so is it here', 'ubuntu-latest', `- run: docker pull --platform=windows ${NANO}`],
    [
      'by the environment',
      'ubuntu-latest',
      '- env: { DOCKER_DEFAULT_PLATFORM: windows/amd64 }',
      `  run: docker pull ${NANO}`,
    ],
    ['nobody knows what is asked for', 'ubuntu-latest', `- run: docker pull --platform $P ${NANO}`],
    ['a step for Windows', 'ubuntu-latest', `- run: docker pull ${NANO}`, "  if: runner.os == 'Windows'"],
    ['a branch', 'ubuntu-latest', `- run: if [ "$RUNNER_OS" = Windows ]; then docker pull ${NANO}; fi`],
    ['an && behind a test', 'ubuntu-latest', `- run: '[ "$RUNNER_OS" = Windows ] && docker pull ${NANO}'`],
    ['a failure that is made good', 'ubuntu-latest', `- run: docker pull ${NANO} || true`],
    ['a step that may fail', 'ubuntu-latest', `- run: docker pull ${NANO}`, '  continue-on-error: true'],
    ['a shell that goes on', 'ubuntu-latest', `- run: 'set +e; docker run ${NANO}; echo done'`],
    ['an end before it', 'ubuntu-latest', `- run: '[ "$RUNNER_OS" = Linux ] && exit 0; docker pull ${NANO}'`],
    ['another engine', 'ubuntu-latest', `- run: docker --context far pull ${NANO}`],
    ['another host', 'ubuntu-latest', `- run: docker -H tcp://far:2375 run ${NANO}`],
    [
      'a host by the environment',
      'ubuntu-latest',
      '- env: { DOCKER_HOST: ssh://far }',
      `  run: docker pull ${NANO}`,
    ],
    [
      'one that nobody knows',
      'ubuntu-latest',
      '- env: { DOCKER_HOST: "${{ secrets.H }}" }',
      `  run: docker pull ${NANO}`,
    ],
    [
      'a context of a step before',
      'ubuntu-latest',
      '- run: docker context use far',
      `- run: docker pull ${NANO}`,
    ],
    [
      'what a container runs',
      'ubuntu-latest',
      `- run: docker run example/builder sh -c "docker pull ${NANO}"`,
    ],
    [
      'builds',
      'ubuntu-latest',
      '- run: docker buildx build --platform windows/amd64 -t example/app:ltsc2022 .',
      '- run: docker build .',
    ],
    [
      'what was built here',
      'ubuntu-latest',
      '- run: docker build -t example/app:ltsc2022 .',
      '- run: docker run example/app:ltsc2022',
    ],
    // Linux images by names that speak of Windows.
    ['a virtual machine', 'ubuntu-latest', '- run: docker run dockurr/windows:latest'],
    ['a cross compiler', 'ubuntu-latest', '- run: docker run example/cross:x86_64-pc-windows-gnu'],
    ['cross compilers', 'ubuntu-latest', '- run: docker run dockcross/windows-static-x64'],
    ["anybody's windows", 'ubuntu-latest', '- run: docker run ghcr.io/example/windows'],
    ['a release of something else', 'ubuntu-latest', '- run: docker run example/app:1809'],
  ])('is not told: %s', async (_, runner, ...steps) => {
    const files = { ...workflow(runner, ...steps), Dockerfile: `FROM ${NANO}\nCOPY a a\n` };
    expect(await told(files)).toEqual([]);
  });

  it('says leg, step and line, and is told once an image and leg', async () => {
    const { report } = await checkCase({
      files: {
        [AT]: `on: push
jobs:
  test:
    strategy:
      matrix:
        os: [ubuntu-24.04, ubuntu-22.04, windows-2022]
    runs-on: \${{ matrix.os }}
    steps:
      - name: Fetch
        run: docker pull ${NANO}
      - run: docker run ${NANO}
`,
      },
      options: { resolve: 'tags', hosts: [] },
    });
    const [finding, ...others] = report.findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      rule: RULE,
      level: 'error',
      places: [{ file: AT, line: 10, column: 26 }],
    });
    expect(finding?.message).toContain(
      `In the leg test (ubuntu-24.04), on ubuntu-24.04, step "Fetch" pulls ${NANO}, which is an image for Windows`,
    );
    expect(finding?.remedy).toContain('runner with Windows');
  });

  it.each(['false', "'true'"])('is told with continue-on-error: %s', async (value) => {
    const steps = [`- run: docker pull ${NANO}`, `  continue-on-error: ${value}`];
    expect(await told(workflow('ubuntu-latest', ...steps))).toEqual(['error 6:26']);
  });

  it('is told of a step that may fail where the runner pulls before the steps', async () => {
    const steps = [`- uses: docker://${NANO}`, '  continue-on-error: true'];
    expect(await told(workflow('ubuntu-latest', ...steps))).toEqual(['error 6:24']);
  });

  it('is not told of a composite action in a step that may fail', async () => {
    const files = {
      ...workflow(
        'ubuntu-latest',
        '- uses: actions/checkout@v4',
        '- uses: ./action',
        '  continue-on-error: true',
      ),
      'action/action.yml': `runs:\n  using: composite\n  steps:\n    - run: docker pull ${NANO}\n      shell: bash\n`,
    };
    expect(await told(files)).toEqual([]);
    const strict = files[AT]?.replace('continue-on-error: true', 'continue-on-error: false') ?? '';
    expect(await told({ ...files, [AT]: strict })).toEqual(['error 4:24']);
  });

  it('containers of a job are pulled, too', async () => {
    const files = {
      [AT]: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    container: ${NANO}
    services: { db: { image: 'example/db:ltsc2022' } }
    steps:
      - uses: docker://mcr.microsoft.com/windows/servercore:ltsc2022
`,
    };
    expect(await told(files)).toEqual(['error 5:16', 'error 6:31', 'error 8:24']);
  });

  it('is told of a reusable workflow where it stands', async () => {
    const outcome = await checkCase({
      files: {
        [AT]: 'on: push\njobs:\n  a: { uses: ./.github/workflows/b.yml }\n',
        '.github/workflows/b.yml': `on: workflow_call\njobs:\n  b:\n    runs-on: ubuntu-latest\n    steps:\n      - run: docker pull ${NANO}\n`,
      },
      options: { resolve: 'tags', hosts: [] },
    });
    expect(outcome.report.findings.map(({ rule, places }) => `${rule} ${places[0]?.file}`)).toContain(
      `${RULE} .github/workflows/b.yml`,
    );
  });
});
