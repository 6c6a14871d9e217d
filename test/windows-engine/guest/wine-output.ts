/** How the line begins that Wine's `ver` prints. */
const MARK = 'Microsoft Windows ';

/** That line, for the version that Wine plays; how it is written depends on the release of Wine. */
const WINE_VERSION = /Microsoft Windows (?:\[Version )?\d+\.\d+\.\d+(?:\.\d+)?\]?(?=\r?\n|$)/g;

/**
 * Wine knows a short list of versions and none of them is a container's, so the line of `ver` is put right on its way out:
 * the one thing in a guest's output that is not Wine's own. All other bytes are kept as they are.
 */
export class VersionCorrection {
  readonly #line: string;
  #held = '';

  constructor(kernelVersion: string) {
    this.#line = `${MARK}[Version ${kernelVersion}]`;
  }

  /** What can go out now: all but a line that may become the one of `ver`. */
  push(chunk: Uint8Array): Uint8Array {
    const text = this.#held + Buffer.from(chunk).toString('latin1');
    const end = startOfUnfinished(text);
    this.#held = text.slice(end);
    return this.#corrected(text.slice(0, end));
  }

  /** What was held back. */
  end(): Uint8Array {
    const rest = this.#corrected(this.#held);
    this.#held = '';
    return rest;
  }

  #corrected(text: string): Uint8Array {
    return Buffer.from(text.replace(WINE_VERSION, this.#line), 'latin1');
  }
}

function startOfUnfinished(text: string): number {
  const whole = text.lastIndexOf(MARK);
  if (whole >= 0 && !text.includes('\n', whole)) {
    return whole;
  }
  for (let length = Math.min(MARK.length - 1, text.length); length > 0; length -= 1) {
    if (text.endsWith(MARK.slice(0, length))) {
      return text.length - length;
    }
  }
  return text.length;
}
