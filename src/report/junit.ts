import { compareLevels, type Finding } from '../rules/finding.ts';
import { escapeMarkup } from './markup.ts';
import { bySeverity } from './order.ts';
import { imageLabel } from './pairing-table.ts';
import { plainMarkup } from './plain.ts';
import type { Report, ReportPairing } from './report.ts';
import { placeText } from './text-finding.ts';
import { observationWords, verdictSentence } from './words.ts';

/** One test case, as JUnit's XML has it. */
interface TestCase {
  readonly seconds?: number;
  readonly group: string;
  readonly name: string;
  readonly failures: readonly Finding[];
  /** Why it is neither good nor bad. */
  readonly error?: string;
  readonly skipped?: string;
  readonly remarks: readonly Finding[];
  /** What the smoke container showed. */
  readonly seen?: string;
}

/**
 * JUnit XML: a suite with one test case for each required pairing, which fails by what was found about it and counts as
 * skipped where the prediction is `unknown` or its smoke container was not run; a suite for the findings that belong to
 * no such pairing; and one for a check that could not be done. A test case fails where the check does, so that who reads
 * this and who reads the exit code learn the same.
 */
export function formatJunit(report: Report): string {
  const belonging = new FindingsByImage(report.findings);
  const required = report.pairings.filter((pairing) => pairing.required);
  const fails = failing(report.settings.failOn);
  const cases = required.map((pairing) => pairingCase(pairing, belonging.take(pairing), fails));
  const rest = belonging.left().map((finding) => findingCase(finding, fails));
  const undone = report.result === 'incomplete' ? [undoneCase(report)] : [];
  const suites = [
    suite('pairings', cases),
    ...(rest.length > 0 ? [suite('findings', rest)] : []),
    ...(undone.length > 0 ? [suite('check', undone)] : []),
  ];
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

type Fails = (finding: Finding) => boolean;

/** Which findings fail their test case. Where none is to fail the check, errors still show which pairings are bad. */
function failing(failOn: Report['settings']['failOn']): Fails {
  const least = (['warning', 'notice'] as const).find((level) => level === failOn) ?? 'error';
  return ({ level }) => compareLevels(level, least) >= 0;
}

function pairingCase(pairing: ReportPairing, findings: readonly Finding[], fails: Fails): TestCase {
  const failures = findings.filter(fails);
  const skipped = failures.length > 0 ? undefined : skippedText(pairing, findings);
  return {
    group: pairing.host,
    name: `${imageLabel({ ...pairing, name: pairing.image })} in ${pairing.isolation} isolation`,
    failures,
    ...(skipped === undefined ? {} : { skipped }),
    remarks: findings.filter((finding) => !fails(finding)),
    ...seenOf(pairing),
  };
}

/** What is not known of it: what the sources say, or what was to be seen beside that. */
function skippedText(
  { prediction, reason, observation }: ReportPairing,
  findings: readonly Finding[],
): string | undefined {
  if (prediction === 'unknown') return reason;
  const notRun = observation?.outcome === 'not-run' && findings.some(({ rule }) => rule === 'smoke-not-run');
  return notRun ? `Its smoke container was not run. ${observation.message}` : undefined;
}

function seenOf({ observation, isolation }: ReportPairing): Pick<TestCase, 'seen' | 'seconds'> {
  if (observation === undefined) return {};
  const { milliseconds, message } = observation;
  return {
    seen: `smoke container: ${observationWords(observation, isolation)}. ${message}`,
    ...(milliseconds === undefined ? {} : { seconds: milliseconds / 1000 }),
  };
}

function findingCase(finding: Finding, fails: Fails): TestCase {
  const failed = fails(finding);
  const place = finding.places[0];
  return {
    group: finding.rule,
    name: place === undefined ? finding.message : placeText(place),
    failures: failed ? [finding] : [],
    remarks: failed ? [] : [finding],
  };
}

function undoneCase(report: Report): TestCase {
  return {
    group: report.tool.name,
    name: 'what was demanded could be done',
    failures: [],
    error: verdictSentence(report),
    remarks: [],
  };
}

function suite(name: string, cases: readonly TestCase[]): string {
  const failures = cases.filter((test) => test.failures.length > 0).length;
  const skipped = cases.filter((test) => test.skipped !== undefined).length;
  const errors = cases.filter((test) => test.error !== undefined).length;
  const counts = `tests="${cases.length}" failures="${failures}" errors="${errors}" skipped="${skipped}"`;
  return `  <testsuite name="${name}" ${counts}>\n${cases.map(caseText).join('')}  </testsuite>\n`;
}

function caseText(test: TestCase): string {
  const head = `    <testcase classname="${escapeMarkup(test.group)}" name="${escapeMarkup(test.name)}"${test.seconds === undefined ? '' : ` time="${test.seconds}"`}`;
  const told = [...(test.seen === undefined ? [] : [escapeMarkup(test.seen)]), ...test.remarks.map(remark)];
  const inner = [
    ...test.failures.map(failureText),
    ...(test.error === undefined
      ? []
      : [`      <error type="incomplete" message="${escapeMarkup(test.error)}"/>\n`]),
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
