import { codeOf, escapeMarkup, linkOf, prose } from './markup.ts';
import { imageLabel } from './pairing-table.ts';
import type { Report, ReportImage, ReportImageEntry } from './report.ts';
import { placeText } from './text-finding.ts';

const ENTRIES_SHOWN = 20;
const USES_SHOWN = 10;
const SHORT_DIGEST = 'sha256:'.length + 12;

const TOLD_BY: Readonly<Record<ReportImage['answeredBy'], string>> = {
  registry: 'the registry',
  engine: 'the engine',
  tag: 'its tag alone',
  nothing: 'nothing',
};

/** Per image: who told what it is, its family, the entries of its index, and where it is named. */
export function* imageRows(report: Report): Generator<string> {
  for (const image of report.images) {
    const name = codeOf(imageLabel(image));
    const digest = image.digest === undefined ? '' : `<br><sub>${codeOf(image.digest)}</sub>`;
    const entries = listed(image.entries.map(entryText), ENTRIES_SHOWN);
    const uses = listed(image.uses.map(useText), USES_SHOWN);
    yield `<tr><td>${name}${digest}</td><td>${TOLD_BY[image.answeredBy]}</td><td>${image.family}</td><td>${entries}</td><td>${uses}</td></tr>\n`;
  }
}

/** Per pairing: the prediction, the reason for it, and links to what it stands on. */
export function* pairingReasonRows(report: Report): Generator<string> {
  for (const pairing of report.pairings) {
    const sources = pairing.sources.map((source, index) => linkOf(String(index + 1), source));
    const why = `${prose(pairing.reason)}${sources.length === 0 ? '' : ` [${sources.join(', ')}]`}`;
    const version =
      pairing.imageVersion === undefined ? '' : `<br><sub>${escapeMarkup(pairing.imageVersion)}</sub>`;
    const cells = [
      `${codeOf(imageLabel({ ...pairing, name: pairing.image }))}${version}`,
      codeOf(pairing.host),
      pairing.isolation,
      pairing.prediction,
      `${codeOf(pairing.rule)} ${why}`,
    ];
    yield `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>\n`;
  }
}

/** What was asked for, so that a summary can be understood on its own. */
export function settingsLine(report: Report): string {
  const { isolation, hostsMatch, policy, resolve, failOn } = report.settings;
  return escapeMarkup(
    `${report.tool.name} ${report.tool.version}, facts held against ${report.date}; isolation ${isolation}, hosts-match ${hostsMatch}, policy ${policy}, resolve ${resolve}, fail-on ${failOn}`,
  );
}

function entryText(entry: ReportImageEntry): string {
  const platform = `${entry.os}/${entry.architecture}`;
  const version = entry.osVersion === undefined ? '' : ` ${entry.osVersion}`;
  return `${escapeMarkup(`${platform}${version}`)} ${codeOf(entry.digest.slice(0, SHORT_DIGEST))}`;
}

function useText(use: ReportImage['uses'][number]): string {
  const stage = use.stage === undefined ? '' : ` ${codeOf(use.stage)}`;
  const needs = use.needs.length === 0 ? '' : ` (to ${use.needs.join(', ')})`;
  const place = use.place === undefined ? '' : `${codeOf(placeText(use.place))} `;
  return `${place}${use.role}${stage}${needs}`;
}

function listed(items: readonly string[], most: number): string {
  const shown = items.slice(0, most);
  if (items.length > most) shown.push(`and ${items.length - most} more`);
  return shown.join('<br>');
}
