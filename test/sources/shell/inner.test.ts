import { describe, expect, it } from 'vitest';
import type { Shell } from '../../../src/sources/shell/model.ts';
import { commandsOf, read } from './reader.ts';

const pulls = (...images: readonly string[]) => images.map((image) => `docker pull ${image}`);

describe.each<readonly [shell: Shell, cases: readonly (readonly [string, readonly string[]])[]]>([
  [
    'bash',
    [
      [`bash -c 'docker pull a && docker pull b'`, pulls('a', 'b')],
      [`sh -c "docker pull a; docker pull b"`, pulls('a', 'b')],
      [`bash -lc 'docker pull a'`, pulls('a')],
      [`bash -euxo pipefail -c 'docker pull a'`, pulls('a')],
      [`bash -ceo pipefail 'docker pull a'`, pulls('a')],
      [`/bin/bash --noprofile --norc -o errexit -O extglob +x -c 'docker pull a'`, pulls('a')],
      [`bash --rcfile x -c -- 'docker pull a'`, pulls('a')],
      [`sudo -E bash -c 'docker pull a'; time timeout 60 sh -c 'docker pull b'`, pulls('a', 'b')],
      [`bash.exe -c 'docker pull a'`, pulls('a')],
      // Scripts in files, and what comes in.
      [`bash docker.sh; bash -x docker.sh -c 'docker pull a'; bash -s docker; bash`, []],
      [`bash -c "$NOBODY" docker; bash -c docker`, ['docker']],
      // Whose variables they are.
      [`bash -c 'docker pull $TAG'; X=1; bash -c 'docker pull $X'`, pulls('ltsc2022', '?')],
      [`X=1; bash -c "docker pull $X"; bash -c "docker pull \\$X"`, pulls('1', '?')],
      [`export X=1; bash -c 'docker pull $X'; X=2 bash -c 'docker pull $X'`, pulls('1', '2')],
      [`export X=1; env X=2 bash -c 'docker pull $X'; env Y=3 sh -c 'docker pull $X$Y'`, pulls('2', '13')],
      [`bash -c 'export X=1; docker pull $X'; docker pull $X`, pulls('1', '?')],
      [`bash -c 'docker pull $1 $2' script a "b c"`, ['docker pull a b c']],
      [`bash -c 'f() { docker pull $1; }; f a'; f() { docker pull b; }; bash -c f`, pulls('a', 'b')],
      [`bash -c 'docker pull a; exit 1'; docker pull b`, pulls('a', 'b')],
      [`CMD='docker pull a'; bash -c "$CMD"; sh -c "$CMD && docker pull b"`, pulls('a', 'a', 'b')],
      [`for v in a b; do bash -c "docker pull $v"; done`, pulls('a', 'b')],
      [`bash -c "docker pull \${NOBODY:-x} $(date)"`, ['docker pull ? ?']],
      // In here, another time.
      [`eval 'docker pull $TAG'; eval "X=1"; docker pull $X`, pulls('ltsc2022', '1')],
      [`eval docker pull '$TAG' "a"`, ['docker pull ltsc2022 a']],
      [`eval "$(docker-machine env)"; docker pull a`, pulls('a')],
      [`eval 'f() { docker pull $1; }'; f a`, pulls('a')],
      // Of other shells.
      [`pwsh -c 'docker pull $env:TAG'`, pulls('ltsc2022')],
      [`pwsh -NoProfile -Command "docker pull \\$env:TAG"`, pulls('ltsc2022')],
      [`pwsh -Command '$x = "a"; if ($x) { docker pull $x }'`, pulls('a')],
      [`cmd //c "docker pull %TAG% && docker pull a"`, pulls('ltsc2022', 'a')],
      [`cmd.exe /c docker pull a`, pulls('a')],
      [`cmd //s //c 'docker run "a b"'`, ['docker run [a b]']],
      [`cmd //c docker run "a b" c`, ['docker run [a b] c']],
      [`cmd '//cdocker run' "a b"`, ['docker run [a b]']],
      // What others run is theirs.
      [`docker run a bash -c "docker pull b"`, ['docker run a bash -c [docker pull b]']],
      [`docker exec a cmd /c "docker build ."`, ['docker exec a cmd /c [docker build .]']],
      [`ssh host "bash -c 'docker pull a'"; echo bash -c 'docker pull a'; wsl bash -c 'docker pull a'`, []],
      // Within each other.
      [`bash -c "sh -c 'docker pull $TAG'"`, pulls('ltsc2022')],
      [`bash -c 'pwsh -c "cmd /c docker pull a"'`, pulls('a')],
    ],
  ],
  [
    'pwsh',
    [
      [`bash -c 'docker pull $TAG'`, pulls('ltsc2022')],
      [`bash -c "docker pull $env:TAG"; $x = "a"; bash -c "docker pull $x"`, pulls('ltsc2022', 'a')],
      [`$x = 1; $env:Y = "b"; bash -c 'docker pull $x $Y'`, ['docker pull ? b']],
      [`& "C:\\Program Files\\Git\\bin\\bash.exe" -lc "docker pull a"`, pulls('a')],
      [`cmd /c "docker pull %TAG% && docker pull b"`, pulls('ltsc2022', 'b')],
      [`cmd /s /c 'docker pull a'`, pulls('a')],
      ['cmd /d /s /c "docker run `"a b`" c"', ['docker run [a b] c']],
      [`cmd /c docker pull a`, pulls('a')],
      [`cmd /c '"C:\\Program Files\\Docker\\docker.exe" pull a'`, pulls('a')],
      [`cmd /c '""C:\\Program Files\\Docker\\docker.exe" pull a"'`, pulls('a')],
      [`cmd /c "for %i in (a b) do docker pull %i"`, pulls('a', 'b')],
      [`cmd /c "set X=a&& docker pull %X%"; cmd /v:on /c "set X=a&& docker pull !X!"`, pulls('?', 'a')],
      [`cmd /c "docker pull 100%"; cmd /k "docker pull b"; cmd /c"docker pull c"`, pulls('100%', 'b', 'c')],
      [`cmd docker; cmd /q`, []],
      // Blocks are scripts of their own.
      [`pwsh -c { docker pull a; docker pull b }`, pulls('a', 'b')],
      [`$x = 1; pwsh -NoProfile -Command { docker pull $x $env:TAG }`, ['docker pull ? ltsc2022']],
      [`powershell { docker pull a }`, pulls('a')],
      [`& { docker pull a }; Invoke-Command -ScriptBlock { docker pull b }`, pulls('a', 'b')],
      [`docker run a pwsh -c { docker pull b }`, ['docker run a pwsh -c ?']],
      // Texts.
      [`pwsh -Command "docker pull a; docker pull $env:TAG"`, pulls('a', 'ltsc2022')],
      [`pwsh -Command 'docker pull $env:TAG'`, pulls('ltsc2022')],
      [`pwsh -nop -noni -ep Bypass -c docker pull a`, pulls('a')],
      [`powershell -ExecutionPolicy Bypass -Version 5.1 "docker pull a"`, pulls('a')],
      [`powershell.exe /NoLogo -Command "& { docker pull a }"`, pulls('a')],
      [`pwsh -WorkingDirectory app -cwa 'docker pull a' b`, pulls('a')],
      [
        `pwsh "docker pull a"; pwsh -File docker.ps1; pwsh -f x -c "docker pull a"; pwsh -Command - docker`,
        [],
      ],
      [`powershell -EncodedCommand docker -Command "docker pull a"; pwsh -e docker; pwsh -v docker`, []],
      // In here.
      [`Invoke-Expression "docker pull a"; iex -Command 'docker pull $env:TAG'`, pulls('a', 'ltsc2022')],
      [
        `$x = "a"; iex 'docker pull $x'; $c = "docker pull b"; iex $c; Invoke-Expression "& $c"`,
        pulls('a', 'b', 'b'),
      ],
      [`iex '$x = "a"'; docker pull $x; iex ("docker " + "pull b")`, pulls('a', 'b')],
      [`"docker pull a" | Invoke-Expression; $c = "docker pull b"; $c | iex`, pulls('a', 'b')],
      [`irm https://a/docker.ps1 | iex; iex (irm docker); iex "& { $(irm docker) } x"`, []],
    ],
  ],
  [
    'cmd',
    [
      [`cmd /c docker pull a\ncmd.exe /c "docker pull b"\ncall cmd /c docker pull c`, pulls('a', 'b', 'c')],
      [`start /wait cmd /c docker pull a`, pulls('a')],
      [`cmd /c docker pull a && docker pull b`, pulls('a', 'b')],
      [`cmd /c "docker pull a && docker pull b" > log`, pulls('a', 'b')],
      [`cmd /s /c "docker run "a b" c"`, ['docker run [a b] c']],
      [`cmd /c "C:\\Program Files\\Docker\\docker.exe" pull a`, pulls('a')],
      [`cmd /c ""C:\\Program Files\\Docker\\docker.exe" run "a b""`, ['docker run [a b]']],
      [`cmd /c "docker pull %TAG%"\nset X=a\ncmd /c "docker pull %X%"`, pulls('ltsc2022', 'a')],
      [`cmd /c "for %%i in (a b) do docker pull %%i"`, pulls('a', 'b')],
      [`if exist x (\n  cmd /c "docker pull a"\n)`, pulls('a')],
      [`docker run a cmd /c "docker pull b"`, ['docker run a cmd /c [docker pull b]']],
      [`docker run a cmd /c docker build -t "b c" .`, ['docker run a cmd /c docker build -t [b c] .']],
      [
        `powershell -Command "docker pull $env:TAG; docker pull 'a b'"`,
        ['docker pull ltsc2022', 'docker pull [a b]'],
      ],
      [`powershell -NoProfile docker pull a\npwsh -c "& docker pull b"`, pulls('a', 'b')],
      [`bash -c "docker pull $TAG && docker pull \\"a b\\""`, ['docker pull ltsc2022', 'docker pull [a b]']],
    ],
  ],
])('scripts within scripts of %s', (shell, cases) => {
  it.each(cases)('%s', (script, commands) => {
    expect(commandsOf(shell, script)).toEqual(commands);
  });
});

