import { type ExpandedWord, piecesOf } from './expand.ts';
import type { InnerScript } from './inner-model.ts';
import { joined, type Piece, sliced, textOfPieces } from './origin.ts';

/** `/c`, which may be joined to what stands behind it; Git's bash wants two slashes, as it takes one for a path. */
const SWITCH = /^\/{1,2}([a-z])(.*)$/is;

/** `"C:\Program Files\Docker\docker.exe"`, the one command whose quotes stay. */
const QUOTED_PROGRAM = /^"[^"&<>()@^|]*\s[^"&<>()@^|]*\.(?:exe|cmd|bat|com)"[^"]*$/i;

/** What `cmd /c` and `cmd /k` run: the rest of the command line. Source: `cmd /?`. */
export function cmdScript(words: readonly ExpandedWord[]): InnerScript | undefined {
  let delayed = false;
  let strip = false;
  for (const [at, word] of words.entries()) {
    const [, letter = '', behind = ''] = SWITCH.exec(word.value) ?? [];
    if (letter === '') return undefined;
    if (/[ckr]/i.test(letter)) {
      const own = sliced(piecesOf(word), word.value.length - behind.length, word.value.length);
      const rest = words.slice(at + 1);
      const among = rest.length > (behind === '' ? 1 : 0);
      const quotedRest = rest.map((each) => quoted(piecesOf(each), among));
      const line = joined(behind === '' ? quotedRest : [own, ...quotedRest]);
      return { shell: 'cmd', script: unquoted(line, strip), delayed };
    }
    if (/v/i.test(letter)) delayed = !/off/i.test(behind);
    if (/s/i.test(letter)) strip = true;
  }
  return undefined;
}

/** As a program puts its arguments into one line: in quotes where there is a blank in it. A line of cmd is one word, as it is. */
function quoted(pieces: readonly Piece[], among: boolean): readonly Piece[] {
  const text = textOfPieces(pieces);
  const [first] = pieces;
  const last = pieces.at(-1);
  if (!among || !/\s/.test(text) || text.includes('"') || first === undefined || last === undefined)
    return pieces;
  return [
    { text: '"', from: first.from, to: first.from },
    ...pieces,
    { text: '"', from: last.to, to: last.to },
  ];
}

/** The quote that the line begins with is taken off, and the last one in it. */
function unquoted(line: readonly Piece[], strip: boolean): readonly Piece[] {
  const text = textOfPieces(line);
  const blanks = text.length - text.trimStart().length;
  if (text[blanks] !== '"' || (!strip && QUOTED_PROGRAM.test(text.trim()))) return line;
  const last = text.lastIndexOf('"');
  const inner = sliced(line, blanks + 1, Math.max(last, blanks + 1));
  return last > blanks ? [...inner, ...sliced(line, last + 1, text.length)] : inner;
}
