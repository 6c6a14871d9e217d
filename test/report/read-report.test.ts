import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatJson } from '../../src/report/json.ts';
import { readReport } from '../../src/report/read-report.ts';
import { FAILED, HOSTILE, PASSED } from './samples.ts';

/** A copy with the value at a path replaced, or taken away by `undefined`. */
function changed(path: readonly (string | number)[], value: unknown): string {
  const copy = JSON.parse(JSON.stringify(FAILED));
  const holder = path.slice(0, -1).reduce((inner, name) => inner[name], copy);
  holder[path.at(-1) ?? ''] = value;
  return JSON.stringify(copy);
}

describe('reading a report', () => {
  it.each([
    ['failed', FAILED],
    ['passed', PASSED],
  ])('gives back one that %s', (_, report) => {
    const reading = readReport(formatJson(report));
    expect('report' in reading && formatJson(reading.report)).toBe(formatJson(report));
  });

  it('takes a byte order mark, and leaves fields behind that nobody knows', () => {
    const json = `\ufeff${changed(['hosts', 0, 'tomorrow'], 1)}`;
    expect(readReport(json)).toEqual({ report: FAILED });
  });

  it.each([
    ['', 'is no JSON'],
    ['half {', 'is no JSON'],
    ['null', 'is JSON and no report of this check'],
    ['[]', 'is JSON and no report of this check'],
    ['"text"', 'is JSON and no report of this check'],
    ['{"schemaVersion":1}', 'is JSON and no report of this check'],
    ['{"schemaVersion":1,"tool":{"name":"other"}}', 'is JSON and no report of this check'],
    [changed(['schemaVersion'], 2), 'is a report of schema version 2, and this version of the check reads 1'],
    [
      changed(['result'], undefined),
      'is no whole report: result should be one of passed, failed, incomplete',
    ],
    [changed(['subjects'], undefined), 'is no whole report: subjects should be a list'],
    [changed(['hosts', 0], null), 'is no whole report: hosts[0] should be an object'],
    [
      changed(['hosts', 0, 'version'], 'x'),
      'hosts[0].version should be a Windows version as in 10.0.20348.2340',
    ],
    [changed(['findings', 1, 'rule'], 'new-rule'), 'findings[1].rule should be a rule of this version'],
    [
      changed(['findings', 1, 'places', 0, 'line'], 0),
      'findings[1].places[0].line should be a whole number from 1 on',
    ],
    [changed(['pairings', 1, 'required'], 'yes'), 'pairings[1].required should be true or false'],
    [
      changed(['pairings', 0, 'sources', 0], 'javascript:x'),
      'pairings[0].sources[0] should be an address on the web',
    ],
    [changed(['subjects', 0, 'buildArgs', 'TAG'], 1), 'subjects[0].buildArgs.TAG should be a text'],
  ])('refuses %.60s', (json, fault) => {
    const reading = readReport(json);
    expect('fault' in reading && reading.fault).toContain(fault);
  });

  it('refuses what is no address even in a report that tries everything', () => {
    expect(readReport(formatJson(HOSTILE))).toHaveProperty('fault');
  });

  it('never throws, whatever one value is, and reads nothing that is nested without end', () => {
    const paths = [
      ['hosts'],
      ['tool'],
      ['images', 0, 'uses'],
      ['smoke'],
      ['matrix', 0],
      ['pairings', 0, 'observation'],
    ];
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
        readReport(changed(path, value));
      }),
    );
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    const json = JSON.stringify(FAILED).replace('"tool":{', `"tool":{"deep":${deep},`);
    expect(readReport(json)).toEqual({ report: FAILED });
  });
});
