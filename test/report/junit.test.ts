import { describe, expect, it } from 'vitest';
import { formatJunit } from '../../src/report/junit.ts';
import type { Finding } from '../../src/rules/finding.ts';
import { expectGolden } from '../golden.ts';
import { FAILED, finding, HOSTILE, PASSED } from './samples.ts';

describe('the report as JUnit XML', () => {
  it.each([
    ['failed', FAILED],
    ['passed', PASSED],
    ['hostile', HOSTILE],
  ])('of a %s run', (name, report) => {
    expectGolden(`report/${name}.junit.xml`, formatJunit(report));
  });

  it('has one test case for each required pairing', () => {
    expect(formatJunit(PASSED).match(/<testcase /g)).toHaveLength(2);
    expect(formatJunit(PASSED)).toContain('tests="2" failures="0" errors="0" skipped="0"');
  });

  it('fails a pairing by its errors, and skips it where nothing is known', () => {
    const [required] = FAILED.pairings;
    const unknown = { ...required, prediction: 'unknown' as const, reason: 'nobody knows.' };
    expect(formatJunit(FAILED)).toContain('<failure type="build-mismatch"');
    const skipped = formatJunit({ ...FAILED, pairings: [unknown], findings: [] });
    expect(skipped).toContain('<skipped message="nobody knows."/>');
    expect(skipped).toContain('failures="0" errors="0" skipped="1"');
  });

  it.each([
    ['error', 'error', true],
    ['warning', 'error', false],
    ['warning', 'warning', true],
    ['notice', 'warning', false],
    ['notice', 'notice', true],
    ['error', 'never', true],
    ['warning', 'never', false],
  ] as const)('with a finding of level %s and fail-on %s fails a test case: %j', (level, failOn, fails) => {
    const [required] = PASSED.pairings;
    const settings = { ...PASSED.settings, failOn };
    const of = (subject: Finding['subject']) =>
      formatJunit({ ...PASSED, settings, findings: [finding(1, { level, subject })] });
    for (const xml of [of({ image: required?.image ?? '', host: 'windows-2022' }), of({})]) {
      expect(xml.includes('<failure type="build-mismatch"')).toBe(fails);
      expect(xml.includes(' failures="1"')).toBe(fails);
    }
  });

  it('skips a pairing of which a smoke container was to be run and was not', () => {
    const message = 'The engine does not have the image, and `pull: never` forbids to pull it.';
    const observation = { outcome: 'not-run', reason: 'not-present', message } as const;
    const pairings = PASSED.pairings.slice(0, 1).map((pairing) => ({ ...pairing, observation }));
    const notRun = finding(1, {
      rule: 'smoke-not-run',
      level: 'warning',
      subject: { image: pairings[0]?.image ?? '', host: 'windows-2022', isolation: ['process'] },
    });
    const xml = formatJunit({ ...PASSED, pairings, findings: [notRun] });
    expect(xml).toContain('failures="0" errors="0" skipped="1"');
    expect(xml).toContain(`<skipped message="Its smoke container was not run. ${message}"/>`);
    const failOn = { ...PASSED.settings, failOn: 'warning' };
    const failed = formatJunit({ ...PASSED, settings: failOn, pairings, findings: [notRun] });
    expect(failed).toContain('failures="1" errors="0" skipped="0"');
    // Where nobody asked for it, nothing is missing.
    expect(formatJunit({ ...PASSED, pairings })).toContain('skipped="0"');
  });

  it('has an error where the check could not be done', () => {
    const xml = formatJunit({ ...PASSED, result: 'incomplete' });
    expect(xml).toContain('<testsuite name="check" tests="1" failures="0" errors="1" skipped="0">');
    expect(xml).toContain(
      '<error type="incomplete" message="Incomplete: no errors, no warnings, no notices;',
    );
  });

  it('does not lose findings that belong to no pairing', () => {
    const [, , mismatch] = FAILED.findings;
    const elsewhere = { ...mismatch, rule: 'file-unreadable' as const, subject: {} };
    const xml = formatJunit({ ...FAILED, pairings: [], findings: [elsewhere] });
    expect(xml).toContain('<testcase classname="file-unreadable"');
    expect(xml).toContain('<failure type="file-unreadable"');
  });

  it('holds only characters that XML allows', () => {
    expect(formatJunit(HOSTILE)).not.toMatch(/(?!\n)\p{Cc}/u);
  });
});
