import { describe, expect, it } from 'vitest';
import type { Shell } from '../../../src/sources/shell/model.ts';
import { read } from './reader.ts';

describe('which commands are certain to run, and must not fail', () => {
  /** The last word of each command, with `?` where it is in doubt. */
  const certainty = (shell: Shell, script: string) =>
    read(shell, script)
      .commands.map(({ words, doubtful }) => `${words.at(-1)?.value}${doubtful === true ? '?' : ''}`)
      .join(' ');

  it.each<readonly [shell: Shell, script: string, certainty: string]>([
    [
      'bash',
      'docker pull a; docker pull b && docker pull c; (docker pull d); { docker pull e; }',
      'a b c d e',
    ],
    ['bash', 'ID=$(docker create a) docker pull b | tee x', 'a b'],
    ['bash', 'for v in a b; do docker pull $v; done; f() { docker pull c; }; f', 'a b c'],
    ['bash', "bash -c 'docker pull a'; eval docker pull b", 'a b'],
    // Branches.
    ['bash', 'if x; then docker pull a; else docker pull b; fi; docker pull c', 'a? b? c'],
    ['bash', '[ $OS = x ] && docker pull a; docker pull b', 'a? b'],
    ['bash', "case $X in a) docker pull a;; esac; if x; then bash -c 'docker pull b'; fi", 'a? b?'],
    ['bash', 'while read x; do docker pull a; done; for v in $(x); do docker pull b; done', 'a? b?'],
    ['bash', 'f() { docker pull a; }', 'a?'],
    ['pwsh', 'if ($IsWindows) { docker pull a }; docker pull b; $x | % { docker pull c }', 'a? b c?'],
    ['cmd', 'if "%X%"=="" docker pull a\ndocker pull b', 'a? b'],
    // What fails is made good.
    ['bash', 'docker pull a || true; docker pull b || docker build b', 'a? b? b?'],
    [
      'bash',
      'docker pull a || exit 1; docker pull b || { echo no; exit 2; }; docker pull c || exit 0',
      'a b c?',
    ],
    ['bash', 'if docker pull a; then :; fi; until docker pull b; do sleep 1; done', 'a? b?'],
    ['bash', 'docker pull a; set +e; docker pull b; set -e; docker pull c', 'a b? c'],
    ['bash', 'set -uo pipefail +e; docker pull a; set -o errexit; docker pull b', 'a? b'],
    ['bash', 'set +o errexit; bash -c "docker pull a"; docker pull b', 'a? b?'],
    ['bash', '(set +e; docker pull a); docker pull b; f() { set +e; }; f; docker pull c', 'a? b c?'],
    ['bash', 'if x; then set +e; fi; docker pull a; if x; then set -e; fi; docker pull b', 'a? b?'],
    ['bash', 'set -eux; docker pull a; set +x; docker pull b; set -- +e; docker pull c', 'a b c'],
    ['bash', 'if x; then set -e; fi; docker pull a', 'a'],
    // What may have ended before.
    ['bash', 'if x; then exit 0; fi; docker pull a', 'a?'],
    ['bash', '[ $OS = x ] || exit; docker pull a', 'a?'],
    ['bash', '[ -n "$X" ] || exit 1; docker pull a', 'a'],
    ['bash', '(exit 0); bash -c "exit 0"; docker pull a', 'a'],
    ['bash', 'for v in a b; do [ $v = a ] && continue; docker pull $v; done', 'a? b?'],
    ['pwsh', 'if ($LASTEXITCODE -ne 0) { exit 1 }; docker pull a', 'a'],
    ['pwsh', 'if ($x) { exit $LASTEXITCODE }; docker pull a', 'a?'],
    ['pwsh', 'if ($x) { throw "no" }; docker pull a; if ($x) { return }; docker pull b', 'a b?'],
    ['pwsh', 'foreach ($v in "a", "b") { if ($x) { continue }; docker pull $v }', 'a? b?'],
  ])('%s: %s', (shell, script, expected) => {
    expect(certainty(shell, script)).toBe(expected);
  });
});

describe('docker context use', () => {
  it.each<readonly [script: string, context: string | undefined]>([
    ['docker pull a', undefined],
    ['docker context use far; docker pull a', 'far'],
    ['docker context use far; docker context use default; docker pull a', 'default'],
    ['docker context create far; docker pull a', undefined],
  ])('%s', (script, context) => {
    const { commands, exported } = read('bash', script);
    expect(commands.at(-1)?.environment.get('DOCKER_CONTEXT')).toBe(context);
    expect(exported.get('DOCKER_CONTEXT')).toBe(context);
  });
});
