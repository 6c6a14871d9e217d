import { describe, expect, it } from 'vitest';
import type { Subject } from '../../src/pairing/model.ts';
import type { PairingSettings } from '../../src/pairing/pair.ts';
import { smokeCandidates } from '../../src/pairing/smoke-candidates.ts';
import { type SmokeFindingSettings, seenBeside, smokeFindings } from '../../src/pairing/smoke-findings.ts';
import { rulePage } from '../../src/rules/page.ts';
import type { Observation, ObservedError, SmokeResult } from '../../src/smoke/model.ts';
import type { ErrorClass } from '../../src/windows/error-model.ts';
import type { Isolation } from '../../src/windows/model.ts';
import { CORE, finding, host, NANO, pairing, subject } from './builders.ts';

const RAN: Observation = {
  outcome: 'ran',
  reason: 'ran',
  message: 'It started and answered.',
  evidence: 'proved',
};
const error = (kind: ErrorClass): ObservedError => ({
  text: 'what the engine says',
  class: kind,
  cause: 'The cause.',
  remedy: 'The remedy.',
  sources: [],
});
const failed = (kind: ErrorClass, more: Partial<Observation> = {}): Observation => ({
  outcome: 'failed',
  reason: 'refused-by-windows',
  message: 'The cause.',
  error: error(kind),
  ...more,
});
const TIMED_OUT: Observation = { outcome: 'timed-out', reason: 'timed-out', message: 'Not within 300 s.' };
const LATE: Observation = {
  outcome: 'not-run',
  reason: 'out-of-time',
  message: 'The time budget was spent.',
};

interface Scene {
  readonly image?: string;
  readonly version?: string;
  readonly on?: string;
  readonly seen: Partial<Record<Isolation, Observation>>;
  readonly hyperv?: SmokeResult['hyperv'];
  readonly leftOver?: readonly string[];
  readonly pair?: Partial<PairingSettings>;
  readonly settings?: Partial<SmokeFindingSettings>;
}

/** One image on one host, and what was seen of it: rule, level and message of all that is said. */
function said({
  image = `${NANO}:ltsc2022`,
  version = '20348.100',
  on = '10.0.20348.5499',
  ...scene
}: Scene) {
  const here = host(on);
  const onHost = pairing(image, [version], here, scene.pair);
  const used: Subject = subject(`FROM ${image}\nRUN dir\n`, { [image]: [version] });
  const pairs = smokeCandidates([used], new Map([[onHost.image, onHost]])).map((one) => ({
    ...one,
    candidate: { ...one.candidate, need: 'run' as const },
  }));
  const result: SmokeResult = {
    runId: 'test',
    observations: new Map(
      pairs.flatMap(({ candidate, pairing: { isolation } }) => {
        const seen = scene.seen[isolation];
        return seen === undefined ? [] : [[candidate.key, seen] as const];
      }),
    ),
    ...(scene.hyperv && {
      hyperv: {
        ...scene.hyperv,
        ...(scene.hyperv.state === 'broken' && {
          shownBy: pairs
            .filter(({ pairing: { isolation } }) => isolation === 'hyperv')
            .map(({ candidate }) => candidate.key),
        }),
      },
    }),
    pulled: [],
    leftOver: scene.leftOver ?? [],
  };
  const settings = { anyIsolation: false, anyHost: false, ...scene.settings };
  const found = smokeFindings(pairs, result, here, [used], settings);
  return {
    found,
    rules: found.map(({ rule, level }) => `${rule} ${level}`),
    text: found.map(({ message, remedy }) => `${message} ${remedy ?? ''}`).join('\n'),
    pairs,
    result,
    here,
  };
}

const UNAVAILABLE: Observation = {
  outcome: 'refused',
  reason: 'hyperv-unavailable',
  message: 'The cause.',
  error: error('hyperv-unavailable'),
};
const ABSENT = { state: 'absent', message: 'There is none.', remedy: 'Install it.' } as const;
const BROKEN = {
  state: 'broken',
  message: 'No utility VM came up.',
  remedy: 'Look into the log.',
} as const;

