import { decode } from '../sources/decode.ts';
import { readDockerfile } from '../sources/dockerfile.ts';
import type { FileShelf } from '../sources/file-shelf.ts';
import type { Place, SourceReading } from '../sources/reading.ts';
import { UNKNOWN } from '../sources/shell/model.ts';
import type { SourceValue } from '../sources/source-value.ts';
import { unreadable } from '../sources/unreadable.ts';

/** How a Dockerfile is built. */
export interface BuildSettings {
  /** A value with `UNKNOWN` in it is not known. */
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly target?: string;
}

/** Dockerfiles as they are built, each read once for each way. */
export class Dockerfiles {
  readonly #shelf: FileShelf;
  readonly #readings = new Map<string, Promise<SourceReading>>();

  constructor(shelf: FileShelf) {
    this.#shelf = shelf;
  }

  /** Whether there is such a file; it may be one that a step of the workflow writes. */
  async has(file: string): Promise<boolean> {
    const content = await this.#shelf.content(file);
    return 'bytes' in content || !content.missing;
  }

  read(file: string, settings: BuildSettings): Promise<SourceReading> {
    const key = keyOf(file, settings);
    const known = this.#readings.get(key) ?? this.#read(file, settings);
    this.#readings.set(key, known);
    return known;
  }

  async #read(file: string, settings: BuildSettings): Promise<SourceReading> {
    const content = await this.#shelf.content(file);
    if ('problem' in content) return unreadable(file, content.problem);
    return readBuilt(content.bytes, file, settings);
  }
}

/** Tells builds apart: the file, the arguments whatever their order, and the target. */
export function keyOf(file: string, { buildArgs, target }: BuildSettings): string {
  return JSON.stringify([file, Object.entries(buildArgs).sort(), target ?? null]);
}

/** A Dockerfile that stands in another file: everything in it is told at the place where it begins. */
export function readInline(inline: SourceValue, settings: BuildSettings): SourceReading {
  const { place } = inline;
  const reading = readBuilt(inline.value, place.file, settings);
  const at = <T extends { readonly place: Place }>(told: T): T => ({ ...told, place });
  return {
    ...reading,
    uses: reading.uses.map(at),
    problems: reading.problems.map(at),
    line: () => undefined,
  };
}

/** What depends on a value that is not known is left out: the file that gives the value is where it is told. */
function readBuilt(content: string | Uint8Array, file: string, settings: BuildSettings): SourceReading {
  const decoded = decode(content, file);
  if ('problem' in decoded) return unreadable(file, decoded.problem);
  const { buildArgs, target } = settings;
  const reading = readDockerfile(decoded.text, {
    file,
    buildArgs,
    ...(target === undefined || isUnknown(target) ? {} : { target }),
  });
  if (!Object.values(buildArgs).some(isUnknown)) return reading;
  const uses = reading.uses.filter(
    ({ reference, platform = '' }) => !isUnknown(reference) && !isUnknown(platform),
  );
  return { ...reading, uses, problems: reading.problems.filter(({ message }) => !isUnknown(message)) };
}

function isUnknown(text: string): boolean {
  return text.includes(UNKNOWN) || /\\u\{?e000\}?/i.test(text);
}

/** Build arguments of a file of settings, on top of those that hold for the run. */
export function buildArgsOf(
  base: Readonly<Record<string, string>>,
  args: ReadonlyMap<string, SourceValue | undefined>,
  valueless: 'default' | 'unknown',
): Record<string, string> {
  const all: Record<string, string> = Object.assign(Object.create(null), base);
  for (const [name, value] of args) {
    if (value === undefined) {
      if (valueless === 'unknown' && !(name in all)) all[name] = UNKNOWN;
    } else all[name] = value.unknown === true ? UNKNOWN : value.value;
  }
  return all;
}
