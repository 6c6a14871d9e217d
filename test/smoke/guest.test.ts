import { describe, expect, it } from 'vitest';
import { guestCommand, readGuest } from '../../src/smoke/guest.ts';
import { commandLineOf } from '../windows-engine/command-line.ts';
import { joinArguments, splitArguments } from '../windows-engine/guest/command-line.ts';
import { VERSION_KEY } from '../windows-engine/guest/commands.ts';

const MARK = 'a1b2-c3';

describe('the command that a guest is asked by', () => {
  it('has no quote in its elements, and a space only in the name of the key', () => {
    const { entrypoint, command } = guestCommand(MARK, 60, 'echo "a & b"');
    const elements = [...entrypoint, ...command];
    for (const element of elements) expect(element).not.toContain('"');
    expect(elements.filter((element) => /\s/.test(element))).toEqual(Array(2).fill(VERSION_KEY));
  });

  it('is the same line in every engine, with the mark in it', () => {
    const { entrypoint, command } = guestCommand(MARK, 60);
    const elements = [...entrypoint, ...command];
    const line = commandLineOf(entrypoint, command, false)?.commandLine;
    expect(commandLineOf(entrypoint, command, true)?.commandLine).toBe(line);
    expect(joinArguments(elements)).toBe(line);
    expect(splitArguments(line ?? '')).toEqual(elements);
    expect(line).toMatch(new RegExp(`^\\S+cmd\\.exe /d /c echo WIC-BEGIN ${MARK} & `));
  });

  it('names its programs by their whole path', () => {
    const { entrypoint, command } = guestCommand(MARK, 60, 'app');
    const words = [...entrypoint, ...command];
    for (const word of words.filter((each) => /\b(?:cmd|reg|ping)\b/i.test(each))) {
      expect(word).toMatch(/^C:\\Windows\\System32\\(?:cmd|reg|ping)\.exe$/);
    }
  });

  it.each<[string, string]>([
    ['echo %PATH% & exit 3', '"echo %PATH% & exit 3"'],
    ['"C:\\an app\\app.exe" "a b"', '""C:\\an app\\app.exe" "a b""'],
    ['  app.exe --check\n', '"app.exe --check"'],
    ['set A=1\r\n\r\n  rem a remark\n:: another\n@REM one more\nremove it\n', '"set A=1&remove it"'],
  ])('leaves %j to a variable that is put in last', (written, value) => {
    const { command, environment } = guestCommand(MARK, 60, written);
    expect(environment).toEqual({ WIC_COMMAND: value });
    expect(command).toContain('!WIC_COMMAND!');
  });

  it('sets no variable without a command of the user', () => {
    expect(guestCommand(MARK, 60).environment).toEqual({});
  });
});

const FACTS = [
  `WIC-BEGIN ${MARK}`,
  '    CurrentBuildNumber    REG_SZ    20348',
  '    UBR    REG_DWORD    0x924',
  'Microsoft Windows [Version 10.0.26100.4061]',
  `WIC-FACTS ${MARK}`,
];

describe('what a guest printed', () => {
  it.each<[string, string[], ReturnType<typeof readGuest>]>([
    ['nothing', [], { log: '' }],
    ['the beginning', FACTS.slice(0, 3), { log: FACTS.slice(0, 3).join('\n') }],
    [
      'its facts',
      FACTS,
      {
        facts: { version: { build: 20348, revision: 2340 }, kernel: { build: 26100, revision: 4061 } },
        log: '',
      },
    ],
    [
      'its facts in French',
      FACTS.map((line) => line.replace('Version', 'version')),
      {
        facts: { version: { build: 20348, revision: 2340 }, kernel: { build: 26100, revision: 4061 } },
        log: '',
      },
    ],
    [
      'no facts, as it has no reg.exe',
      [FACTS[0] ?? '', "'reg' is not recognized", FACTS[4] ?? ''],
      { facts: {}, log: '' },
    ],
    [
      'the output and exit code of a command',
      [...FACTS, 'hello', '', `WIC-EXIT ${MARK} 3`],
      {
        facts: { version: { build: 20348, revision: 2340 }, kernel: { build: 26100, revision: 4061 } },
        exitCode: 3,
        log: 'hello',
      },
    ],
    [
      'a negative exit code, which is unsigned elsewhere',
      [...FACTS, `WIC-EXIT ${MARK} -1073741819`],
      {
        facts: { version: { build: 20348, revision: 2340 }, kernel: { build: 26100, revision: 4061 } },
        exitCode: 0xc0000005,
        log: '',
      },
    ],
  ])('%s', (_, lines, expected) => {
    expect(readGuest(lines.join('\r\n'), '', MARK)).toEqual(expected);
  });

  it('of another mark is not believed', () => {
    expect(readGuest(FACTS.join('\n'), '', 'another').facts).toBeUndefined();
  });
});
