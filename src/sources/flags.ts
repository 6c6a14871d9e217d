import type { EscapeCharacter } from './directives.ts';
import type { Word } from './syntax.ts';

/** A text with, for every character, its index in the instruction's line. */
export interface Located {
  readonly text: string;
  readonly at: readonly number[];
}

export interface Flag {
  /** Without the dashes. */
  readonly name: string;
  /** Undefined for a flag without `=`. */
  readonly value?: Located;
}

/**
 * A flag as BuildKit takes it: quotes and escape characters are dropped, wherever they stand.
 * Source: moby/buildkit `frontend/dockerfile/parser/split_command.go`, extractBuilderFlags.
 */
export function readFlag(word: Word, escapeCharacter: EscapeCharacter): Flag {
  const bare = withoutQuotes(word, escapeCharacter);
  const equals = bare.text.indexOf('=');
  if (equals < 0) return { name: bare.text.slice(2) };
  return { name: bare.text.slice(2, equals), value: part(bare, equals + 1, bare.text.length) };
}

/**
 * The `from` of a `--mount` value: comma-separated fields, keys in any case, the last one wins.
 * Source: moby/buildkit `frontend/dockerfile/instructions/commands_runmount.go`, parseMount.
 */
export function mountFrom(mount: Located): Located | undefined {
  let from: Located | undefined;
  for (const field of fields(mount)) {
    const equals = field.text.indexOf('=');
    if (field.text.slice(0, Math.max(equals, 0)).toLowerCase() !== 'from') continue;
    from = part(field, equals + 1, field.text.length);
  }
  return from;
}

function withoutQuotes(word: Word, escapeCharacter: EscapeCharacter): Located {
  let text = '';
  const at: number[] = [];
  let quote = '';
  for (let index = 0; index < word.text.length; index++) {
    const character = word.text[index] ?? '';
    if (quote === '' ? character === '"' || character === "'" : character === quote) {
      quote = quote === '' ? character : '';
      continue;
    }
    if (character === escapeCharacter) index++;
    if (index >= word.text.length) break;
    text += word.text[index];
    at.push(word.from + index);
  }
  return { text, at };
}

/** Fields of a line of CSV; one in double quotes may hold commas. */
function fields(mount: Located): readonly Located[] {
  const found: Located[] = [];
  let start = 0;
  while (start <= mount.text.length) {
    const quoted = mount.text[start] === '"';
    const close = quoted ? mount.text.indexOf('"', start + 1) : -1;
    const comma = mount.text.indexOf(',', Math.max(close, start));
    const end = comma < 0 ? mount.text.length : comma;
    found.push(close > 0 ? part(mount, start + 1, close) : part(mount, start, end));
    start = end + 1;
  }
  return found;
}

function part(located: Located, from: number, to: number): Located {
  return { text: located.text.slice(from, to), at: located.at.slice(from, to) };
}
