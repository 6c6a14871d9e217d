import { describe, expect, it } from 'vitest';
import { type Shell, UNKNOWN } from '../../../src/sources/shell/model.ts';
import { lines, read } from './reader.ts';

describe('the directory of a command', () => {
  it.each<[shell: Shell, script: string, directories: readonly (string | undefined)[]]>([
    ['bash', 'docker info; cd app && docker info; cd ..; docker info', ['', 'app', '']],
    ['bash', 'cd ./a/b/; docker info; cd ../c; docker info', ['a/b', 'a/c']],
    ['bash', '(cd app && docker info); docker info', ['app', '']],
    ['bash', 'pushd a; docker info; pushd b; docker info; popd; popd; docker info', ['a', 'a/b', '']],
    ['bash', 'cd ..; docker info; cd app; docker info', [undefined, undefined]],
    ['bash', 'cd /tmp; docker info; cd "$GITHUB_WORKSPACE/app"; docker info', [undefined, 'app']],
    ['bash', 'cd "$X"; docker info', [undefined]],
    ['bash', 'cd; docker info', [undefined]],
    ['bash', 'if x; then cd a; fi; docker info', [undefined]],
    ['bash', 'cd a || exit 1; docker info', ['a']],
    ['bash', 'for d in a b; do cd $d; docker info; cd ..; done', ['a', 'b']],
    ['bash', 'for d in */; do cd "$d"; docker info; cd ..; done; docker info', [undefined, undefined]],
    ['bash', 'D=$PWD/app; cd x; cd $D; docker info', ['app']],
    ['pwsh', 'Set-Location app; docker info; cd ..; docker info', ['app', '']],
    ['pwsh', 'Push-Location -Path .\\a\\b; docker info; Pop-Location; docker info', ['a/b', '']],
    ['pwsh', 'cd $env:GITHUB_WORKSPACE\\app; docker info; cd C:\\; docker info', ['app', undefined]],
    ['pwsh', 'Push-Location a\ntry { docker info } finally { Pop-Location }\ndocker info', ['a', '']],
    ['cmd', 'cd app\ndocker info\ncd..\ndocker info\ncd /d D:\\x\ndocker info', ['app', '', undefined]],
    ['cmd', 'pushd a\\b & docker info & popd & docker info', ['a/b', '']],
    ['cmd', 'cd /d %GITHUB_WORKSPACE%\\app && docker info', ['app']],
  ])('%s: %j', (shell, script, directories) => {
    expect(read(shell, script).commands.map(({ directory }) => directory)).toEqual(directories);
  });
});

describe('paths of the workspace are relative to the directory', () => {
  it.each<[shell: Shell, script: string, line: string]>([
    [
      'bash',
      'docker build -f "$GITHUB_WORKSPACE/app/Dockerfile" "$GITHUB_WORKSPACE"',
      'docker build -f ./app/Dockerfile .',
    ],
    [
      'bash',
      'cd app; docker build -f $GITHUB_WORKSPACE/app/x/Dockerfile $GITHUB_WORKSPACE',
      'docker build -f ./x/Dockerfile ..',
    ],
    [
      'bash',
      'docker run -v $PWD:/src -v "$(pwd)/a:/a" -v `pwd`/b:/b x',
      'docker run -v .:/src -v ./a:/a -v ./b:/b x',
    ],
    ['bash', 'docker run -v "$(pwd -W)/a:C:\\a" x', 'docker run -v ./a:C:\\a x'],
    [
      'bash',
      'cd a; docker run --mount type=bind,source=${PWD}/b,target=/b',
      'docker run --mount type=bind,source=./b,target=/b',
    ],
    ['bash', 'cd /tmp; docker run -v $PWD:/src $GITHUB_WORKSPACE', 'docker run -v ?:/src ?'],
    ['bash', 'docker build ${GITHUB_WORKSPACE}x', 'docker build ?'],
    ['bash', 'docker build $GITHUB_WORKSPACE/$X/y', 'docker build ./?/y'],
    [
      'pwsh',
      'docker build -f "$env:GITHUB_WORKSPACE\\app\\Dockerfile" ${env:GITHUB_WORKSPACE}',
      'docker build -f ./app/Dockerfile .',
    ],
    [
      'pwsh',
      'docker run -v "${PWD}:C:\\src" -v "$($pwd.Path)\\a:C:\\a" -v "$(Get-Location):C:\\b" x',
      'docker run -v .:C:\\src -v ./a:C:\\a -v .:C:\\b x',
    ],
    ['pwsh', 'cd a; docker build (Get-Location) $pwd', 'docker build . .'],
    [
      'cmd',
      'docker run -v %CD%:C:\\src -v "%GITHUB_WORKSPACE%\\a:C:\\a" x',
      'docker run -v .:C:\\src -v ./a:C:\\a x',
    ],
    [
      'pwsh',
      '$f = Join-Path $env:GITHUB_WORKSPACE "app"; docker build $f (Join-Path -Path $f x)',
      'docker build ./app ./app/x',
    ],
    ['pwsh', '$f = Join-Path $PSScriptRoot "app"; docker build $f', 'docker build ?/app'],
  ])('%s: %j', (shell, script, line) => {
    expect(lines(read(shell, script)).at(-1)).toBe(line);
  });
});

