import { describe, expect, it } from 'vitest';
import { formatSarif, SARIF_RESULTS } from '../../src/report/sarif.ts';
import { expectGolden } from '../golden.ts';
import { FAILED, finding, HOSTILE, PASSED } from './samples.ts';

describe('the report as SARIF', () => {
  it.each([
    ['failed', FAILED],
    ['passed', PASSED],
    ['hostile', HOSTILE],
  ])('of a %s run', (name, report) => {
    expectGolden(`report/${name}.sarif`, formatSarif(report));
  });

  it('has a place for every result, also where the finding has none', () => {
    const { runs } = JSON.parse(formatSarif(FAILED));
    const notice = runs[0].results.find((result: { ruleId: string }) => result.ruleId === 'moving-label');
    expect(notice.locations[0].physicalLocation.artifactLocation.uri).toBe('docker/web/Dockerfile');
    expect(notice.locations[0].physicalLocation.region.startLine).toBe(2);
  });

  it('puts the index of a rule where the rule is', () => {
    const [run] = JSON.parse(formatSarif(FAILED)).runs;
    for (const result of run.results) expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
  });

  it('writes paths as relative URIs', () => {
    const { runs } = JSON.parse(formatSarif(HOSTILE));
    expect(runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toMatch(
      /^[\w%.!'()*/~-]+\/Dockerfile$/,
    );
  });

  it('keeps within what code scanning takes, the gravest first, and says so', () => {
    const findings = Array.from({ length: SARIF_RESULTS + 5 }, (_, index) =>
      finding(index + 1, { level: index < SARIF_RESULTS ? 'notice' : 'error' }),
    );
    const [run] = JSON.parse(formatSarif({ ...PASSED, findings })).runs;
    expect(run.results).toHaveLength(SARIF_RESULTS);
    expect(run.results.slice(0, 6).map((result: { level: string }) => result.level)).toEqual([
      ...Array(5).fill('error'),
      'note',
    ]);
    expect(run.invocations[0].toolExecutionNotifications[0].message.text).toContain('5 milder findings');
  });

  it('links a hundred places at most', () => {
    const places = Array.from({ length: 2000 }, (_, index) => ({
      file: 'Dockerfile',
      line: index + 1,
      column: 1,
    }));
    const [run] = JSON.parse(formatSarif({ ...PASSED, findings: [finding(1, { places })] })).runs;
    expect(run.results[0].locations.length + run.results[0].relatedLocations.length).toBe(100);
  });
});
