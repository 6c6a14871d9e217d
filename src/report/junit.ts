import type { Finding } from '../rules/finding.ts';
import { escapeMarkup } from './markup.ts';
import { bySeverity } from './order.ts';
import { imageLabel } from './pairing-table.ts';
import { plainMarkup } from './plain.ts';
import type { Report, ReportPairing } from './report.ts';
import { placeText } from './text-finding.ts';
import { observationWords } from './words.ts';

/** One test case, as JUnit's XML has it. */
interface TestCase {
  readonly seconds?: number;
  readonly group: string;
  readonly name: string;
  readonly failures: readonly Finding[];
  readonly skipped?: string;
  readonly remarks: readonly Finding[];
  /** What the smoke container showed. */
  readonly seen?: string;
}

/**
 * JUnit XML: a suite with one test case for each required pairing, which fails by the errors found about it and counts
 * as skipped where the prediction is `unknown`; and a suite for the findings that belong to no such pairing.
 */
export function formatJunit(report: Report): string {
  const belonging = new FindingsByImage(report.findings);
  const required = report.pairings.filter((pairing) => pairing.required);
  const cases = required.map((pairing) => pairingCase(pairing, belonging.take(pairing)));
  const rest = belonging.left().map(findingCase);
  const suites = [suite('pairings', cases), ...(rest.length > 0 ? [suite('findings', rest)] : [])];
  const root = `<testsuites name="${escapeMarkup(report.tool.name)}">\n${suites.join('')}</testsuites>`;
  return plainMarkup(`<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`);
}

/** Looks up the findings about a pairing, and keeps those that were about none. */
class FindingsByImage {
  readonly #byImage = new Map<string, Finding[]>();
  readonly #left: Set<Finding>;

  constructor(findings: readonly Finding[]) {
    this.#left = new Set([...findings].sort(bySeverity));
    for (const finding of this.#left) {
      const { image } = finding.subject;
      if (image === undefined) continue;
      const known = this.#byImage.get(image);
      if (known === undefined) this.#byImage.set(image, [finding]);
      else known.push(finding);
    }
  }

  take(pairing: ReportPairing): Finding[] {
    const about = (this.#byImage.get(pairing.image) ?? []).filter(({ subject }) => {
      const onHost = subject.host === undefined || subject.host === pairing.host;
      return onHost && (subject.isolation === undefined || subject.isolation.includes(pairing.isolation));
    });
    for (const finding of about) this.#left.delete(finding);
    return about;
  }

  left(): Finding[] {
    return [...this.#left];
  }
}

function pairingCase(pairing: ReportPairing, findings: readonly Finding[]): TestCase {
  const failures = findings.filter((finding) => finding.level === 'error');
  const unknown = failures.length === 0 && pairing.prediction === 'unknown';
  return {
    group: pairing.host,
    name: `${imageLabel({ ...pairing, name: pairing.image })} in ${pairing.isolation} isolation`,
    failures,
    ...(unknown ? { skipped: pairing.reason } : {}),
    remarks: findings.filter((finding) => finding.level !== 'error'),
    ...seenOf(pairing),
  };
}

function seenOf({ observation, isolation }: ReportPairing): Pick<TestCase, 'seen' | 'seconds'> {
  if (observation === undefined) return {};
  const { milliseconds, message } = observation;
  return {
    seen: `smoke container: ${observationWords(observation, isolation)}. ${message}`,
    ...(milliseconds === undefined ? {} : { seconds: milliseconds / 1000 }),
  };
}

function findingCase(finding: Finding): TestCase {
  const failed = finding.level === 'error';
  const place = finding.places[0];
  return {
    group: finding.rule,
    name: place === undefined ? finding.message : placeText(place),
    failures: failed ? [finding] : [],
    remarks: failed ? [] : [finding],
  };
}

function suite(name: string, cases: readonly TestCase[]): string {
  const failures = cases.filter((test) => test.failures.length > 0).length;
  const skipped = cases.filter((test) => test.skipped !== undefined).length;
  const counts = `tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
  return `  <testsuite name="${name}" ${counts}>\n${cases.map(caseText).join('')}  </testsuite>\n`;
}

function caseText(test: TestCase): string {
  const head = `    <testcase classname="${escapeMarkup(test.group)}" name="${escapeMarkup(test.name)}"${test.seconds === undefined ? '' : ` time="${test.seconds}"`}`;
  const told = [...(test.seen === undefined ? [] : [escapeMarkup(test.seen)]), ...test.remarks.map(remark)];
  const inner = [
    ...test.failures.map(failureText),
    ...(test.skipped === undefined ? [] : [`      <skipped message="${escapeMarkup(test.skipped)}"/>\n`]),
    ...(told.length === 0 ? [] : [`      <system-out>${told.join('\n')}</system-out>\n`]),
  ];
  return inner.length === 0 ? `${head}/>\n` : `${head}>\n${inner.join('')}    </testcase>\n`;
}

function failureText(finding: Finding): string {
  const places = finding.places.map((place) => escapeMarkup(placeText(place)));
  const body = [escapeMarkup(finding.remedy), ...places].join('\n');
  return `      <failure type="${finding.rule}" message="${escapeMarkup(finding.message)}">${body}</failure>\n`;
}

function remark(finding: Finding): string {
  return `${finding.level}: ${escapeMarkup(finding.message)} [${finding.rule}] ${escapeMarkup(finding.remedy)}`;
}
