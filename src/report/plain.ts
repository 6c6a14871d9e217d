import { visible } from './visible.ts';

// A runner reads what a step prints, on stdout and on stderr, line by line, and takes `::name …::` at the start of a
// line, behind white space, and `##[name …]` anywhere in one for commands (actions/runner `ActionCommand.cs`, both
// parsers). Lines end at `\n`, `\r\n` and a `\r` alone (`ProcessInvoker.cs`, .NET's `StreamReader.ReadLine`), and
// .NET's white space has U+0085, which is none in JavaScript.
const AT_LINE_START = /(?<![^\n\r])((?:[^\S\n\r]|\u0085)*):(?=:)/g;
const ANYWHERE = '##[';

/** Finished text for people, of any number of lines, with nothing in it that a runner reads as a command. */
export function plainText(text: string): string {
  return broken(text, '$1: ', '## [');
}

/** A line from outside, fit for a log: what cannot be seen is written out, and no runner reads it as a command. */
export function plainLine(line: string): string {
  return plainText(visible(line));
}

/** The same for text whose line ends are meant, as in a message that has a line for each fault. */
export function plainLines(text: string): string {
  return text.split('\n').map(plainLine).join('\n');
}

/**
 * Finished HTML or XML with nothing in it that a runner reads as a command. The signs become references to
 * characters, so that a parser reads the same text. Hexadecimal ones: `#` and a digit would be an issue to GitHub.
 */
export function plainMarkup(markup: string): string {
  return broken(markup, '$1&#x3a;', '&#x23;#[');
}

/**
 * A value as JSON with nothing in it that a runner reads as a command: of `##[` the first sign is an escape, which a
 * parser reads as the same text. No line of JSON can begin with `::`, as line ends inside strings are escapes.
 */
export function plainJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replaceAll(ANYWHERE, '\\u0023#[');
}

function broken(text: string, atLineStart: string, anywhere: string): string {
  // Nearly every text has neither, and may be many megabytes long.
  const restarted = text.includes('::') ? text.replace(AT_LINE_START, atLineStart) : text;
  return restarted.replaceAll(ANYWHERE, anywhere);
}
