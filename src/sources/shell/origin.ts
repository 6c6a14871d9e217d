/** A piece of a text, and the stretch of a script that it comes from: letter by letter where both are of one length. */
export interface Piece {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Where the words of a script stand that is itself made of words of another one. */
export class Origin {
  readonly #pieces: readonly Piece[];
  readonly #starts: readonly number[];
  readonly #outer: Origin | undefined;

  /** @param outer of the script that the pieces stand in, where that is within another as well */
  constructor(pieces: readonly Piece[], outer: Origin | undefined) {
    this.#pieces = pieces.filter(({ text }) => text !== '');
    let at = 0;
    this.#starts = this.#pieces.map(({ text }) => {
      const start = at;
      at += text.length;
      return start;
    });
    this.#outer = outer;
  }

  /** The same with its place in the script that a person wrote. */
  of<Placed extends Stretch>(placed: Placed): Placed {
    const from = this.#at(placed.from, placed.from, 'from');
    const to = this.#at(Math.max(placed.to - 1, placed.from), placed.to, 'to');
    const moved = { ...placed, from, to: Math.max(from, to) };
    return this.#outer === undefined ? moved : this.#outer.of(moved);
  }

  /** @param within an offset in the piece that `offset` belongs to */
  #at(within: number, offset: number, side: 'from' | 'to'): number {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= within) low = middle;
      else high = middle - 1;
    }
    const piece = this.#pieces[low];
    if (piece === undefined) return 0;
    const exact = piece.to - piece.from === piece.text.length;
    return exact ? piece.from + offset - (this.#starts[low] ?? 0) : piece[side];
  }
}

/** A stretch of a text in pieces. */
export function sliced(pieces: readonly Piece[], from: number, to: number): readonly Piece[] {
  const kept: Piece[] = [];
  let start = 0;
  for (const piece of pieces) {
    const first = Math.max(from - start, 0);
    const last = Math.min(to - start, piece.text.length);
    start += piece.text.length;
    if (first >= last) continue;
    const exact = piece.to - piece.from === piece.text.length;
    kept.push({
      text: piece.text.slice(first, last),
      from: exact ? piece.from + first : piece.from,
      to: exact ? piece.from + last : piece.to,
    });
  }
  return kept;
}

/** Texts in pieces as one, with a blank between each two. */
export function joined(texts: readonly (readonly Piece[])[]): readonly Piece[] {
  return texts.flatMap((pieces, at) => {
    const before = texts[at - 1]?.at(-1);
    const [first] = pieces;
    if (at === 0) return pieces;
    return [
      { text: ' ', from: before?.to ?? first?.from ?? 0, to: first?.from ?? before?.to ?? 0 },
      ...pieces,
    ];
  });
}

export function textOfPieces(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('');
}
