/** What a piece of a container's log came from. `error`: the engine's own words on why it cannot go on. */
export type LogStream = 'stdout' | 'stderr' | 'error';

export interface LogPiece {
  readonly stream: LogStream;
  readonly bytes: Buffer;
}

/**
 * The first byte of a frame (moby api/pkg/stdcopy: `Stdin`, `Stdout`, `Stderr`, `Systemerr`). What a container is sent
 * by its standard input comes back among its output, where it has one.
 */
const STREAMS: readonly LogStream[] = ['stdout', 'stdout', 'stderr', 'error'];
const HEADER = 8;

/**
 * Takes the frames of a log apart: a header `[stream, 0, 0, 0, length as 32 bits, big-endian]`, and that many bytes.
 * Chunks may end anywhere; what there is of a frame is given at once, so that none is ever held in memory whole.
 * A container with a terminal has a log without frames: then everything is its standard output. The same is done with the
 * rest of a stream where a frame should begin and none does.
 */
export class FrameReader {
  #header = Buffer.alloc(0);
  #raw = false;
  #stream: LogStream = 'stdout';
  /** Of the frame that is being read. */
  #left = 0;

  push(chunk: Buffer): LogPiece[] {
    const pieces: LogPiece[] = [];
    let bytes = chunk;
    while (bytes.length > 0) {
      if (this.#raw) {
        pieces.push({ stream: 'stdout', bytes });
        break;
      }
      if (this.#left > 0) {
        const taken = bytes.subarray(0, this.#left);
        pieces.push({ stream: this.#stream, bytes: taken });
        this.#left -= taken.length;
        bytes = bytes.subarray(taken.length);
        continue;
      }
      const missing = HEADER - this.#header.length;
      this.#header = Buffer.concat([this.#header, bytes.subarray(0, missing)]);
      bytes = bytes.subarray(missing);
      this.#readHeader(pieces);
    }
    return pieces;
  }

  /** What is left when no more comes: the beginning of what was no frame after all. */
  end(): LogPiece[] {
    const bytes = this.#header;
    this.#header = Buffer.alloc(0);
    return bytes.length > 0 && !startsFrame(bytes) ? [{ stream: 'stdout', bytes }] : [];
  }

  #readHeader(pieces: LogPiece[]): void {
    const header = this.#header;
    if (!startsFrame(header)) {
      this.#raw = true;
      pieces.push({ stream: 'stdout', bytes: header });
    } else if (header.length === HEADER) {
      this.#stream = STREAMS[header[0] ?? 0] ?? 'stdout';
      this.#left = header.readUInt32BE(4);
    } else {
      return;
    }
    this.#header = Buffer.alloc(0);
  }
}

function startsFrame(bytes: Buffer): boolean {
  return (bytes[0] ?? 0) < STREAMS.length && bytes.subarray(1, 4).every((byte) => byte === 0);
}
