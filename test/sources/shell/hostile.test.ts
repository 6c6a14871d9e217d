import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Shell } from '../../../src/sources/shell/model.ts';
import { read } from './reader.ts';

const SHELLS: readonly Shell[] = ['bash', 'pwsh', 'cmd'];
const MILLION = 1_000_000;
const many = (text: string, times: number) => text.repeat(times);

describe.each(SHELLS)('%s is read in bounded time', (shell) => {
  it.each<[what: string, script: string]>([
    ['ten megabytes of commands', many('docker run a b c\n', 600_000)],
    ['ten megabytes of one word', `docker run ${many('a', 10 * MILLION)}`],
    ['ten megabytes of blanks', `docker run${many(' ', 10 * MILLION)}a`],
    ['ten megabytes of line ends', `docker run${many('\n', 10 * MILLION)}a`],
    ['substitutions within substitutions', many('$(docker ', 100_000)],
    ['quotes within substitutions', many('"$(docker ', 100_000)],
    ['parentheses', `docker\n${many('(', 300_000)}`],
    ['braces', `docker\n${many('{ ', 300_000)}`],
    ['braces of variables', `docker ${many('${a:-', 300_000)}`],
    ['backquotes', `docker ${many('`', 300_001)}`],
    ['quotes', `docker ${many('"', 300_001)}`],
    ['single quotes', `docker ${many('\'"', 300_001)}`],
    ['dollars', `docker ${many('$', 300_000)}`],
    ['percent signs', `docker ${many('%a', 300_000)}`],
    ['carets', `docker ${many('^', 300_001)}`],
    ['backslashes', `docker ${many('\\', 300_001)}`],
    ['pipes', `docker ${many('| a ', 200_000)}`],
    ['chains', `docker ${many('&& a || b ', 100_000)}`],
    ['redirections', `docker ${many('> a ', 200_000)}`],
    ['here-documents without an end', `docker ${many('<<A ', 100_000)}\n${many('x\n', 100_000)}`],
    ['here-strings without an end', `docker ${many('@"\n', 200_000)}`],
    ['comments without an end', `docker ${many('<# ', 200_000)}`],
    ['branches', many('if (docker) { ', 100_000)],
    ['branches of bash', many('if docker; then ', 60_000)],
    ['cases', `docker; ${many('case a in b) ', 60_000)}`],
    ['arrays', `docker; ${many('a=(', 100_000)}`],
    ['lists of PowerShell', `docker; $a = ${many('@(', 100_000)}`],
    ['brackets on lines', `docker\n${many('[\n', 400_000)}`],
    ['brackets', `docker\n${many('[][a]', 100_000)}x`],
    ['brackets behind a variable', `docker $a${many('[', 400_000)}`],
    ['braces of variables in quotes', `docker "${many('${', 300_000)}`],
    ['assignments', `docker; ${many('a=1; ', 150_000)}`],
    ['scripts within scripts', `${many('eval iex ', 100_000)}docker pull a`],
    ['shells within shells', `${many('bash -c "cmd /c pwsh -c ', 30_000)}docker pull a`],
    ['quotes behind cmd', `${many('cmd /s /c "', 60_000)}docker pull a`],
    ['options of shells', `docker; bash ${many('-o ', 100_000)}-c a; pwsh ${many('-wd ', 100_000)}-c b`],
  ])('%s', { timeout: 10_000 }, (_, script) => {
    const start = performance.now();
    const { commands } = read(shell, script);
    expect(commands.length).toBeLessThanOrEqual(1_000);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe('what multiplies is cut off', () => {
  const letters = 'abcdefghijkl'.split('');
  it.each<[what: string, shell: Shell, script: string]>([
    [
      'loops within loops of bash',
      'bash',
      `${letters.map((x) => `for ${x} in 1 2 3 4 5 6 7 8 9; do `).join('')} docker run $a; ${letters.map(() => 'done; ').join('')}`,
    ],
    [
      'loops without an end',
      'bash',
      `${letters.map(() => 'while true; do ').join('')} docker run $a; ${letters.map(() => 'done; ').join('')}`,
    ],
    [
      'loops within loops of PowerShell',
      'pwsh',
      `${letters.map((x) => `foreach ($${x} in 1,2,3,4,5,6,7,8,9) { `).join('')} docker run $a ${letters.map(() => '} ').join('')}`,
    ],
    [
      'loops within loops of cmd',
      'cmd',
      `${letters.map((x) => `for %%${x} in (1 2 3 4 5 6 7 8 9) do `).join('')} docker run %%a`,
    ],
    ['functions that call themselves', 'bash', 'f() { docker run a; f; f; }; f'],
    ['functions of PowerShell', 'pwsh', 'function f { docker run a; f; f }; f'],
    ['values that double', 'bash', `A=aaaaaaaaaa; ${'A=$A$A; '.repeat(60)} docker run $A`],
    ['arrays that double', 'bash', `a=(1 2 3); ${'a+=("${a[@]}"); '.repeat(60)} docker run "\${a[@]}"`],
    ['words that multiply', 'bash', `a=(1 2 3 4 5 6 7 8 9); docker run ${'"${a[@]}" '.repeat(10_000)}`],
    [
      'words and variables that multiply',
      'bash',
      `a=(${'x '.repeat(900)}); ${'export A=1 B=2; '.repeat(1_000)} for i in "${'${a[@]}'}"; do docker run ${'"${a[@]}" '.repeat(20)}; done`,
    ],
    ['values of PowerShell', 'pwsh', `$a = "aaaaaaaaaa"; ${'$a = "$a$a"; '.repeat(60)} docker run $a`],
    ['arrays of PowerShell', 'pwsh', `$a = 1,2,3; ${'$a += $a; '.repeat(60)} docker run @a`],
    ['scripts that run themselves', 'bash', `X='docker run a; eval "$X"; eval "$X"'; eval "$X"`],
    ['shells that start shells', 'bash', `export X='docker run a; sh -c "$X"; sh -c "$X"'; sh -c "$X"`],
    ['expressions that run themselves', 'pwsh', `$x = 'docker run a; iex $x; iex $x'; iex $x`],
    [
      'lines of cmd that run themselves',
      'cmd',
      'set X=docker run a ^& cmd /c %%X%% ^& cmd /c %%X%%\ncmd /c %X%',
    ],
    ['functions that are run as text', 'bash', `f() { docker run a; eval f; eval f; }; f`],
    [
      'long scripts in loops',
      'bash',
      `A="docker run a; ${'x'.repeat(30_000)}"; ${letters.map((x) => `for ${x} in 1 2 3 4 5 6 7 8 9; do `).join('')} bash -c "$A$a"; ${letters.map(() => 'done; ').join('')}`,
    ],
    [
      'scripts of many pieces',
      'bash',
      `a=b; ${`bash -c "docker run ${'$a'.repeat(4_000)}"; `.repeat(20)} docker run a`,
    ],
    ['values of cmd', 'cmd', `set A=aaaaaaaaaa\n${'set A=%A%%A%\n'.repeat(60)}docker run %A%`],
  ])('%s', (_, shell, script) => {
    const start = performance.now();
    const { commands } = read(shell, script);
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.length).toBeLessThanOrEqual(1_000);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe('for any text', () => {
  const piece = fc.constantFrom(
    ...[
      'docker',
      ' ',
      '\n',
      '\r\n',
      '"',
      "'",
      '`',
      '\\',
      '^',
      '$',
      '{',
      '}',
      '(',
      ')',
      '[',
      ']',
      '%',
      '!',
      '@',
      '&',
    ],
    ...[
      '|',
      ';',
      '<',
      '>',
      '<<EOF\n',
      'EOF\n',
      '#',
      '<#',
      '#>',
      '@"\n',
      '\n"@',
      '=',
      'X',
      '$X',
      '${X',
      ':-',
      'a=(',
      '+=',
    ],
    ...[
      'if ',
      'then ',
      'else ',
      'fi ',
      'for v in ',
      'do ',
      'done ',
      'case ',
      'in ',
      'esac ',
      ';;',
      'function ',
      'f() ',
    ],
    ...[
      'foreach ($v in ',
      'switch ',
      'try ',
      'catch ',
      'param(',
      'for %%v in (',
      '%%v',
      '%X%',
      '!X!',
      'set ',
      'echo ',
    ],
    ...[
      'cd ',
      'pushd ',
      'popd ',
      '$env:X',
      '$(',
      '@(',
      '@{',
      '$PWD',
      '>> $GITHUB_ENV',
      'export ',
      '--%',
      '\uE000',
      '\uE001',
      ',',
      'bash -c ',
      'cmd /s /c ',
      'pwsh -c ',
      'eval ',
      'iex ',
      'docker a',
    ],
  );
  const text = fc.oneof(
    fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary' }),
  );

  it.each<Shell>(['bash', 'sh', 'pwsh', 'powershell', 'cmd'])(
    '%s: nothing throws, and words stand in the text',
    (shell) => {
      fc.assert(
        fc.property(text, (rest) => {
          const script = `docker x\n${rest}`;
          const { commands } = read(shell, script);
          for (const { words } of commands) {
            expect(words[0]?.value).toMatch(/^docker(-compose)?$/);
            for (const { from, to, value, unknown } of words) {
              expect(from).toBeGreaterThanOrEqual(0);
              expect(to).toBeGreaterThanOrEqual(from);
              expect(to).toBeLessThanOrEqual(script.length);
              expect(unknown === true).toBe(value.includes('\uE000'));
            }
          }
        }),
        { numRuns: 1_000 },
      );
    },
  );
});
