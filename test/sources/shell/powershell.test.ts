import { describe, expect, it } from 'vitest';
import { UNKNOWN } from '../../../src/sources/shell/model.ts';
import { commandsOf, read } from './reader.ts';

const pulls = (...images: readonly string[]) => images.map((image) => `docker pull ${image}`);

describe('PowerShell', () => {
  it.each<[script: string, commands: readonly string[]]>([
    ['docker build .', ['docker build .']],
    ['Docker Build .', ['docker Build .']],
    ['docker.exe build .; & docker pull a', ['docker build .', 'docker pull a']],
    [
      '& "docker" pull a\n& \'C:\\Program Files\\Docker\\docker.exe\' pull b\n. docker pull c',
      pulls('a', 'b', 'c'),
    ],
    ['# docker build .\n<# docker\n build . #>\nWrite-Host "docker build ."', []],
    // Continuations.
    ['docker build `\n  --pull `\n  -t a .', ['docker build --pull -t a .']],
    ['docker build `\r\n  -t a `\r\n  .\r\ndocker run a\r\n', ['docker build -t a .', 'docker run a']],
    ['docker save a |\n  foo\ndocker load', ['docker save a', 'docker load']],
    // Quotes.
    [
      `docker run 'a b' "c d" 'it''s' "say ""x""" a"b c"d`,
      ['docker run [a b] [c d] it\'s [say "x"] [ab cd]'],
    ],
    ['docker run \'$TAG\' "`$TAG" `$x "a`tb"', ['docker run $TAG $TAG $x [a\tb]']],
    ['docker run “a b” ‘c’', ['docker run [a b] c']],
    ['docker run "" \'\'', ['docker run [] []']],
    ['docker run C:\\a\\b -v C:\\a:C:\\b', ['docker run C:\\a\\b -v C:\\a:C:\\b']],
    ['$x = @"\ndocker build .\n"@\ndocker run a', ['docker run a']],
    ["$x = @'\ndocker \"build' .\n'@\ndocker run $x", ['docker run [docker "build\' .]']],
    ['@"\n"@ | foo\ndocker run a', ['docker run a']],
    // Variables.
    [
      'docker run a:$env:TAG b:${env:TAG} "c:$env:TAG-x" "$($env:TAG)y" "${env:TAG}z"',
      ['docker run a:ltsc2022 b:ltsc2022 c:ltsc2022-x ltsc2022y ltsc2022z'],
    ],
    ['docker run $ENV:tag', ['docker run ltsc2022']],
    ['docker run $env:FLAGS', ['docker run [--pull -t a]']],
    ['docker run $TAG $env:NOBODY a:$env:HIDDEN', ['docker run ? ? a:?']],
    ['$x = \'a\'\ndocker run $x "$X" ${x}b "$($x)c"', ['docker run a a ab ac']],
    ['$x = "a"; $x = "b-$x"; docker run $x', ['docker run b-a']],
    ['$x = "a"; $x += "b"; docker run $x', ['docker run ab']],
    ["$x = 'a' + $env:TAG; docker run $x", ['docker run altsc2022']],
    ['$x = $env:TAG\ndocker run repo/$x', ['docker run repo/ltsc2022']],
    ['$env:X = "a"\ndocker run $env:X; ${env:Y} = "b"; docker run $env:Y', ['docker run a', 'docker run b']],
    ['[string]$x = "a"; $script:y = "b"; docker run $x $script:y $y', ['docker run a b b']],
    ['$x = 2022; docker run a:ltsc$x', ['docker run a:ltsc2022']],
    ['$x = Get-Date\ndocker run a:$x', ['docker run a:?']],
    ['$x = "a" -replace "b", "c"\ndocker run $x', ['docker run ?']],
    ['$x = "a".ToUpper()\ndocker run $x $x.Length "$x.y"', ['docker run ? ? ?.y']],
    ["$x = 'a'; docker run repo:$x.beta --y=$x[0] $x/b", ['docker run repo:a.beta --y=a[0] a/b']],
    // A colon behind a name asks for a drive of that name.
    ['$image = "a"; docker run $image:latest "${image}:latest" "$($image):x"', ['docker run ? a:latest a:x']],
    // Arrays and splatting.
    ["$a = @('build', '-t', 'x y', '.')\ndocker @a", ['docker build -t [x y] .']],
    ["$a = 'build', '-t', 'x'\ndocker $a .", ['docker build -t x .']],
    ["$a = @(\n  'build'\n  '-t'\n  \"x:$env:TAG\"\n)\n& docker @a", ['docker build -t x:ltsc2022']],
    ["$a = @('build'); $a += '-t'; $a += @('x', '.'); docker $a", ['docker build -t x .']],
    ['docker build @args', ['docker build ?']],
    ['$a = @(Get-Thing); docker run @a', ['docker run ?']],
    [
      'docker run --mount type=bind,source=C:\\a,target=C:\\b a',
      ['docker run --mount type=bind,source=C:\\a,target=C:\\b a'],
    ],
    // Subexpressions, and what they run.
    ['$id = docker create a', ['docker create a']],
    [
      '$id = (docker create a)\n$j = $(docker create b)\n$k = & docker create c',
      ['docker create a', 'docker create b', 'docker create c'],
    ],
    ['docker rm (docker ps -aq)', ['docker ps -aq', 'docker rm ?']],
    ['Write-Host "$(docker create a)"', ['docker create a']],
    ['$null = docker pull a; [void](docker pull b); docker pull c | Out-Null', pulls('a', 'b', 'c')],
    ['Invoke-Command -ScriptBlock { docker pull a }', pulls('a')],
    // Structure.
    ['docker pull a && docker pull b || docker pull c; docker pull d', pulls('a', 'b', 'c', 'd')],
    [
      'if (docker pull a) { docker pull b } elseif ($x) { docker pull c } else { docker pull d }',
      pulls('a', 'b', 'c', 'd'),
    ],
    ['if ($LASTEXITCODE -ne 0) {\n  exit 1\n}\ndocker pull a', pulls('a')],
    ['try { docker pull a } catch [X] { docker pull b } finally { docker pull c }', pulls('a', 'b', 'c')],
    [
      'do { docker pull a } while ($x)\nwhile ($y) { docker pull b }\nfor ($i = 0; $i -lt 3; $i++) { docker pull c }',
      pulls('a', 'b', 'c'),
    ],
    [
      "switch ($x) {\n  'a' { docker pull a }\n  default { docker pull b }\n}\ndocker pull c",
      pulls('a', 'b', 'c'),
    ],
    ['function Get-It($Image, $Other) { docker pull $Image }\nGet-It a\nGet-It -Image b', pulls('a', 'b')],
    [
      'function Get-It {\n  param([string]$Image = "x", [switch]$Y)\n  docker pull $Image\n}\nGet-It -Image a',
      pulls('a'),
    ],
    ['function Get-It { docker pull $x }', pulls('?')],
    ['param($x)\n$ErrorActionPreference = "Stop"\ndocker pull a', pulls('a')],
    ['if ($x) { $t = "a" } else { $t = "b" }; docker run $t', ['docker run ?']],
    ['$t = if ($x) { "a" } else { "b" }; docker run $t', ['docker run ?']],
    ['$t = "a"; if ($x) { $t = "b"; throw "no" }; docker run $t', ['docker run a']],
    // Loops.
    ["foreach ($v in 'a','b') { docker pull $v }", pulls('a', 'b')],
    ["foreach ($v in @('a', 'b')) {\n docker pull x:$v\n}", pulls('x:a', 'x:b')],
    ["$vs = 'a', 'b'\nforeach ($v in $vs) { docker pull $v }", pulls('a', 'b')],
    ["'a', 'b' | ForEach-Object { docker pull $_ }", pulls('a', 'b')],
    ['@("a") | % { docker pull "x:$_" }', pulls('x:a')],
    ['Get-ChildItem | ForEach-Object { docker pull $_.Name }', pulls('?')],
    ['foreach ($v in Get-Thing) { docker pull $v }', pulls('?')],
    ['foreach ($v in 1..3) { docker pull $v }', pulls('?')],
    // Redirections, stop-parsing.
    ['docker build . > log 2>&1 *>> x', ['docker build .']],
    ['docker --% run a $x "b c" | foo', ['docker run a $x [b c]']],
    [
      'docker images --format "{{.ID}}" --format={{.ID}} {{.ID}}',
      ['docker images --format {{.ID}} --format={{.ID}} ?'],
    ],
    [`docker run ${UNKNOWN} a:${UNKNOWN} "${UNKNOWN}"`, ['docker run ? a:? ?']],
    ['docker run "a', ['docker run a']],
    ['} ) docker pull a', pulls('a')],
    ['if ($x) { docker pull a', pulls('a')],
    ['@{ a = 1; b = @{ c = "docker" } }\n$h = @{ x = docker pull a }\ndocker pull b', pulls('b')],
  ])('%j', (script, commands) => {
    expect(commandsOf('pwsh', script)).toEqual(commands);
  });

  it('says which words may become several', () => {
    const [command] = read('powershell', 'docker run $x "$x" a$x (x) @args').commands;
    expect(command?.words.map(({ several }) => several === true)).toEqual([
      false,
      false,
      true,
      false,
      false,
      true,
      true,
    ]);
  });
});