describe('where they run', () => {
  it.each<readonly [shell: Shell, script: string, directories: readonly (string | undefined)[]]>([
    ['bash', `cd app; bash -c 'docker build .; cd ..; docker build .'; docker build .`, ['app', '', 'app']],
    ['bash', `bash -c "docker build $PWD/app"`, ['']],
    ['bash', `eval 'cd app'; docker build .`, ['app']],
    [
      'pwsh',
      `pwsh -wd app -c 'docker build .'; pwsh -wo $x -c 'docker build .'; docker build .`,
      ['app', undefined, ''],
    ],
    ['pwsh', `Set-Location app; cmd /c "cd b && docker build ."; docker build .`, ['app/b', 'app']],
  ])('%s: %s', (shell, script, directories) => {
    expect(read(shell, script).commands.map(({ directory }) => directory)).toEqual(directories);
  });
});

describe('what they write to GITHUB_ENV', () => {
  it.each<readonly [shell: Shell, script: string]>([
    ['bash', `bash -c 'echo "X=1" >> $GITHUB_ENV'`],
    ['bash', `bash -c "echo X=1 >> $GITHUB_ENV"`],
    ['bash', `bash -c 'echo X=1' >> "$GITHUB_ENV"`],
    ['bash', `eval 'echo "X=1" >> $GITHUB_ENV'`],
    ['pwsh', `pwsh -c { "X=1" >> $env:GITHUB_ENV }`],
    ['pwsh', `cmd /c "echo X=1>> %GITHUB_ENV%"`],
    ['cmd', `cmd /c "echo X=1>> %GITHUB_ENV%"`],
    ['cmd', `powershell -Command "Add-Content -Path $env:GITHUB_ENV -Value 'X=1'"`],
  ])('%s: %s', (shell, script) => {
    expect([...read(shell, script).exported]).toEqual([['X', '1']]);
  });
});

