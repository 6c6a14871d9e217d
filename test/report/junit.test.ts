import { describe, expect, it } from 'vitest';
import { formatJunit } from '../../src/report/junit.ts';
import { expectGolden } from '../golden.ts';
import { FAILED, HOSTILE, PASSED } from './samples.ts';

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
