// A repository as large ones are: every Dockerfile has a workflow that builds and runs it in fifty legs.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeDockerfiles } from './dockerfiles.mjs';

const RUNNERS = ['windows-2022', 'windows-2025'];
const BASES = ['ltsc2016', 'ltsc2019', 'ltsc2022', 'ltsc2025', '20H2'];
const VERSIONS = ['8.4', '8.5', '9.0', '9.1', '10.0'];

/** Writes `count` Dockerfiles and as many workflows, each with a matrix of fifty legs. */
export function writeWorkflows(folder, count) {
  writeDockerfiles(folder, count);
  const directory = path.join(folder, '.github/workflows');
  mkdirSync(directory, { recursive: true });
  for (let number = 0; number < count; number++) {
    const shape = SHAPES[number % SHAPES.length];
    writeFileSync(path.join(directory, `service-${number}.yml`), `${head(number)}${shape(number)}`);
  }
}

const SHAPES = [listsInBash, includesInPowerShell, buildPushAction, variablesInBash, excludesInCmd];

function head(number) {
  return `name: service ${number}

on:
  push:
    branches: [main]
    paths: ['service-${number}/**']
  pull_request:
  workflow_dispatch:
    inputs:
      publish:
        description: Whether to push what was built
        type: boolean
        default: false

permissions:
  contents: read
  packages: write

env:
  REGISTRY: ghcr.io
  IMAGE: example/service-${number}

`;
}

/** The product of lists, and bash with its continuations. */
function listsInBash(number) {
  return `jobs:
  build:
    name: build \${{ matrix.version }} on \${{ matrix.base }}
    runs-on: \${{ matrix.os }}
    strategy:
      fail-fast: false
      matrix:
        version: [${VERSIONS.map((version) => `'${version}'`).join(', ')}]
        base: [${BASES.join(', ')}]
        os: [${RUNNERS.join(', ')}]
    defaults:
      run:
        shell: bash
    steps:
      - uses: actions/checkout@v5
      - name: Log in
        if: github.event_name != 'pull_request'
        run: echo "\${{ secrets.GITHUB_TOKEN }}" | docker login "$REGISTRY" --username "\${{ github.actor }}" --password-stdin
      - name: Build
        run: |
          docker build \\
            --build-arg WINDOWS_VERSION=\${{ matrix.base }} \\
            --build-arg SERVICE_VERSION=\${{ matrix.version }} \\
            --tag "service-${number}:\${{ matrix.version }}-\${{ matrix.base }}" \\
            --file service-${number}/Dockerfile \\
            service-${number}
      - name: Test
        run: |
          docker run --rm --memory 2g \\
            "service-${number}:\${{ matrix.version }}-\${{ matrix.base }}" \\
            service.exe --self-test
      - name: Publish
        if: github.event_name == 'push'
        run: |
          docker tag "service-${number}:\${{ matrix.version }}-\${{ matrix.base }}" "$REGISTRY/$IMAGE:\${{ matrix.version }}-\${{ matrix.base }}"
          docker push "$REGISTRY/$IMAGE:\${{ matrix.version }}-\${{ matrix.base }}"
`;
}

/** Every leg written out, and PowerShell with its backticks. */
function includesInPowerShell(number) {
  const legs = VERSIONS.flatMap((version) =>
    BASES.flatMap((base) => RUNNERS.map((os) => ({ version, base, os }))),
  );
  return `jobs:
  build:
    runs-on: \${{ matrix.os }}
    strategy:
      matrix:
        include:
${legs.map(({ version, base, os }) => `          - os: ${os}\n            tag: ${base}\n            version: '${version}'`).join('\n')}
    steps:
      - name: Checkout
        uses: actions/checkout@v5
        with:
          fetch-depth: 0
      - name: Versions
        shell: pwsh
        run: |
          $info = docker version --format json | ConvertFrom-Json
          Write-Host "Engine $($info.Server.Version)"
      - name: Build the image
        shell: pwsh
        run: |
          $ErrorActionPreference = 'Stop'
          docker build \`
            --build-arg WINDOWS_VERSION=\${{ matrix.tag }} \`
            --build-arg SERVICE_VERSION=\${{ matrix.version }} \`
            --tag service-${number}:\${{ matrix.tag }} \`
            service-${number}
          if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
      - name: Run the image
        shell: pwsh
        run: |
          docker run --rm --isolation process \`
            --volume "\${{ github.workspace }}\\results:C:\\results" \`
            service-${number}:\${{ matrix.tag }}
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: results-\${{ matrix.version }}-\${{ matrix.tag }}-\${{ matrix.os }}
          path: results
`;
}

