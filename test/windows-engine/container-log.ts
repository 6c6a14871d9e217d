import { EventEmitter } from 'node:events';

export type Stream = 'stdout' | 'stderr';

export interface LogLine {
  readonly stream: Stream;
  readonly at: Date;
  readonly data: Buffer;
}

const LONGEST_LINE = 16 * 1024;

/** What a container printed, by lines of at most 16 kB, as moby's log copier cuts them (daemon/logger/copier.go). */
export class ContainerLog extends EventEmitter<{ line: [LogLine] }> {
  readonly lines: LogLine[] = [];
  readonly #rest: Record<Stream, Buffer> = { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) };

  write(stream: Stream, chunk: Uint8Array): void {
    let rest = Buffer.concat([this.#rest[stream], chunk]);
    for (;;) {
      const newline = rest.indexOf(0x0a);
      const end = newline >= 0 && newline < LONGEST_LINE ? newline + 1 : LONGEST_LINE;
      if (end > rest.length) break;
      this.#push(stream, rest.subarray(0, end));
      rest = rest.subarray(end);
    }
    this.#rest[stream] = rest;
  }

  /** The process is gone: what has no line end yet is a line too. */
  finish(): void {
    for (const stream of ['stdout', 'stderr'] as const) {
      if (this.#rest[stream].length > 0) this.#push(stream, this.#rest[stream]);
      this.#rest[stream] = Buffer.alloc(0);
    }
  }

  #push(stream: Stream, data: Buffer): void {
    const line = { stream, at: new Date(), data: Buffer.from(data) };
    this.lines.push(line);
    this.emit('line', line);
  }
}
