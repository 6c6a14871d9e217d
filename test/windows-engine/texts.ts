import { ENGINES, type EngineName } from './generations.ts';
import type { Saying } from './saying.ts';
import { CONTAINERS } from './texts-containers.ts';
import { IMAGES } from './texts-images.ts';
import { OPTIONS } from './texts-options.ts';

const SAYINGS = { ...CONTAINERS, ...OPTIONS, ...IMAGES };

export type SayingName = keyof typeof SAYINGS;

/** An answer that is an error: a status and `{"message": …}`. */
export class EngineError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The error in the words of this engine line, ready to be thrown. */
export function say(
  engine: EngineName,
  name: SayingName,
  values: Readonly<Record<string, string | number>> = {},
): EngineError {
  const { wordings }: Saying = SAYINGS[name];
  const wording = wordings.find(
    ({ until }) => until === undefined || ENGINES.indexOf(engine) <= ENGINES.indexOf(until),
  );
  if (!wording) throw new Error(`no wording of ${name} for engine ${engine}`);
  const text = wording.text.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ''));
  return new EngineError(wording.status, text);
}
