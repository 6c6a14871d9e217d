import { isUtf8 } from 'node:buffer';

/**
 * Makes text of what a program printed, from chunks that end anywhere. UTF-8 is read as that; a byte that is none, as
 * console programs of Windows print in the code page of their machine, is written out as `\x84`, since nobody says which
 * code page it was.
 */
export class OutputText {
  #rest: Buffer = Buffer.alloc(0);

  push(chunk: Buffer): string {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const whole = bytes.length - unfinished(bytes);
    this.#rest = Buffer.from(bytes.subarray(whole));
    return decode(bytes.subarray(0, whole));
  }

  /** What was held back, as more might have come. */
  end(): string {
    const text = decode(this.#rest);
    this.#rest = Buffer.alloc(0);
    return text;
  }
}

/** How many bytes at the end may be the beginning of a character. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (lengthOf(byte) > back) return back;
    if ((byte & 0xc0) !== 0x80) return 0;
  }
  return 0;
}

/** Bytes of the character that begins with this one; 1 for what begins none. */
function lengthOf(first: number): number {
  if (first >= 0xf0 && first < 0xf5) return 4;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xc2 && first < 0xe0 ? 2 : 1;
}

function decode(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  let text = '';
  let good = 0;
  let place = 0;
  while (place < bytes.length) {
    const first = bytes[place] ?? 0;
    const length = lengthOf(first);
    if (first < 0x80 || (length > 1 && isUtf8(bytes.subarray(place, place + length)))) {
      place += length;
      continue;
    }
    text += `${bytes.toString('utf8', good, place)}\\x${first.toString(16)}`;
    place += 1;
    good = place;
  }
  return text + bytes.toString('utf8', good);
}
