import { codeOf, escapeMarkup, linkOf, prose } from './markup.ts';
import { imageLabel } from './pairing-table.ts';
import type { Report, ReportObservation, ReportSmoke } from './report.ts';
import { visible } from './visible.ts';
import { observationWords } from './words.ts';

const LOG_LINES = 20;

/** Per pairing that a smoke container was for: what it showed, the proof of its isolation, the engine's words, its log. */
export function* smokeRows(report: Report): Generator<string> {
  for (const pairing of report.pairings) {
    const { observation } = pairing;
    if (observation === undefined) continue;
    const cells = [
      codeOf(imageLabel({ ...pairing, name: pairing.image })),
      pairing.isolation,
      observationWords(observation, pairing.isolation),
      escapeMarkup(observation.guestVersion ?? ''),
      observation.milliseconds === undefined ? '' : `${(observation.milliseconds / 1000).toFixed(1)} s`,
      seenIn(observation),
    ];
    yield `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>\n`;
  }
}

/** What holds for the whole host, a line each. */
export function smokeNotes(smoke: ReportSmoke): string {
  const notes = [
    ...(smoke.hyperv === undefined
      ? []
      : [`Hyper-V isolation on ${codeOf(smoke.host)}: ${prose(smoke.hyperv.message)}`]),
    ...(smoke.pulled.length === 0
      ? []
      : [`Pulled: ${smoke.pulled.map(({ image }) => codeOf(image)).join(', ')}`]),
    ...(smoke.leftOver.length === 0
      ? []
      : [`Still there: ${smoke.leftOver.map((name) => codeOf(name)).join(', ')}`]),
  ];
  return notes.map((note) => `<p><sub>${note}</sub></p>\n`).join('');
}

function seenIn({ message, proof, error, log, sameAs }: ReportObservation): string {
  const parts = [
    prose(message),
    ...(proof ?? []).map((sentence) => `<sub>${prose(sentence)}</sub>`),
    ...(error === undefined
      ? []
      : [
          `<sub>The engine says: ${codeOf(error.text)}${linksOf(error.sources)}</sub>`,
          `<sub>${prose(error.remedy)}</sub>`,
        ]),
    ...(log === undefined || log.trim() === '' ? [] : [logOf(log)]),
    ...(sameAs === undefined ? [] : [`<sub>One container stood for this and ${codeOf(sameAs)}.</sub>`]),
  ];
  return parts.join('<br>');
}

function linksOf(sources: readonly string[]): string {
  return sources.length === 0
    ? ''
    : ` [${sources.map((source, index) => linkOf(String(index + 1), source)).join(', ')}]`;
}

/** Its last lines, each on its own: an empty line within would end the block. */
function logOf(log: string): string {
  const lines = log.trim().split(/\r?\n/).slice(-LOG_LINES);
  return lines.map((line) => `<sub><code>${escapeMarkup(visible(line))}</code></sub>`).join('<br>');
}
