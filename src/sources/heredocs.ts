import { ExpansionError, expandWord } from './words.ts';

export interface Heredoc {
  /** The line that ends it. */
  readonly name: string;
  /** Leading tabs before the name do not count (`<<-`). */
  readonly tabs: boolean;
}

const MARK = /^\d*<<(-?)\s*([^<]*)$/;
const HEREDOC_INSTRUCTION = /^(?:ONBUILD[\t\v\f\r ]+)?(?:RUN|COPY|ADD)[\t\v\f\r ]+((?:--\S*[\t\v\f\r ]+)*)/i;
const NOTHING: ReadonlyMap<string, string> = new Map();

/**
 * The heredocs that an instruction opens, in order: only `RUN`, `COPY` and `ADD` open any, and not in JSON form.
 * A line whose quotes do not close opens none. The escape character is a backslash here, whatever the directive says.
 * Source: moby/buildkit `frontend/dockerfile/parser/parser.go`, heredocsFromLine and heredocFromMatch.
 */
export function heredocsOf(instruction: string): readonly Heredoc[] {
  if (!instruction.includes('<<')) return [];
  const head = HEREDOC_INSTRUCTION.exec(instruction);
  if (head === null || isStringArray(instruction.slice(head[0].length))) return [];
  const heredocs: Heredoc[] = [];
  for (const word of split(instruction, true)) {
    const mark = MARK.exec(word);
    const written = mark?.[2];
    if (mark === null || written === undefined || written === '') continue;
    const names = split(written, false);
    if (names.length === 1 && names[0] !== undefined)
      heredocs.push({ name: names[0], tabs: mark[1] === '-' });
  }
  return heredocs;
}

/** The strings of a JSON array of strings; undefined for anything else. */
export function stringArray(text: string): readonly string[] | undefined {
  if (!text.trimStart().startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  } catch {
    return undefined;
  }
  return undefined;
}

function isStringArray(text: string): boolean {
  return stringArray(text) !== undefined;
}

function split(text: string, raw: boolean): readonly string[] {
  try {
    return expandWord(text, NOTHING, {
      escapeCharacter: '\\',
      keepUnset: true,
      rawQuotes: raw,
      rawEscapes: raw,
    }).words;
  } catch (error) {
    if (error instanceof ExpansionError) return [];
    throw error;
  }
}
