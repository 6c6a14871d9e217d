import type { Json } from '../container.ts';
import type { Call, StreamedBody } from '../http/answer.ts';
import type { EngineState } from '../state.ts';

/** Lines of JSON that end with CRLF (moby pkg/streamformatter). */
export class PullStream {
  readonly #engine: EngineState;
  readonly #call: Call;
  #body: StreamedBody | undefined;

  constructor(engine: EngineState, call: Call) {
    this.#engine = engine;
    this.#call = call;
  }

  get started(): boolean {
    return this.#body !== undefined;
  }

  line(object: Json): void {
    this.#body ??= this.#call.stream('application/json');
    this.#body.write(`${JSON.stringify(object)}\r\n`);
  }

  progress(status: string, id: string, current: number, total: number): void {
    const bar = this.#engine.generation.progressBar ? { progress: barOf(current, total) } : {};
    this.line({ status, progressDetail: { current, total }, ...bar, id });
  }

  error(message: string): void {
    const parts: Json = { error: message, errorDetail: { message } };
    this.line(Object.fromEntries(this.#engine.generation.streamError.map((key) => [key, parts[key]])));
  }

  end(): void {
    this.#body ??= this.#call.stream('application/json');
    this.#body.end();
  }
}

/** `[=====>     ]  1.2MB/120MB`, fifty characters wide. */
function barOf(current: number, total: number): string {
  const full = Math.floor((current / Math.max(total, 1)) * 50);
  const arrow = full < 50 ? '>' : '';
  const bar = `${'='.repeat(full)}${arrow}`.padEnd(50);
  return `[${bar}]  ${human(current)}/${human(total)}`;
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** Sizes as github.com/docker/go-units HumanSize writes them: thousands, four digits. */
function human(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${Number(value.toPrecision(4))}${UNITS[unit]}`;
}
