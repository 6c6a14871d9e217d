import { docsUrl, type RuleId, ruleOf } from '../rules/catalogue.ts';
import type { Finding } from '../rules/finding.ts';
import type { Place } from '../sources/reading.ts';
import type { Level } from '../windows/model.ts';
import { bySeverity } from './order.ts';
import { plainJson } from './plain.ts';
import type { Report } from './report.ts';
import { visible } from './visible.ts';

/** Code scanning refuses a run with more results than this (GitHub docs, "SARIF results exceed one or more limits"). */
export const SARIF_RESULTS = 25_000;
/** Of the locations of a result it shows no more than this (ibid.). */
const RELATED_PLACES = 99;

const LEVELS: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', notice: 'note' };
const SEVERITIES: Readonly<Record<Level, string>> = {
  error: 'error',
  warning: 'warning',
  notice: 'recommendation',
};

/**
 * SARIF 2.1.0 for code scanning, the gravest findings first. Code scanning wants a place for each result: a finding
 * without one is put where its image is named, else at the top of the first file that was read.
 */
export function formatSarif(report: Report): string {
  const findings = [...report.findings].sort(bySeverity).slice(0, SARIF_RESULTS);
  const ids = [...new Set(findings.map((finding) => finding.rule))].sort();
  const indexes = new Map(ids.map((id, index) => [id, index]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            semanticVersion: report.tool.version,
            rules: ids.map(ruleRow),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The directory that was checked.' } } },
        invocations: [invocationOf(report, findings.length)],
        results: findings.map((finding) => resultOf(finding, report, indexes)),
      },
    ],
  };
  return `${plainJson(log, 2)}\n`;
}

function ruleRow(id: RuleId) {
  const rule = ruleOf(id);
  return {
    id,
    shortDescription: { text: rule.sentence },
    fullDescription: { text: rule.sentence },
    help: { text: rule.help, markdown: rule.help },
    helpUri: docsUrl(id),
    defaultConfiguration: { level: LEVELS[rule.level] },
    properties: {
      tags: ['windows', 'containers', 'reliability'],
      precision: 'high',
      'problem.severity': SEVERITIES[rule.level],
    },
  };
}

function invocationOf(report: Report, results: number) {
  const dropped = report.findings.length - results;
  const invocation = { executionSuccessful: report.result !== 'incomplete' };
  if (dropped === 0) return invocation;
  const text = `${dropped} milder findings were left out, as code scanning takes ${SARIF_RESULTS} at most.`;
  return { ...invocation, toolExecutionNotifications: [{ level: 'warning', message: { text } }] };
}

function resultOf(finding: Finding, report: Report, indexes: ReadonlyMap<RuleId, number>) {
  const [place, ...others] = finding.places;
  const related = others.slice(0, RELATED_PLACES).map((other, index) => ({
    id: index + 1,
    message: { text: 'also here' },
    ...locationOf(other),
  }));
  return {
    ruleId: finding.rule,
    ruleIndex: indexes.get(finding.rule),
    level: LEVELS[finding.level],
    message: { text: `${visible(finding.message)}\n${visible(finding.remedy)}` },
    locations: [locationOf(place ?? placeFor(finding, report))],
    ...(related.length > 0 ? { relatedLocations: related } : {}),
  };
}

function placeFor(finding: Finding, report: Report): Place {
  const uses = report.images
    .filter((image) => image.name === finding.subject.image)
    .flatMap((image) => image.uses);
  const named = uses.find((use) => use.place !== undefined)?.place;
  return named ?? { file: report.files[0]?.file ?? 'Dockerfile', line: 1, column: 1 };
}

function locationOf(place: Place) {
  return {
    physicalLocation: {
      artifactLocation: { uri: place.file.split('/').map(uriPart).join('/'), uriBaseId: '%SRCROOT%' },
      region: {
        startLine: place.line,
        startColumn: place.column,
        endLine: place.endLine ?? place.line,
        ...(place.endColumn === undefined ? {} : { endColumn: place.endColumn }),
      },
    },
  };
}

// A lone surrogate cannot be written as UTF-8, and so not in a URI.
function uriPart(part: string): string {
  return encodeURIComponent(part.replace(/\p{Cs}/gu, '\ufffd'));
}
