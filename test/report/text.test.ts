import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { formatText } from '../../src/report/text.ts';
import { expectGolden } from '../golden.ts';
import { FAILED, finding, HOSTILE, PASSED, withSources } from './samples.ts';

const ESC = String.fromCharCode(0x1b);

describe('the report as text', () => {
  it.each([
    ['failed', FAILED],
    ['passed', PASSED],
    ['hostile', HOSTILE],
  ])('of a %s run', (name, report) => {
    expectGolden(`report/${name}.txt`, formatText(withSources(report), { color: false }));
  });

  it('has colours only where they are asked for', () => {
    const colored = formatText(withSources(FAILED), { color: true });
    expectGolden('report/failed-color.txt', colored);
    expect(colored).toContain(ESC);
    const plain = formatText(withSources(FAILED), { color: false });
    const stripped = colored.split(new RegExp(`${ESC}\\[[0-9;]+m`)).join('');
    expect(stripped).toBe(plain);
  });

  it('prints nothing from outside that a terminal obeys', () => {
    expect(formatText(withSources(HOSTILE), { color: false })).not.toMatch(/[\p{Cf}\p{Cs}]|(?!\n)\p{Cc}/u);
  });

  it('goes through files by place, the errors first within a line, and ends with what has no place', () => {
    const at = (file: string, line: number) => [{ file, line, column: 1 }];
    const findings = [
      finding(1, { places: [] }),
      finding(2, { places: at('b/Dockerfile', 1) }),
      finding(3, { places: at('a/Dockerfile', 10) }),
      finding(4, { places: at('a/Dockerfile', 9), level: 'notice' }),
      finding(5, { places: at('a/Dockerfile', 9) }),
    ];
    const text = formatText(withSources({ ...FAILED, findings }), { color: false });
    expect(text.match(/finding \d/g)).toEqual([
      'finding 5',
      'finding 4',
      'finding 3',
      'finding 2',
      'finding 1',
    ]);
  });

  it('lists ten other places and counts the rest', () => {
    const places = Array.from({ length: 14 }, (_, index) => ({
      file: 'Dockerfile',
      line: index + 1,
      column: 1,
    }));
    const text = formatText(withSources({ ...FAILED, findings: [finding(1, { places })] }), { color: false });
    expect(text.match(/^ {2}also /gm)).toHaveLength(10);
    expect(text).toContain('and at 3 more places');
  });

  it('takes hosts that do not fit beside each other to further tables, and loses none', () => {
    const ids = Array.from({ length: 12 }, (_, index) => `windows-host-number-${index}`);
    const report: Report = {
      ...PASSED,
      hosts: ids.map((id) => ({ id, name: id, origin: 'declared', defaultIsolation: 'process' })),
      pairings: ids.flatMap((host) => PASSED.pairings.slice(0, 2).map((pairing) => ({ ...pairing, host }))),
    };
    const text = formatText(withSources(report), { color: false, width: 120 });
    const headers = text.split('\n').filter((line) => line.startsWith('image '));
    expect(headers.length).toBeGreaterThan(1);
    expect(headers.join(' ').match(/windows-host-number-\d+/g)).toEqual(ids);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  it('has no table when nothing was judged', () => {
    const text = formatText(withSources({ ...PASSED, images: [], pairings: [] }), { color: false });
    expect(text).toBe(
      'Passed: no errors, no warnings, no notices; no Windows images on 2 hosts; assumed windows-2022, windows-2025, as no host was named.\n',
    );
  });
});
