import { describe, expect, it } from 'vitest';
import { commandsOf } from './reader.ts';

const pulls = (...images: readonly string[]) => images.map((image) => `docker pull ${image}`);

describe('cmd', () => {
  it.each<[script: string, commands: readonly string[]]>([
    ['docker build .', ['docker build .']],
    ['@docker build .\r\n@echo off\r\ndocker run a\r\n', ['docker build .', 'docker run a']],
    ['DOCKER.EXE pull a & "C:\\Program Files\\Docker\\docker.exe" pull b', pulls('a', 'b')],
    ['call docker pull a\ncmd /c docker pull b\nstart /wait docker pull c', pulls('a', 'b', 'c')],
    ['rem docker pull a\n:: docker pull b\n:label\necho docker pull c', []],
    // Continuations.
    ['docker build ^\n  --pull ^\n  -t a .', ['docker build --pull -t a .']],
    ['docker build ^\r\n  -t a ^\r\n  .\r\ndocker run a', ['docker build -t a .', 'docker run a']],
    // Quotes and escapes.
    [`docker run "a b" 'c d' e"f g"h`, ["docker run [a b] 'c d' [ef gh]"]],
    ['docker run a^&b "c^d" ^%x', ['docker run a&b c^d x']],
    ['docker run "say \\"x\\""', ['docker run [say "x"]']],
    ['docker run ""', ['docker run []']],
    ['docker run C:\\a -v "C:\\a b:C:\\c"', ['docker run C:\\a -v [C:\\a b:C:\\c]']],
    // Variables.
    ['docker run a:%TAG% "b:%tag%" %TAG%c', ['docker run a:ltsc2022 b:ltsc2022 ltsc2022c']],
    ['docker build %FLAGS% . "%FLAGS%"', ['docker build --pull -t a . [--pull -t a]']],
    ['docker run %NOBODY% a:%HIDDEN% %TAG:~0,4% %1 %~dp0x', ['docker run ? a:? ? ? ?x']],
    ['set X=1\ndocker run %X%', ['docker run 1']],
    ['set "X=a b"\ndocker run %X% "%X%"', ['docker run a b [a b]']],
    ['set X="a b"\ndocker run %X%', ['docker run [a b]']],
    ['set "X=a & b" & docker pull a', pulls('a')],
    ['set /a X=1+1\nset /p Y=who\ndocker run %X% %Y%', ['docker run ? ?']],
    ['docker run 100%%', ['docker run 100%']],
    // A line has its variables from before it.
    ['set X=1\nset X=2& docker run %X%', ['docker run 1']],
    ['set X=1\nif a==a (\n  set X=2\n  docker run %X%\n)', ['docker run 1']],
    ['setlocal EnableDelayedExpansion\nset X=1\n(\n  set X=2\n  docker run !X!\n)', ['docker run 2']],
    ['docker run a!b!', ['docker run a!b!']],
    // Structure.
    ['docker pull a && docker pull b || docker pull c & docker pull d', pulls('a', 'b', 'c', 'd')],
    ['docker save a | gzip > a.gz\ndocker load < a', ['docker save a', 'docker load']],
    [
      'if exist x docker pull a\nif not "%X%"=="y" docker pull b\nif /i "%X%" EQU "y" (docker pull c) else docker pull d',
      pulls('a', 'b', 'c', 'd'),
    ],
    ['if %errorlevel% neq 0 exit /b %errorlevel%\ndocker pull a', pulls('a')],
    [
      'if a==b (\n  docker pull a\n) else if c==d (\n  docker pull b\n) else (\n  docker pull c\n)\ndocker pull d',
      pulls('a', 'b', 'c', 'd'),
    ],
    ['set T=a\nif x==y set T=b\ndocker run %T%', ['docker run ?']],
    // Loops.
    ['for %%v in (ltsc2019 ltsc2022) do docker pull a:%%v', pulls('a:ltsc2019', 'a:ltsc2022')],
    ['for %%v in (a,b) do (\n  docker pull %%v\n  docker pull "%%~v"\n)', pulls('a', 'a', 'b', 'b')],
    ['for /f "tokens=*" %%i in (\'docker ps -q\') do docker rm %%i', ['docker rm ?']],
    ['for %%f in (*.txt) do docker pull %%f', pulls('?')],
    ['for /l %%i in (1,1,3) do docker pull a:%%i', pulls('a:?')],
    ['docker build . >log 2>&1 <in', ['docker build .']],
    ['docker run "a', ['docker run a']],
    [') docker pull a', pulls('a')],
    ['(docker pull a', pulls('a')],
  ])('%j', (script, commands) => {
    expect(commandsOf('cmd', script)).toEqual(commands);
  });
});
