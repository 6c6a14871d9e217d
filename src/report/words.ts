import type { Report } from './report.ts';
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

/** What was judged and what was not, in parts of one sentence: images, hosts, what was assumed, what was skipped. */
export function scopeParts(report: Report): readonly string[] {
  const parts = [`${count(report.images.length, 'Windows image')} on ${count(report.hosts.length, 'host')}`];
  const assumed = report.hosts.filter((host) => host.origin === 'assumed');
  if (assumed.length > 0)
    parts.push(`assumed ${assumed.map((host) => visible(host.id)).join(', ')}, as no host was named`);
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
  return `${word}: ${[countsText(report), ...scopeParts(report)].join('; ')}.`;
}