describe('prediction and observation together', () => {
  it.each<[string, Scene, readonly string[], RegExp]>([
    ['all as predicted', { seen: { process: RAN, hyperv: RAN } }, [], /^$/],
    [
      'ruled out by the policy, and seen failing',
      {
        on: '10.0.26100.33296',
        pair: { policy: 'exact' },
        seen: { process: failed('guest-exited') },
      },
      ['smoke-failed error'],
      /It is predicted to be undefined behaviour \(`exact-build-policy`\), but the smoke container failed\./,
    ],
    [
      'predicted to run, and seen failing',
      { seen: { process: failed('guest-exited') } },
      ['smoke-failed error'],
      /predicted to run \(`same-build`\), but the smoke container failed\. The cause\. The engine says: what/,
    ],
    [
      'predicted to run, and not up in time',
      { seen: { process: TIMED_OUT } },
      ['smoke-failed error'],
      /did not come up in time\. Not within 300 s\. Give it more time \(`smoke-timeout`\)/,
    ],
    [
      'the same in the mode that need not work',
      { seen: { process: RAN, hyperv: failed('access-denied') } },
      ['smoke-failed notice'],
      /hyperv isolation/,
    ],
    [
      'the same where the other mode is enough',
      {
        seen: { process: failed('guest-exited'), hyperv: RAN },
        pair: { isolation: 'any' },
        settings: { anyIsolation: true },
      },
      ['smoke-failed notice'],
      /process isolation/,
    ],
    [
      'the same on one of several hosts',
      { seen: { process: failed('guest-exited') }, settings: { anyHost: true } },
      ['smoke-failed warning'],
      /./,
    ],
    [
      'predicted to be refused, and seen running',
      { image: `${CORE}:ltsc2019`, version: '17763.1', seen: { process: RAN } },
      ['smoke-ran-though-refused notice'],
      /ran, against the prediction: The image, Windows Server 2019/,
    ],
    [
      'predicted to be refused, and refused: the prediction has said so',
      { image: `${CORE}:ltsc2019`, version: '17763.1', seen: { process: failed('image-mismatch') } },
      [],
      /^$/,
    ],
    [
      'another Windows in the guest than its os.version',
      { seen: { process: { ...RAN, guestVersion: { build: 20348, revision: 99 } } } },
      ['guest-version-differs warning'],
      /registry says 10\.0\.20348\.99, and its `os\.version` 10\.0\.20348\.100/,
    ],
    [
      'another isolation than was asked for',
      { seen: { process: { ...RAN, isolation: 'hyperv' } } },
      ['isolation-not-as-asked error'],
      /it had hyperv isolation/,
    ],
    [
      'the same in a mode that need not work',
      { seen: { hyperv: { ...RAN, isolation: 'process' } } },
      ['isolation-not-as-asked notice'],
      /it had process isolation/,
    ],
    [
      'the same on one of several hosts',
      { seen: { process: { ...RAN, isolation: 'hyperv' } }, settings: { anyHost: true } },
      ['isolation-not-as-asked warning'],
      /it had hyperv isolation/,
    ],
    [
      'a smoke command that failed, with the end of its log',
      {
        seen: {
          process: { outcome: 'failed', reason: 'failed-inside', message: 'It left with 7.', log: 'a\nb' },
        },
      },
      ['smoke-command-failed error'],
      /It left with 7\. The end of its log:\na\nb Read the end of its log beside it\.$/,
    ],
    [
      'a smoke command that could not be run',
      { seen: { process: { outcome: 'failed', reason: 'no-command', message: 'There is no cmd.exe.' } } },
      ['smoke-failed error'],
      /There is no cmd\.exe\. Leave `smoke-command` out/,
    ],
    [
      'a smoke command that failed without a word',
      {
        seen: {
          process: { outcome: 'failed', reason: 'failed-inside', message: 'It left with 7.', log: ' \n' },
        },
      },
      ['smoke-command-failed error'],
      /It left with 7\. It printed nothing: let it print what it does,/,
    ],
    [
      'a smoke command that failed for a cause that Windows tells',
      {
        seen: {
          process: {
            outcome: 'failed',
            reason: 'failed-inside',
            message: 'It left with 0xc0000135.',
            error: error('program-failed'),
          },
        },
      },
      ['smoke-command-failed error'],
      /It left with 0xc0000135\. The cause\. The remedy\.$/,
    ],
    [
      'a smoke command that did not end, with the end of its log',
      { seen: { process: { ...TIMED_OUT, guestVersion: { build: 20348 }, log: 'a' } } },
      ['smoke-command-failed error'],
      /Not within 300 s\. The end of its log:\na See in its log how far it came, or .*`smoke-timeout`/,
    ],
    [
      'a smoke command that did not end, and printed nothing',
      { seen: { process: { ...TIMED_OUT, guestVersion: { build: 20348 } } } },
      ['smoke-command-failed error'],
      /Not within 300 s\. It printed nothing: .*`smoke-timeout`/,
    ],
    [
      'not proved, said once for both modes',
      {
        seen: {
          process: { ...RAN, evidence: 'configured', proof: ['The engine is elsewhere.'] },
          hyperv: { ...RAN, evidence: 'configured', proof: ['The engine is elsewhere.'] },
        },
      },
      ['isolation-not-proved notice'],
      /configured: The engine is elsewhere\..*\(process\),.*\(hyperv\)/,
    ],
    [
      'nothing was learned',
      {
        seen: { process: { outcome: 'not-run', reason: 'infrastructure', message: 'The engine went away.' } },
      },
      ['smoke-not-run warning'],
      /was not run on .* in process isolation: The engine went away\./,
    ],
    [
      'not run in the mode that need not work',
      { seen: { process: RAN, hyperv: LATE } },
      ['smoke-not-run notice'],
      /ltsc2022 was not run on .* in hyperv isolation: The time budget was spent\./,
    ],
    [
      'not run in either mode, for one reason: said once, as gravely as the graver one',
      { seen: { process: LATE, hyperv: LATE } },
      ['smoke-not-run warning'],
      /was not run on .* in process or hyperv isolation: The time budget was spent\./,
    ],
    [
      'not run in either mode, for reasons of their own',
      { seen: { process: LATE, hyperv: { ...LATE, reason: 'no-memory', message: 'No memory.' } } },
      ['smoke-not-run warning', 'smoke-not-run notice'],
      /in process isolation: The time budget was spent\.(.|\n)*in hyperv isolation: No memory\./,
    ],
    [
      'a slow start, and a second try',
      { seen: { process: { ...RAN, slow: true, warmedUp: true, milliseconds: 141_000 } } },
      ['smoke-slow-start warning', 'smoke-warm-up notice'],
      /141 s to start/,
    ],
    [
      'a container that is still there',
      { seen: { process: RAN }, leftOver: ['wic-1'] },
      ['container-left-behind warning'],
      /wic-1.*In the action the post step .*On the command line, .*docker rm --force wic-1/,
    ],
  ])('%s', (_, scene, rules, text) => {
    const found = said(scene);
    expect(found.rules).toEqual(rules);
    expect(found.text).toMatch(text);
  });
});

