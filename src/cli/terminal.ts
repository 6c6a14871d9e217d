import { CheckError } from '../errors.ts';

/** What a command needs of the process it runs in; handed in, so that tests run commands with their own. */
export interface Terminal {
  readonly stdin: AsyncIterable<Uint8Array | string>;
  /**
   * Writes whole lines of a result, with nothing in them that a runner would read as a command: where there is such a
   * thing still, it is broken up. Data that must arrive as it is comes escaped (`plainJson`, `plainMarkup`).
   * Resolves once the text may be forgotten; waits while the reader is slow.
   */
  write(text: string): Promise<void>;
  /** The same for lines that a runner is to read as commands; whoever made them has escaped what is in them. */
  writeCommands(text: string): Promise<void>;
  /** A line for people, beside the result; it may hold text from outside. */
  tell(line: string): void;
  /** A line about long work under way, likewise; kept to itself where nobody watches. */
  progress(line: string): void;
  /** Where it is shown how long work goes on, in text of our own; it has columns where somebody watches. */
  readonly watcher: { write(text: string): void; readonly columns?: number };
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
  readonly color: boolean;
  readonly width: number;
}

/** What a command gives back: the exit code of the process. */
export type Command = (args: readonly string[], terminal: Terminal) => Promise<number>;

/** The whole of stdin as text. Throws `usage` when it is longer than `limit` bytes. */
export async function readAll(terminal: Terminal, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of terminal.stdin) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk);
    size += bytes.length;
    if (size > limit) {
      throw new CheckError(
        'usage',
        `stdin holds more than ${limit} bytes.`,
        'Give one document, not a stream.',
      );
    }
    chunks.push(bytes);
  }
  // Shells of Windows put a byte order mark in front of what they pipe.
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
}