describe('the environment of a command', () => {
  it.each<[shell: Shell, script: string, environment: Readonly<Record<string, string | undefined>>]>([
    ['bash', 'docker info', {}],
    ['bash', 'X=1; docker info', {}],
    ['bash', 'export X=1; docker info', { X: '1' }],
    ['bash', 'X=1; export X; docker info', { X: '1' }],
    ['bash', 'export X=1; X=2; docker info', { X: '2' }],
    ['bash', 'export X=$(date); docker info', { X: undefined }],
    ['bash', 'X=1 Y="a b" docker info', { X: '1', Y: 'a b' }],
    ['bash', 'X=1 true; docker info', {}],
    ['bash', 'TAG=x; docker info', { TAG: 'x' }],
    ['bash', 'declare -x X=1; docker info', { X: '1' }],
    ['pwsh', '$X = 1; $env:Y = "a"; docker info', { Y: 'a' }],
    ['pwsh', '$env:tag = "x"; docker info', { TAG: 'x' }],
    ['pwsh', 'Set-Item Env:X 1; docker info', { X: '1' }],
    ['cmd', 'set X=1\ndocker info', { X: '1' }],
    ['cmd', 'set tag=x\ndocker info', { TAG: 'x' }],
  ])('%s: %j', (shell, script, environment) => {
    const given = { TAG: 'ltsc2022', FLAGS: '--pull -t a', EMPTY: '', HIDDEN: undefined };
    const [command] = read(shell, script).commands;
    expect(Object.fromEntries(command?.environment ?? [])).toEqual({ ...given, ...environment });
  });
});

describe('what is written to GITHUB_ENV', () => {
  it.each<[shell: Shell, script: string, exported: Readonly<Record<string, string | undefined>>]>([
    ['bash', 'echo "X=1" >> $GITHUB_ENV', { X: '1' }],
    ['bash', 'echo X=1 >> "$GITHUB_ENV"\necho "Y=$TAG" >>"${GITHUB_ENV}"', { X: '1', Y: 'ltsc2022' }],
    ['bash', 'echo "X=$(date)" >> $GITHUB_ENV', { X: undefined }],
    ['bash', 'echo "X=1" | tee -a $GITHUB_ENV', { X: '1' }],
    ['bash', '{ echo "X=1"; echo "Y=2"; } >> "$GITHUB_ENV"', { X: '1', Y: '2' }],
    ['bash', 'cat <<EOF >> $GITHUB_ENV\nX=1\nY=$TAG\nEOF', { X: '1', Y: 'ltsc2022' }],
    ['bash', 'printf "X=%s\\n" "$TAG" >> $GITHUB_ENV', { X: 'ltsc2022' }],
    ['bash', 'echo -e "X=1\\nY=2" >> $GITHUB_ENV', { X: '1', Y: '2' }],
    ['bash', 'echo "X<<END" >> $GITHUB_ENV\necho a >> $GITHUB_ENV\necho "END" >> $GITHUB_ENV', { X: 'a' }],
    ['bash', 'if x; then echo X=1 >> $GITHUB_ENV; else echo X=2 >> $GITHUB_ENV; fi', { X: undefined }],
    ['bash', 'if x; then echo X=1 >> $GITHUB_ENV; fi', { X: undefined }],
    ['bash', 'echo X=1 >> $GITHUB_OUTPUT; echo Y=1 >> file; echo Z=1 >> $OTHER', {}],
    ['bash', 'python x.py >> $GITHUB_ENV; (echo X=1 >> $GITHUB_ENV)', { X: '1' }],
    ['pwsh', '"X=1" >> $env:GITHUB_ENV', { X: '1' }],
    ['pwsh', 'echo "X=$env:TAG" >> $env:GITHUB_ENV', { X: 'ltsc2022' }],
    ['pwsh', '"X=1" | Out-File -FilePath $env:GITHUB_ENV -Encoding utf8 -Append', { X: '1' }],
    ['pwsh', 'echo "X=1" | Out-File $env:GITHUB_ENV -Append', { X: '1' }],
    ['pwsh', "Add-Content -Path $env:GITHUB_ENV -Value 'X=1'", { X: '1' }],
    ['pwsh', 'Add-Content $env:GITHUB_ENV "X=1"', { X: '1' }],
    ['pwsh', 'Write-Output "X=$(Get-Date)" | Add-Content $env:GITHUB_ENV', { X: undefined }],
    ['pwsh', '$x = "1"\n"X=$x" | Tee-Object -FilePath $env:GITHUB_ENV -Append', { X: '1' }],
    ['cmd', 'echo X=a>>%GITHUB_ENV%', { X: 'a' }],
    ['cmd', 'echo X=%TAG% >> %GITHUB_ENV%', { X: 'ltsc2022 ' }],
    ['cmd', '(\n  echo X=a\n  echo Y=b\n) >> "%GITHUB_ENV%"', { X: 'a', Y: 'b' }],
    ['bash', `echo "X=${UNKNOWN}" >> $GITHUB_ENV`, { X: undefined }],
  ])('%s: %j', (shell, script, exported) => {
    expect(Object.fromEntries(read(shell, script).exported)).toEqual(exported);
  });
});
