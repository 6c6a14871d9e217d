import type { IncomingMessage } from 'node:http';
import { FrameReader, type LogPiece } from './frames.ts';
import type { ContainerLogs, EngineEndpoint } from './model.ts';
import { OutputText } from './output-text.ts';
import { refused } from './refusals.ts';

/** UTF-16 units kept of each stream, from its end: a container may print without end. */
const KEPT = 4 * 2 ** 20;

/** Where a log is read from, for messages. */
export interface LogSource {
  readonly endpoint: EngineEndpoint;
  /** `read the log of abc` */
  readonly what: string;
}

/**
 * Reads a log to its end.
 *
 * @throws {EngineError} `engine-refused` with status 200 when the engine says in the stream why it cannot go on
 */
export async function readLogs(stream: IncomingMessage, source: LogSource): Promise<ContainerLogs> {
  const kept = { stdout: new Tail(), stderr: new Tail() };
  await readLogStream(stream, source, (from, text) => kept[from].push(text));
  return { stdout: kept.stdout.text(), stderr: kept.stderr.text() };
}

/** Gives a log piece by piece until it ends. The promise rejects as that of `readLogs` does. */
export async function readLogStream(
  stream: IncomingMessage,
  { endpoint, what }: LogSource,
  onOutput: (stream: 'stdout' | 'stderr', text: string) => void,
): Promise<void> {
  const frames = new FrameReader();
  const decoders = { stdout: new OutputText(), stderr: new OutputText(), error: new OutputText() };
  let problem = '';
  const give = (pieces: readonly LogPiece[]): void => {
    for (const { stream: from, bytes } of pieces) {
      const text = decoders[from].push(bytes);
      if (from === 'error') problem += text;
      else if (text !== '') onOutput(from, text);
    }
  };
  const flush = (): void => {
    give(frames.end());
    for (const from of ['stdout', 'stderr'] as const) {
      const text = decoders[from].end();
      if (text !== '') onOutput(from, text);
    }
  };
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) give(frames.push(chunk));
  } finally {
    flush();
    stream.destroy();
  }
  if (problem !== '') throw refused(200, problem.trim(), what, endpoint);
}

/** The end of a text of any length. */
class Tail {
  #pieces: string[] = [];
  #length = 0;
  #dropped = 0;

  push(text: string): void {
    this.#pieces.push(text);
    this.#length += text.length;
    // Now and then only, so that each piece is moved a bounded number of times.
    if (this.#length > 2 * KEPT) this.#cut();
  }

  text(): string {
    if (this.#length > KEPT) this.#cut();
    const text = this.#pieces.join('');
    return this.#dropped === 0 ? text : `[the first ${this.#dropped} characters are left out]\n${text}`;
  }

  #cut(): void {
    const text = this.#pieces.join('').slice(-KEPT);
    this.#dropped += this.#length - text.length;
    this.#pieces = [text];
    this.#length = text.length;
  }
}
