import { describe, expect, it } from 'vitest';
import type { Observation } from '../../src/smoke/model.ts';
import { ERROR_CODES, formatCode } from '../../src/windows/error-codes.ts';
import { ENGINE_TEXTS } from '../../src/windows/error-texts.ts';
import type { Isolation } from '../../src/windows/model.ts';
import type { Fault } from '../windows-engine/engine.ts';
import { baseImage, simulate } from '../windows-engine/simulate.ts';
import { CODE_ROWS, ELSEWHERE, type Made, TEXT_ROWS, type TextRow } from './error-rows.ts';
import { candidate, smokeAt } from './scene.ts';

const IMAGE = baseImage('ltsc2022');
const BOTH: readonly Isolation[] = ['process', 'hyperv'];
const HCS = CODE_ROWS.filter(({ code }) => code >>> 16 === 0xc037);
/** What programs leave with; a start is never refused by it. */
const STATUSES = CODE_ROWS.filter(({ code, texts }) => code >>> 16 === 0xc000 && texts.length === 0);
const AT_START = CODE_ROWS.filter((row) => !STATUSES.includes(row));

/** What is seen of one container on an engine where this goes wrong. */
async function seenWith(fault: Fault, isolation: Isolation, present: boolean): Promise<Observation> {
  const { engine } = await simulate({
    images: present ? [IMAGE] : [],
    registryImages: [IMAGE],
    faults: [fault],
  });
  const { seen, result } = await smokeAt(engine.dockerHost, [candidate(IMAGE, isolation)]);
  expect(engine.containers()).toEqual([]);
  expect(result.leftOver).toEqual([]);
  const [only] = seen;
  if (only === undefined) throw new Error('nothing was seen');
  return only;
}

const seenAtStart = (message: string, isolation: Isolation) =>
  seenWith({ do: { kind: 'start-error', text: { message } } }, isolation, true);

function check(seen: Observation, [kind, outcome, reason]: Made, quoted: string): void {
  expect({ class: seen.error?.class, outcome: seen.outcome, reason: seen.reason }).toEqual({
    class: kind,
    outcome,
    reason,
  });
  expect(seen.error?.text.replace(/[0-9a-f]{64}/g, '{id}')).toContain(quoted);
  // A person is told what it was and what to do; "not one that is known" is neither.
  expect(seen.error?.cause).toMatch(/^\w.*[.]$/);
  expect(seen.error?.cause).not.toContain('not one that is known');
  expect(seen.error?.remedy).toMatch(/^\w.*[.]$/);
  expect(seen.message.length).toBeGreaterThan(20);
}

describe('the tables are whole', () => {
  it('every code that is known has a row, and every row is of one', () => {
    expect(CODE_ROWS.map(({ code }) => code).sort()).toEqual(ERROR_CODES.map(({ code }) => code).sort());
  });

  it('every text of a code is in its row', () => {
    const strip = (text: string) => text.replaceAll('’', "'").replace(/\.$/, '');
    for (const { code, texts, localizedTexts = [] } of ERROR_CODES) {
      const row = CODE_ROWS.find((each) => each.code === code);
      const rowTexts = [...(row?.texts ?? []), ...(row?.localized ?? [])].map(strip);
      for (const text of [...texts, ...localizedTexts]) {
        expect(
          rowTexts.some((each) => each.startsWith(text)),
          `${formatCode(code)}: ${text}`,
        ).toBe(true);
      }
    }
  });

  it('every text of the engine has a row, or a reason to have none', () => {
    const ids = [...new Set(TEXT_ROWS.flatMap(({ id }) => id ?? [])), ...Object.keys(ELSEWHERE)];
    expect(ids.sort()).toEqual(ENGINE_TEXTS.map(({ id }) => id).sort());
  });
});

describe.each(BOTH)('a start in %s isolation that Windows ends', (isolation) => {
  const rows = AT_START.map((row) => ({
    ...row,
    shown: formatCode(row.code),
    expected: (isolation === 'hyperv' && row.hyperv) || row.made,
  }));

  it.each(rows)('with $shown, in a language that nobody here knows', async ({ shown, expected }) => {
    const seen = await seenAtStart(
      `container {id} encountered an error during hcs::System::Start: failure in a Windows system call: Virhe. (${shown})`,
      isolation,
    );
    check(seen, expected, `(${shown})`);
    expect(seen.error?.code).toBe(shown);
  });

  const texts = rows.flatMap((row) =>
    [...row.texts, ...(row.localized ?? [])].map((text) => ({ ...row, text })),
  );
  it.each(texts)('without a code: $text', async ({ text, expected }) => {
    check(await seenAtStart(`hcs::CreateComputeSystem {id}: ${text}`, isolation), expected, text);
  });
});

