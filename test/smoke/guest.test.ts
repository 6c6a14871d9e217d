import { describe, expect, it } from 'vitest';
import { guestCommand, readGuest } from '../../src/smoke/guest.ts';

const MARK = 'a1b2-c3';

describe('the command that a guest is asked by', () => {
  it('has nothing in its arguments that an engine would have to quote', () => {
    const { entrypoint, command } = guestCommand(MARK, 60, 'echo "a & b"');
    for (const argument of [...entrypoint, ...command]) expect(argument).toMatch(/^[^\s"]+$/);
    expect(command.join(' ')).toContain(MARK);
  });

  // Windows' cmd puts the script in before it looks for &, | and parentheses, and takes those inside quotes as they are.
  it.each([undefined, 'app.exe --check'])('holds special signs only inside quotes (%s)', (command) => {
    const script = guestCommand(MARK, 60, command).environment.WIC_SCRIPT ?? '';
    let quoted = false;
    let outside = '';
    for (const sign of script) {
      if (sign === '"') quoted = !quoted;
      else if (!quoted) outside += sign;
    }
    expect(quoted).toBe(false);
    expect(outside).not.toMatch(/[&|<>()^%]/);
  });

  it('leaves the command of the user to a variable that is put in last', () => {
    const { environment } = guestCommand(MARK, 60, 'echo %PATH% & exit 3');
    expect(environment.WIC_COMMAND).toBe('echo %PATH% & exit 3');
    expect(environment.WIC_SCRIPT).not.toContain('exit 3');
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
