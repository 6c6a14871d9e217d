import { ISOLATIONS, type Verdict } from '../windows/model.ts';
import { codeOf, escapeMarkup, prose } from './markup.ts';
import { imageLabel, type PairingCell, pairingTable } from './pairing-table.ts';
import type { Report, ReportPairing } from './report.ts';
import { observationWords, UNDEFINED_MEANS } from './words.ts';

const SIGNS: Readonly<Record<Verdict, string>> = { runs: '✅', refused: '❌', undefined: '⚠️', unknown: '❔' };

/** One column a host. */
export function matrixHead(report: Report): string {
  const hosts = report.hosts.map(
    (host) => `<th>${codeOf(host.id)}<br><sub>${prose(hostNote(host))}</sub></th>`,
  );
  return `<tr><th>image</th>${hosts.join('')}</tr>\n`;
}

/** One row an image, both modes in each cell. */
export function* matrixRows(report: Report): Generator<string> {
  const table = pairingTable(report);
  for (const row of table.rows) {
    const cells = row.cells.map((cell) => `<td>${cellOf(cell)}</td>`).join('');
    yield `<tr><td>${codeOf(imageLabel(row.image))}</td>${cells}</tr>\n`;
  }
}

export function matrixLegend(report: Report): string {
  const meanings = [
    `${SIGNS.runs} runs`,
    `${SIGNS.refused} refused: the engine or Windows will not start it`,
    `${SIGNS.undefined} ${UNDEFINED_MEANS}`,
    `${SIGNS.unknown} unknown: not enough is known to say`,
  ];
  if (report.pairings.some((pairing) => pairing.required)) meanings.push('<strong>bold</strong>: must work');
  return `<p><sub>${meanings.join(' · ')}</sub></p>\n`;
}

function hostNote(host: Report['hosts'][number]): string {
  const own = `${host.id}: `;
  const name = host.name.startsWith(own) ? host.name.slice(own.length) : host.name;
  return host.origin === 'declared' ? name : `${name} (${host.origin})`;
}

function cellOf(cell: PairingCell): string {
  const modes = ISOLATIONS.flatMap((isolation) => {
    const pairing = cell[isolation];
    return pairing === undefined ? [] : [modeOf(pairing)];
  });
  return modes.length === 0 ? 'not judged' : modes.join('<br>');
}

function modeOf(pairing: ReportPairing): string {
  const text = `${SIGNS[pairing.prediction]} ${pairing.isolation}: ${pairing.prediction}`;
  const conditions = pairing.conditions.map((condition) => `<br><sub>${prose(condition)}</sub>`).join('');
  const { observation } = pairing;
  const seen =
    observation === undefined
      ? ''
      : `<br><sub>smoke: ${observationWords(observation, pairing.isolation)}</sub>`;
  return `${pairing.required ? `<strong>${escapeMarkup(text)}</strong>` : escapeMarkup(text)}${conditions}${seen}`;
}