describe('where their words stand', () => {
  /** The words of each command, as they are written. */
  const written = (shell: Shell, text: string) =>
    read(shell, text).commands.map(({ words }) => words.map(({ from, to }) => text.slice(from, to)));

  it.each<readonly [shell: Shell, script: string, words: readonly (readonly string[])[]]>([
    [
      'bash',
      `true; bash -c 'docker pull "a"\ndocker run $TAG'`,
      [
        ['docker', 'pull', '"a"'],
        ['docker', 'run', '$TAG'],
      ],
    ],
    [
      'bash',
      `bash -c "docker pull x:$TAG-y \\"b\\" \${NOBODY}"`,
      [['docker', 'pull', 'x:$TAG-y', '\\"b\\"', '${NOBODY}']],
    ],
    ['bash', `bash -c "docker pull $(date)"`, [['docker', 'pull', '$(date)']]],
    // A value that has a script in it stands where it is used.
    ['bash', `CMD='docker pull a'; bash -c "$CMD b"`, [['$CMD', '$CMD', '$CMD', 'b']]],
    ['bash', `eval docker 'pull "a"'`, [['docker', 'pull', '"a"']]],
    ['bash', `bash -c "sh -c 'docker pull a'"`, [['docker', 'pull', 'a']]],
    [
      'bash',
      `bash -c 'f() { docker pull $1; }; f a'; eval 'g() { docker run b; }'; g`,
      [
        ['docker', 'pull', '$1'],
        ['docker', 'run', 'b'],
      ],
    ],
    ['bash', `cmd //c docker run "a b" c`, [['docker', 'run', 'a b', 'c']]],
    ['pwsh', 'cmd /c "docker run `"a b`" $env:TAG"', [['docker', 'run', '`"a b`"', '$env:TAG']]],
    ['pwsh', `iex @"\ndocker pull a \`\`\n  b\n"@`, [['docker', 'pull', 'a', 'b']]],
    ['pwsh', `pwsh -c { docker pull 'a' }`, [['docker', 'pull', "'a'"]]],
    ['pwsh', `'docker pull a' | iex`, [['iex', 'iex', 'iex']]],
    ['cmd', `cmd /s /c "docker run "a b" %TAG%"`, [['docker', 'run', '"a b"', '%TAG%']]],
    ['cmd', `powershell -c "docker pull 'a'"`, [['docker', 'pull', "'a'"]]],
  ])('%s: %s', (shell, script, words) => {
    expect(written(shell, script)).toEqual(words);
  });
});
