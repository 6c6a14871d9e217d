import { describe, expect, it } from 'vitest';
import { ANNOTATIONS_PER_KIND, annotationsOf, LONGEST_MESSAGE } from '../../src/report/annotations.ts';
import { formatWorkflowCommands } from '../../src/report/workflow-commands.ts';
import type { Level } from '../../src/windows/model.ts';
import { expectGolden } from '../golden.ts';
import { FAILED, finding, HOSTILE } from './samples.ts';

const many = (number: number, level: Level) =>
  Array.from({ length: number }, (_, index) => finding(index + 1, { level }));

describe('annotations', () => {
  it.each([
    ['failed', FAILED],
    ['hostile', HOSTILE],
  ])('of a %s run, as workflow commands', (name, report) => {
    expectGolden(`report/${name}-annotations.txt`, formatWorkflowCommands(annotationsOf(report.findings)));
  });

  it.each([
    ['ten fit', 10, 10, undefined],
    ['of eleven the last two become a count', 11, 10, '2 more errors'],
    ['of a hundred most become a count', 100, 10, '91 more errors'],
  ])('%s', (_, number, shown, title) => {
    const annotations = annotationsOf(many(number, 'error'), { elsewhere: 'See the summary.' });
    expect(annotations).toHaveLength(shown);
    if (title === undefined) {
      expect(annotations.at(-1)?.message).toContain('finding 10');
    } else {
      expect(annotations.at(-1)?.title).toBe(title);
      expect(annotations.at(-1)?.message).toContain('See the summary.');
    }
  });

  it('names a file outside the checkout in its words, as GitHub would show none', () => {
    const [annotation] = annotationsOf([
      finding(1, { places: [{ file: '../shared/Dockerfile', line: 3, column: 6 }] }),
    ]);
    expect(annotation).not.toHaveProperty('file');
    expect(annotation?.message).toContain('Also at ../shared/Dockerfile:3:6');
  });

  it('leave room for what else the step says', () => {
    expect(annotationsOf(many(10, 'error'), { reserved: { error: 1 } })).toHaveLength(
      ANNOTATIONS_PER_KIND - 1,
    );
    expect(annotationsOf(many(10, 'warning'), { reserved: { error: 1 } })).toHaveLength(ANNOTATIONS_PER_KIND);
    expect(annotationsOf(many(10, 'error'), { reserved: { error: 10 } })).toEqual([]);
  });

  it('have their limit for each kind, and the gravest come first', () => {
    const kinds = annotationsOf([...many(11, 'notice'), ...many(11, 'warning'), ...many(11, 'error')]).map(
      ({ kind }) => kind,
    );
    expect(kinds).toEqual([
      ...Array(10).fill('error'),
      ...Array(10).fill('warning'),
      ...Array(10).fill('notice'),
    ]);
  });

  it('keep remedy and address when the message is far too long', () => {
    const [annotation] = annotationsOf([
      finding(1, {
        message: '日'.repeat(5000),
        remedy: 'R'.repeat(5000),
        places: Array.from({ length: 50 }, () => ({ file: 'd'.repeat(5000), line: 1, column: 1 })),
      }),
    ]);
    const message = annotation?.message ?? '';
    expect(message.length).toBeLessThanOrEqual(LONGEST_MESSAGE);
    expect(message).toContain('RRRR');
    expect(message).toContain('日日日');
    expect(message.endsWith('/build-mismatch.md')).toBe(true);
  });

  it.each([
    [
      'within a line, with columns',
      { line: 3, column: 6, endColumn: 9 },
      { startLine: 3, endLine: 3, startColumn: 6, endColumn: 9 },
    ],
    [
      'over lines, without columns',
      { line: 3, column: 6, endLine: 4, endColumn: 9 },
      { startLine: 3, endLine: 4 },
    ],
  ])('point at places %s', (_, where, expected) => {
    const [annotation] = annotationsOf([finding(1, { places: [{ file: 'Dockerfile', ...where }] })]);
    const { kind, title, message, ...properties } = annotation ?? { kind: '', title: '', message: '' };
    expect(properties).toEqual({ file: 'Dockerfile', ...expected });
  });

  it('point nowhere when the finding has no place', () => {
    const [annotation] = annotationsOf([finding(1, { places: [] })]);
    expect(Object.keys(annotation ?? {})).toEqual(['kind', 'title', 'message']);
  });

  it('as workflow commands stay one line each, whatever is in them', () => {
    const text = formatWorkflowCommands(annotationsOf(HOSTILE.findings));
    expect(text.trimEnd().split(/[\r\n]/)).toHaveLength(1);
    expect(
      formatWorkflowCommands([
        {
          kind: 'warning',
          title: 'a,b:c',
          message: '100%\r\nline 2',
          file: 'C:\\a,b',
          startLine: 1,
          endLine: 1,
        },
      ]),
    ).toBe('::warning title=a%2Cb%3Ac,file=C%3A\\a%2Cb,line=1,endLine=1::100%25%0D%0Aline 2\n');
  });
});
