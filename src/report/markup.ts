import { plainMarkup } from './plain.ts';
import { clip, visible } from './visible.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Longer texts from outside are cut in a summary; the JSON report has them whole. */
const LONGEST_TEXT = 2000;

/** Text from outside for HTML or XML: markup is escaped, what cannot be seen is written out, no runner obeys it. */
export function escapeMarkup(text: string): string {
  return plainMarkup(visible(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character));
}

/**
 * Text from outside for a job summary, which stands in HTML blocks, where Markdown is not read. GitHub still makes
 * links of `@name` and `#12` there; an empty comment behind the sign keeps it from that.
 * What stands in pairs of backticks becomes code, as in messages of this tool.
 */
export function prose(text: string): string {
  const parts = clip(text, LONGEST_TEXT).split('`');
  if (parts.length % 2 === 0) return calm(parts.join('`'));
  return parts.map((part, index) => (index % 2 === 0 ? calm(part) : codeOf(part))).join('');
}

/** Text from outside as code for a job summary. */
export function codeOf(text: string): string {
  return text === '' ? '' : `<code>${escapeMarkup(clip(text, LONGEST_TEXT))}</code>`;
}

/** A link, or only its text when the address is no web address. */
export function linkOf(text: string, address: string): string {
  if (!/^https?:\/\//.test(address)) return escapeMarkup(text);
  return `<a href="${escapeMarkup(address)}">${escapeMarkup(text)}</a>`;
}

function calm(text: string): string {
  return escapeMarkup(text).replace(/@|#(?=\d)/g, (sign) => `${sign}<!-- -->`);
}
