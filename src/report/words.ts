import type { Isolation } from '../windows/model.ts';
import type { Report, ReportObservation, ReportPairing, ReportSmoke } from './report.ts';
import { visible } from './visible.ts';

/** `1 error`, `2 errors`, `no errors`. */
export function count(number: number, noun: string): string {
  return `${number === 0 ? 'no' : number} ${noun}${number === 1 ? '' : 's'}`;
}

/** `2 errors, 1 warning, no notices`. */
export function countsText(report: Report): string {
  const { errors, warnings, notices } = report.counts;
  return [count(errors, 'error'), count(warnings, 'warning'), count(notices, 'notice')].join(', ');
}

/** For legends: by itself the word looks like a slip of a program. */
export const UNDEFINED_MEANS = 'undefined: may start, and may misbehave';

/** What a smoke container showed, in a word or two: `ran, proved`. */
export function observationWords(
  { outcome, evidence, isolation }: ReportObservation,
  asked?: Isolation,
): string {
  if (outcome === 'ran' && asked !== undefined && isolation !== undefined && isolation !== asked)
    return `ran in ${isolation === 'hyperv' ? 'Hyper-V' : 'process'} isolation`;
  if (outcome === 'ran') return evidence === 'proved' ? 'ran, proved' : 'ran, not proved';
  return outcome.replace('-', ' ');
}

/** The smoke runs of a report; those of all legs where it is merged. */
export function smokeRuns({ smoke, furtherSmoke = [] }: Report): readonly ReportSmoke[] {
  return smoke === undefined ? furtherSmoke : [smoke, ...furtherSmoke];
}

/** How many pairings of a report were run, and of how many that would be worth it. */
export function smokeCounts(report: Report): { readonly ran: number; readonly tried: number } {
  return {
    ran: report.pairings.filter(ranAsAsked).length,
    tried: report.pairings.filter(({ observation }) => observation && observation.outcome !== 'not-run')
      .length,
  };
}

/** Another isolation than that of the pairing shows nothing of the pairing. */
function ranAsAsked({ observation, isolation }: ReportPairing): boolean {
  return observation?.outcome === 'ran' && (observation.isolation ?? isolation) === isolation;
}

/** What was judged and what was not, in parts of one sentence: images, hosts, what was assumed, what was skipped. */
export function scopeParts(report: Report): readonly string[] {
  const parts = [`${count(report.images.length, 'Windows image')} on ${count(report.hosts.length, 'host')}`];
  if (report.smoke !== undefined) {
    const { ran, tried } = smokeCounts(report);
    parts.push(
      tried === 0 ? 'no smoke container was run' : `${ran} of ${count(tried, 'smoke container')} ran`,
    );
  }
  const assumed = report.hosts.filter((host) => host.origin === 'assumed');
  if (assumed.length > 0)
    parts.push(`assumed ${assumed.map((host) => visible(host.id)).join(', ')}, as no host was named`);
  if (report.switchedOff !== undefined && report.switchedOff > 0) {
    parts.push(`${count(report.switchedOff, 'finding')} switched off by \`levels\``);
  }
  if (report.skippedImages > 0) {
    parts.push(`${count(report.skippedImages, 'image')} skipped as having nothing to do with Windows`);
  }
  return parts;
}

/**
 * One sentence for the whole run: `Failed: 2 errors, no warnings, no notices; 3 Windows images on 1 host.`
 * Text from outside in it is already made visible.
 */
export function verdictSentence(report: Report): string {
  const word = { passed: 'Passed', failed: 'Failed', incomplete: 'Incomplete' }[report.result];
  const { errors } = report.counts;
  const despite = report.result === 'passed' && errors > 0 ? `, as fail-on is ${report.settings.failOn}` : '';
  return `${word}${despite}: ${[countsText(report), ...scopeParts(report)].join('; ')}.`;
}
