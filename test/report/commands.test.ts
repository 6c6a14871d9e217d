import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annotationsOf } from '../../src/report/annotations.ts';
import { formatJson } from '../../src/report/json.ts';
import { formatJunit } from '../../src/report/junit.ts';
import { byPlace, compareText } from '../../src/report/order.ts';
import type { Report } from '../../src/report/report.ts';
import { formatSarif } from '../../src/report/sarif.ts';
import { formatSummary } from '../../src/report/summary.ts';
import { formatText } from '../../src/report/text.ts';
import { visible } from '../../src/report/visible.ts';
import { formatWorkflowCommands } from '../../src/report/workflow-commands.ts';
import { hostileText } from '../hostile-text.ts';
import { linesOf, parseBrackets, parseCommand, runnerCommands } from '../runner-commands.ts';
import { FAILED, HOSTILE, PASSED, withSources } from './samples.ts';

const sourcesOf = (report: Report, line: string) => ({ report, lineOf: () => line });

/** Every output that is no list of commands by intention. */
const FORMATS: Readonly<Record<string, (report: Report, line: string) => string>> = {
  text: (report, line) => formatText(sourcesOf(report, line), { color: false }),
  'text with colours': (report, line) => formatText(sourcesOf(report, line), { color: true }),
  'narrow text': (report, line) => formatText(sourcesOf(report, line), { color: false, width: 20 }),
  json: (report) => formatJson(report),
  sarif: (report) => formatSarif(report),
  junit: (report) => formatJunit(report),
  summary: (report) => formatSummary(report),
};

/** Fields whose text is this tool's own choice of word. */
const OWN_WORDS: ReadonlySet<string> = new Set([
  ...[
    'rule',
    'level',
    'result',
    'origin',
    'role',
    'needs',
    'isolation',
    'prediction',
    'answeredBy',
    'family',
  ],
  ...['settings', 'product', 'defaultIsolation', 'imageStore'],
]);

/** The report with every text in it that may come from outside replaced; the same text by the same one. */
function withTexts(report: Report, texts: readonly string[]): Report {
  const chosen = new Map<string, string>();
  const walk = (value: unknown, field: string): unknown => {
    if (OWN_WORDS.has(field)) return value;
    if (typeof value === 'string') {
      const text = chosen.get(value) ?? texts[chosen.size % texts.length] ?? '';
      chosen.set(value, text);
      return text;
    }
    if (Array.isArray(value)) return value.map((item) => walk(item, field));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner, name)]));
  };
  return walk(report, '') as Report;
}

const hostileReport = fc
  .tuple(
    fc.constantFrom<Report>(FAILED, PASSED, HOSTILE),
    fc.array(hostileText, { minLength: 1, maxLength: 40 }),
  )
  .map(([report, texts]) => withTexts(report, texts));

describe.each(Object.entries(FORMATS))('as %s', (_, format) => {
  it('the hostile sample holds no command', () => {
    const { lineOf } = withSources(HOSTILE);
    expect(runnerCommands(format(HOSTILE, lineOf(HOSTILE.files[0]?.file ?? '', 1) ?? ''))).toEqual([]);
  });

  it('no report holds a command, whatever is in it', () => {
    fc.assert(
      fc.property(hostileReport, hostileText, (report, line) => {
        expect(runnerCommands(format(report, line))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('nothing is lost by it', () => {
  it('as json', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        expect(JSON.parse(formatJson(report))).toEqual({
          ...report,
          files: [...report.files].sort((a, b) => compareText(a.file, b.file)),
          findings: [...report.findings].sort(byPlace),
        });
      }),
    );
  });

  it('as sarif', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const results: { message: { text: string } }[] = JSON.parse(formatSarif(report)).runs[0].results;
        expect(results.map((result) => result.message.text).sort()).toEqual(
          report.findings.map(({ message, remedy }) => `${visible(message)}\n${visible(remedy)}`).sort(),
        );
      }),
    );
  });

  it('as junit', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const text = withoutReferences(formatJunit(report));
        for (const { message, remedy } of report.findings) {
          expect(text).toContain(visible(message));
          expect(text).toContain(visible(remedy));
        }
      }),
    );
  });
});

describe('as workflow commands', () => {
  it('a report has one for each annotation, with what is in it, and nothing of the old form', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const annotations = annotationsOf(report.findings);
        const output = formatWorkflowCommands(annotations);
        const lines = linesOf(output).slice(0, -1);
        expect(lines.map(parseCommand)).toEqual(
          annotations.map(({ kind, title, message, file, startLine, endLine, startColumn, endColumn }) => ({
            name: kind,
            properties: present({ title, file, line: startLine, endLine, col: startColumn, endColumn }),
            data: broken(message),
          })),
        );
        expect(lines.map(parseBrackets).filter((command) => command !== undefined)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

const broken = (text: string) => text.replaceAll('##[', '## [');

/** As the properties of a command: as text, and those left out that are empty. */
function present(properties: Readonly<Record<string, string | number | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[name, broken(String(value))]],
    ),
  );
}

const REFERENCES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
  '&#x23;': '#',
  '&#x3a;': ':',
};

function withoutReferences(xml: string): string {
  return xml.replace(/&[^;]+;/g, (reference) => REFERENCES[reference] ?? reference);
}