/** Docker's own actions. */
function buildPushAction(number) {
  return `jobs:
  image:
    runs-on: \${{ matrix.os }}
    strategy:
      matrix:
        os: [${RUNNERS.join(', ')}]
        base: [${BASES.join(', ')}]
        version: [${VERSIONS.map((version) => `'${version}'`).join(', ')}]
    steps:
      - uses: actions/checkout@v5
      - uses: docker/login-action@v3
        with:
          registry: \${{ env.REGISTRY }}
          username: \${{ github.actor }}
          password: \${{ secrets.GITHUB_TOKEN }}
      - uses: docker/metadata-action@v5
        id: meta
        with:
          images: \${{ env.REGISTRY }}/\${{ env.IMAGE }}
          tags: |
            type=semver,pattern={{version}}
            type=sha
      - uses: docker/build-push-action@v6
        with:
          context: service-${number}
          file: service-${number}/Dockerfile
          target: build
          push: \${{ github.event_name != 'pull_request' }}
          tags: \${{ steps.meta.outputs.tags }}
          labels: \${{ steps.meta.outputs.labels }}
          build-args: |
            WINDOWS_VERSION=\${{ matrix.base }}
            SERVICE_VERSION=\${{ matrix.version }}
            COMMIT=\${{ github.sha }}
`;
}

/** Values that go through the environment. */
function variablesInBash(number) {
  return `jobs:
  build:
    runs-on: \${{ matrix.os }}
    strategy:
      matrix:
        os: [${RUNNERS.join(', ')}]
        windows-base-version: [${BASES.map((base) => `'${base.replace('ltsc', '')}'`).join(', ')}]
        version: [${VERSIONS.map((version) => `'${version}'`).join(', ')}]
    env:
      BASE: ltsc\${{ matrix.windows-base-version }}
      TAG: example/service-${number}:\${{ matrix.version }}-windows-\${{ matrix.windows-base-version }}
    steps:
      - uses: actions/checkout@v5
      - name: Build \${{ matrix.version }}
        shell: bash
        run: |
          set -euo pipefail
          if [ "\${{ github.event_name }}" = "pull_request" ]; then
            echo "not published"
          fi
          docker build -t "$TAG" --build-arg "WINDOWS_VERSION=$BASE" --build-arg SERVICE_VERSION="\${{ matrix.version }}" service-${number}
          docker run --rm "$TAG" cmd /c ver
      - name: Pull what it stands on
        shell: bash
        run: docker pull "mcr.microsoft.com/windows/nanoserver:$BASE"
`;
}

/** Lists with combinations taken away and others added, and cmd with its carets. */
function excludesInCmd(number) {
  return `jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npm ci
      - run: npm test
  build:
    needs: test
    runs-on: \${{ matrix.os }}
    strategy:
      matrix:
        os: [${RUNNERS.join(', ')}]
        base: [${BASES.slice(0, 4).join(', ')}]
        version: [${[...VERSIONS, '10.1', '10.2'].map((version) => `'${version}'`).join(', ')}]
        exclude:
          - os: windows-2022
            base: ltsc2025
        include:
          - { os: windows-2025, base: ltsc2025, version: '11.0' }
    steps:
      - uses: actions/checkout@v5
      - name: Build and run
        shell: cmd
        run: |
          docker build ^
            --build-arg WINDOWS_VERSION=\${{ matrix.base }} ^
            --build-arg SERVICE_VERSION=\${{ matrix.version }} ^
            -t service-${number}:\${{ matrix.base }} service-${number}
          docker run --rm --network nat service-${number}:\${{ matrix.base }} cmd /c "ver"
`;
}