it.each([
  'smoke-failed',
  'smoke-command-failed',
  'smoke-not-run',
  'smoke-slow-start',
  'isolation-not-as-asked',
] as const)('the page of %s says where it is milder than its level', (rule) => {
  expect(rulePage(rule)).toContain('It is a notice where the mode need not work');
});

it.each<[Observation['reason'], RegExp]>([
  ['too-large', /\(`max-pull-size`, `--max-pull-size`\)/],
  ['not-present', /\(`pull: missing`, `--pull missing`\)/],
  ['out-of-time', /\(`time-budget`, `--time-budget`\)/],
  ['no-disk-space', /Make room/],
])('what was not run for the reason %s is told with what to change', (reason, remedy) => {
  const process: Observation = { outcome: 'not-run', reason, message: 'The reason.' };
  const told = (seen: Observation) => said({ seen: { process: seen } }).found[0]?.remedy;
  expect(told(process)).toMatch(remedy);
  expect(told({ ...process, error: error('image-not-found') })).toBe('The remedy.');
});

it('what was not run names its modes to scripts too', () => {
  expect(said({ seen: { process: LATE, hyperv: LATE } }).found[0]?.subject.isolation).toEqual([
    'process',
    'hyperv',
  ]);
  expect(said({ seen: { process: RAN, hyperv: LATE } }).found[0]?.subject.isolation).toEqual(['hyperv']);
});

describe('Hyper-V isolation that does not work', () => {
  it.each<[string, Scene, readonly string[]]>([
    [
      'absent, and not asked for',
      { seen: { process: RAN, hyperv: UNAVAILABLE }, hyperv: ABSENT },
      ['notice'],
    ],
    [
      'absent, and asked for',
      { seen: { process: RAN, hyperv: UNAVAILABLE }, hyperv: ABSENT, pair: { isolation: 'hyperv' } },
      ['error'],
    ],
    ['broken, and not asked for', { seen: { process: RAN, hyperv: TIMED_OUT }, hyperv: BROKEN }, ['notice']],
    [
      'broken, and asked for',
      {
        seen: { process: RAN, hyperv: failed('guest-exited') },
        hyperv: BROKEN,
        pair: { isolation: 'hyperv' },
      },
      ['error'],
    ],
  ])('%s is told once', (_, scene, levels) => {
    expect(said(scene).rules).toEqual(levels.map((level) => `hyperv-unavailable ${level}`));
  });
});

describe('a finding of the judge, seen beside what ran', () => {
  const above = { image: `${CORE}:ltsc2022`, version: '20348.9999', on: '10.0.20348.100/server' };
  const of = (scene: Scene, rule: Parameters<typeof finding>[0] = {}) => {
    const { pairs, result, here } = said({ ...above, ...scene });
    const process = pairs.find(({ pairing: { isolation } }) => isolation === 'process')?.pairing;
    if (process === undefined) throw new Error('no pairing in process isolation');
    const found = finding({
      rule: 'revision-newer-than-host',
      level: 'warning',
      pairing: process,
      subject: { host: here.id },
      ...rule,
    });
    return seenBeside([found], result, here)[0];
  };

  it('a revision above the host’s is a notice once the very image ran', () => {
    expect(of({ seen: { process: RAN } })).toMatchObject({
      level: 'notice',
      message: 'It differs. A smoke container of it did run here just now.',
    });
  });

  it('and stays a warning where it failed, was not run, or another copy of the name ran', () => {
    for (const seen of [failed('guest-exited'), undefined, { ...RAN, copyVersion: { build: 20348 } }]) {
      expect(of({ seen: seen === undefined ? {} : { process: seen } })).toMatchObject({
        level: 'warning',
        message: 'It differs.',
      });
    }
  });

  it('undefined behaviour stays what it is, with what was seen beside it', () => {
    expect(of({ seen: { process: RAN } }, { rule: 'revision-mismatch', level: 'error' })).toMatchObject({
      level: 'error',
      message: 'It differs. A smoke container of it did run here just now.',
    });
  });
});
