import { describe, expect, it } from 'vitest';
import { type Shell, UNKNOWN } from '../../../src/sources/shell/model.ts';
import { build, compose, deedsOf, run } from './reader.ts';

function deeds(shell: Shell, script: string, environment: Readonly<Record<string, string | undefined>> = {}) {
  return deedsOf(script, { shell, environment: new Map(Object.entries(environment)) }).map((deed) => {
    if (deed.kind === 'build') return build(deed);
    if (deed.kind === 'compose') return compose(deed);
    return deed.kind === 'run' || deed.kind === 'create' || deed.kind === 'pull' ? run(deed) : deed.kind;
  });
}

describe('scripts of the shapes that public projects have', () => {
  it('a leg of a matrix in bash', () => {
    const script = `set -euo pipefail
      docker build --isolation=process \\
        --build-arg "WINDOWS_BASE_VERSION=ltsc2025" \\
        --tag "ghcr.io/example/agent:\${GITHUB_SHA::7}-ltsc2025" \\
        --file ./docker/windows/Dockerfile .
    `;
    expect(deeds('bash', script)).toEqual([
      {
        file: 'docker/windows/Dockerfile',
        args: 'WINDOWS_BASE_VERSION=ltsc2025',
        isolation: 'process',
        tags: 'ghcr.io/example/agent:-ltsc2025?',
      },
    ]);
  });

  it('PowerShell with backticks, an array of tags and a check of the exit code', () => {
    const script = `$ErrorActionPreference = 'Stop'
$tags = @("ltsc2019", "ltsc2022")
foreach ($tag in $tags) {
  $image = "example/app:$tag"
  docker build \`
    --build-arg TAG=$tag \`
    -t "$image" \`
    -f nanoserver\\Dockerfile .
  if ($LASTEXITCODE -ne 0) { throw "docker build failed ($LASTEXITCODE)" }
  docker run --rm --isolation=process $image cmd /c ver
}
`;
    const leg = (tag: string) => [
      { file: 'nanoserver/Dockerfile', args: `TAG=${tag}`, tags: `example/app:${tag}` },
      {
        kind: 'run',
        image: `example/app:${tag}`,
        isolation: 'process',
        options: '--rm:rm= --isolation:isolation=process',
      },
    ];
    expect(deeds('pwsh', script)).toEqual([...leg('ltsc2019'), ...leg('ltsc2022')]);
  });

  it('a pipeline of PowerShell over tags', () => {
    const script = `$tags = @(
"10.0.17763.1-x"
"10.0.20348.1-x"
)
$tags | % {
    $tag = $_
    $base = "example.azurecr.io/base:$tag"
    docker pull $base
    $dockerfile = Join-Path $PSScriptRoot "DOCKERFILE.UPDATE"
@"
FROM $base
LABEL tag="$tag" \\
"@ | Set-Content $dockerfile
    docker build --isolation=hyperv --tag "my:$tag" --file $dockerfile $PSScriptRoot
}
`;
    expect(deeds('powershell', script)).toEqual(
      ['10.0.17763.1-x', '10.0.20348.1-x'].flatMap((tag) => [
        { kind: 'pull', image: `example.azurecr.io/base:${tag}` },
        { isolation: 'hyperv', tags: `my:${tag}` },
      ]),
    );
  });

  it('a function of PowerShell with parameters and attributes', () => {
    const script = `
function Build-Image {
    param (
        [Parameter(Mandatory = $true)]
        [string]
        $Tag,
        [Parameter(Mandatory = $false)]
        [string]
        $Dockerfile = $(throw 'none'),
        [string]$WorkDir = '.'
    )
    docker image build -f "$Dockerfile" -t $Tag "$WorkDir"
    Write-Output "  -> docker image build $Tag"
}
Build-Image -Tag a:ltsc2022 -Dockerfile windows\\Dockerfile -WorkDir windows
Build-Image -Dockerfile "linux/Dockerfile" -Tag "a:$env:OTHER" -WorkDir .
`;
    expect(deeds('pwsh', script)).toEqual([
      { file: 'windows/Dockerfile', tags: 'a:ltsc2022' },
      { file: 'linux/Dockerfile', tags: 'a:?' },
    ]);
  });

  it('arguments that are collected in an array', () => {
    const bash = `args=(--pull --build-arg BASE=ltsc2022)
if [[ -n "$PUSH" ]]; then
  args+=(--label pushed)
fi
docker build "\${args[@]}" -f Dockerfile.windows .
plain=(-t a --build-arg BASE=ltsc2022)
docker build "\${plain[@]}" windows`;
    expect(deeds('bash', bash)).toEqual([
      { file: 'Dockerfile.windows' },
      { file: 'windows/Dockerfile', args: 'BASE=ltsc2022', tags: 'a' },
    ]);
    const pwsh = `$buildArgs = @(
  '--build-arg', "BASE=$env:BASE"
  '--file', 'windows/Dockerfile'
)
$buildArgs += '--isolation=process'
& docker build @buildArgs .`;
    expect(deeds('pwsh', pwsh, { BASE: 'ltsc2025' })).toEqual([
      { file: 'windows/Dockerfile', args: 'BASE=ltsc2025', isolation: 'process' },
    ]);
  });

  it('a batch file with carets and a block', () => {
    const script = `@echo off
set IMAGE=example/app
if not exist app.exe (
  docker build -t builder -f Dockerfile.builder . || exit /b 1
  docker run --rm -v "%CD%:C:\\src" builder ^
    cmd /c build.cmd
)
docker build --isolation=hyperv ^
  --build-arg BASE=%BASE% ^
  -t %IMAGE%:nano ^
  -f Dockerfile.nano . && docker run %IMAGE%:nano
`;
    expect(deeds('cmd', script, { BASE: 'ltsc2022' })).toEqual([
      { file: 'Dockerfile.builder', tags: 'builder' },
      { kind: 'run', image: 'builder', options: '--rm:rm= -v:volume=.:C:\\src' },
      { file: 'Dockerfile.nano', args: 'BASE=ltsc2022', isolation: 'hyperv', tags: 'example/app:nano' },
      { kind: 'run', image: 'example/app:nano' },
    ]);
  });

  it('Compose in a directory, and what is not known of it only', () => {
    const script = `cd deploy
docker compose -f compose.yaml -f compose.windows.yaml up -d --wait
docker compose --profile ${UNKNOWN} build web`;
    expect(deeds('bash', script)).toEqual([
      { command: 'up', files: 'deploy/compose.yaml deploy/compose.windows.yaml', directory: 'deploy' },
      { command: 'build', directory: 'deploy', services: 'web', unknown: true },
    ]);
  });

  it('an expression that is not known before the run', () => {
    const script = `docker build --build-arg BASE=ltsc2022 --build-arg TOKEN=${UNKNOWN} -t a:${UNKNOWN} .
docker run ${UNKNOWN} a
docker run a`;
    expect(deeds('bash', script)).toEqual([
      { file: 'Dockerfile', args: 'BASE=ltsc2022 TOKEN=?', tags: 'a:?' },
      { kind: 'run', image: '?' },
      { kind: 'run', image: 'a' },
    ]);
  });
});