describe('a start that Windows ends, as older engines tell it', () => {
  it.each(HCS)('$code, with the document of the container', async ({ code, texts, made }) => {
    const text = texts[0] ?? 'Virhe.';
    const seen = await seenAtStart(
      `container {id} encountered an error during CreateContainer: failure in a Windows system call: ${text} (${formatCode(code)}) extra info: {"SystemType":"Container","Note":"(0x5)"}`,
      'process',
    );
    check(seen, made, text);
    expect(seen.error?.code).toBe(formatCode(code));
  });

  it.each(HCS.filter(({ texts }) => texts.length > 0))('$texts.0, by the shim of containerd', async (row) => {
    const text = row.texts[0] ?? '';
    check(
      await seenAtStart(
        `failed to create shim task: hcs::CreateComputeSystem {id}: ${text}: unknown`,
        'process',
      ),
      row.made,
      text,
    );
  });
});

describe('a command that the image has not', () => {
  it.each([
    'The system cannot find the file specified.',
    'Das System kann die angegebene Datei nicht finden.',
  ])('%s', async (text) => {
    const seen = await seenAtStart(
      `container {id} encountered an error during hcs::System::CreateProcess: cmd /c x: failure in a Windows system call: ${text} (0x2)`,
      'process',
    );
    check(seen, ['command-missing', 'failed', 'no-command'], text);
  });
});

describe('what the engine itself says', () => {
  const faultOf = ({ step, status, inStream, text }: TextRow): Fault => {
    if (step === 'start') return { do: { kind: 'start-error', text: { message: text, status } } };
    if (inStream) return { do: { kind: 'pull-error', message: text }, path: '^/images/create$' };
    const path = step === 'pull' ? '^/images/create$' : '^/containers/create$';
    return { do: { kind: 'http-error', status, message: text }, path, nth: 'every' };
  };
  const rows = TEXT_ROWS.flatMap((row) =>
    (row.isolation ? [row.isolation] : BOTH).map((isolation) => ({ ...row, isolation })),
  );

  it.each(rows)('at the $step in $isolation isolation: $text', async (row) => {
    const seen = await seenWith(faultOf(row), row.isolation, row.step !== 'pull');
    check(seen, row.made, row.text);
    if (row.step === 'pull') expect(seen.message).toBe(`It could not be pulled: ${row.text}`);
  });
});

describe('what a program leaves with', () => {
  const known = CODE_ROWS.filter(({ code }) => code > 0x80000000 && code !== 0xffffffff);

  it.each(known)('before it was looked at: $code', async ({ code, made: [kind] }) => {
    const { engine } = await simulate({
      guest: {
        name: 'table',
        start: async () => ({
          exited: Promise.resolve(code),
          processes: () => [],
          kill: async () => undefined,
        }),
      },
    });
    const { seen } = await smokeAt(engine.dockerHost, [candidate(IMAGE, 'process')]);
    expect(seen).toMatchObject([
      {
        outcome: 'failed',
        reason: 'exited-early',
        exitCode: code,
        error: { class: kind, code: formatCode(code) },
      },
    ]);
    expect(seen[0]?.error?.remedy).not.toBe('');
  });

  it.each(STATUSES)('as the command of the user: $code', async ({ code, made: [kind] }) => {
    const { engine } = await simulate();
    const { seen } = await smokeAt(engine.dockerHost, [candidate(IMAGE, 'process')], {
      settings: { command: `exit ${code | 0}` },
    });
    expect(seen).toMatchObject([
      {
        outcome: 'failed',
        reason: 'failed-inside',
        exitCode: code,
        error: { class: kind, code: formatCode(code) },
      },
    ]);
  });

  it.each([1, 3, 1067, 0xffffffff])('nothing is known of %i', async (code) => {
    const { engine } = await simulate();
    const { seen } = await smokeAt(engine.dockerHost, [candidate(IMAGE, 'process')], {
      settings: { command: `exit ${code | 0}` },
    });
    expect(seen).toMatchObject([{ outcome: 'failed', reason: 'failed-inside', exitCode: code }]);
    expect(seen[0]).not.toHaveProperty('error');
  });
});
