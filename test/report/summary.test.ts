import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { formatSummary, SUMMARY_LIMIT } from '../../src/report/summary.ts';
import { expectGolden } from '../golden.ts';
import { FAILED, finding, HOSTILE, PASSED } from './samples.ts';

const bytes = (text: string) => Buffer.byteLength(text, 'utf8');

/** Every element that opens is closed, in order; `br`, `img` and comments aside. */
function expectBalanced(html: string): void {
  const open: string[] = [];
  for (const [, slash, name] of html.matchAll(/<(\/?)([a-z0-9]+)[^>]*>/g)) {
    if (name === undefined || name === 'br') continue;
    if (slash === '') open.push(name);
    else expect(open.pop()).toBe(name);
  }
  expect(open).toEqual([]);
}

function huge(images: number, findings: number, text: string): Report {
  const name = (index: number) => `registry.example/${text}${index}:ltsc2022`;
  const [pairing] = PASSED.pairings;
  const [image] = PASSED.images;
  if (pairing === undefined || image === undefined) throw new Error('the sample has changed');
  return {
    ...PASSED,
    images: Array.from({ length: images }, (_, index) => ({ ...image, name: name(index) })),
    pairings: Array.from({ length: images }, (_, index) => ({ ...pairing, image: name(index) })),
    findings: Array.from({ length: findings }, (_, index) => finding(index, { message: `${text} ${index}` })),
  };
}

describe('the job summary', () => {
  it.each([
    ['failed', FAILED],
    ['passed', PASSED],
    ['hostile', HOSTILE],
  ])('of a %s run', (name, report) => {
    const summary = formatSummary(report, { reportFile: '/tmp/report.json' });
    expectGolden(`report/${name}-summary.md`, summary);
    expectBalanced(summary);
  });

  it('lets nothing from outside be markup, a mention or an issue', () => {
    const summary = formatSummary(HOSTILE);
    expect(summary).not.toMatch(/<(script|img|b|i)\b/);
    expect(summary).not.toContain('javascript:');
    const outsideCode = summary.replace(/<code>.*?<\/code>/g, '');
    expect(outsideCode).not.toMatch(/@\w|#\d/);
    // An empty line would end the HTML block, and Markdown would be read from there on.
    for (const block of summary.split('\n\n').filter((part) => part !== '')) expect(block).toMatch(/^<[a-z]/);
  });

  it('has one row an image and one column a host, both modes in each cell', () => {
    const table = /<table>[\s\S]*?<\/table>/.exec(formatSummary(PASSED))?.[0] ?? '';
    expect(table.match(/<tr>/g)).toHaveLength(2);
    expect(table.match(/<th>/g)).toHaveLength(3);
    expect(table.match(/process: runs/g)).toHaveLength(2);
    expect(table.match(/hyperv: runs/g)).toHaveLength(2);
  });

  it.each([
    ['many images', huge(20_000, 0, 'image')],
    ['many findings', huge(10, 20_000, 'finding')],
    ['many of both', huge(20_000, 20_000, '日本'.repeat(20))],
    ['huge texts', huge(10, 10, 'x'.repeat(1024 * 1024))],
  ])('of %s stays within the limit, keeps its form and says what is left out', (_, report) => {
    const summary = formatSummary(report, { reportFile: 'report.json' });
    expect(bytes(summary)).toBeLessThanOrEqual(SUMMARY_LIMIT);
    expectBalanced(summary);
    expect(summary).toContain('How each image was resolved');
    if (report.images.length > 1000) expect(summary).toMatch(/\d+ more images left out here/);
    if (report.findings.length > 1000) expect(summary).toMatch(/\d+ more findings left out here/);
    expect(summary).toContain('fail-on');
  });

  it('counts exactly what it left out', () => {
    const summary = formatSummary(huge(5000, 5000, 'x'), { limit: 100 * 1024 });
    const shown = summary.match(/build-mismatch<\/a>/g)?.length ?? 0;
    const left = Number(/(\d+) more findings/.exec(summary)?.[1]);
    expect(shown + left).toBe(5000);
    expect(bytes(summary)).toBeLessThanOrEqual(100 * 1024);
  });
});
