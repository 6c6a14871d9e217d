import { decode } from '../sources/decode.ts';
import {
  concernsImages,
  type ParsedDockerfile,
  parseDockerfile,
  readDockerfile,
  readParsed,
} from '../sources/dockerfile.ts';
import type { Content, FileShelf } from '../sources/file-shelf.ts';
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

/** Dockerfiles as they are built, each parsed once, and read once for each way that makes a difference. */
export class Dockerfiles {
  readonly #shelf: FileShelf;
  readonly #files = new Map<string, Promise<ShelvedDockerfile>>();
  readonly #readings = new Map<string, Promise<SourceReading>>();

  constructor(shelf: FileShelf) {
    this.#shelf = shelf;
  }

  /** Whether there is such a file; it may be one that a step of the workflow writes. */
  async has(file: string): Promise<boolean> {
    const content = await this.#shelf.content(file);
    return 'bytes' in content || !content.missing;
  }

  /** `key` is that of `keyOf`, where the caller has it already. */
  read(file: string, settings: BuildSettings, key = keyOf(file, settings)): Promise<SourceReading> {
    const known = this.#readings.get(key) ?? this.#read(file, settings);
    this.#readings.set(key, known);
    return known;
  }

  /** For a file that is built in one way: of thousands nothing is kept but what was read. */
  async readOnce(file: string, settings: BuildSettings): Promise<SourceReading> {
    const content = await this.#shelf.take(file);
    const decoded = 'problem' in content ? content : decode(content.bytes, file);
    return 'problem' in decoded ? unreadable(file, decoded.problem) : readBuilt(decoded.text, file, settings);
  }

  async #read(file: string, settings: BuildSettings): Promise<SourceReading> {
    const known = this.#files.get(file) ?? this.#load(file);
    this.#files.set(file, known);
    return (await known).read(settings);
  }

  async #load(file: string): Promise<ShelvedDockerfile> {
    const content = await this.#shelf.content(file);
    return new ShelvedDockerfile(file, content);
  }
}

/** One Dockerfile in all the ways it is built: of hundreds of builds, few differ in what counts for its images. */
class ShelvedDockerfile {
  readonly #parsed: ParsedDockerfile | SourceReading;
  #concerns: ((argument: string) => boolean) | undefined;
  readonly #readings = new Map<string, SourceReading>();

  constructor(file: string, content: Content) {
    const decoded = 'problem' in content ? content : decode(content.bytes, file);
    const readable = 'text' in decoded;
    this.#parsed = readable ? parseDockerfile(decoded.text, file) : unreadable(file, decoded.problem);
  }

  read(settings: BuildSettings): SourceReading {
    const parsed = this.#parsed;
    if ('uses' in parsed) return { ...parsed };
    const { target } = settings;
    const given = Object.entries(settings.buildArgs);
    if (given.length > 0) this.#concerns ??= concernsImages(parsed);
    const buildArgs = Object.fromEntries(given.filter(([name]) => this.#concerns?.(name) === true));
    const key = keyOf('', { ...settings, buildArgs });
    let reading = this.#readings.get(key);
    if (reading === undefined) {
      reading = readParsed(parsed, { buildArgs, ...targetOf(target) });
      this.#readings.set(key, reading);
    }
    // A reading of its own for each way, as the ways are told apart by it.
    return withoutUnknown({ ...reading }, settings);
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

function readBuilt(content: string, file: string, settings: BuildSettings): SourceReading {
  const { buildArgs, target } = settings;
  return withoutUnknown(readDockerfile(content, { file, buildArgs, ...targetOf(target) }), settings);
}

function targetOf(target: string | undefined): { readonly target?: string } {
  return target === undefined || isUnknown(target) ? {} : { target };
}

/** What depends on a value that is not known is left out: the file that gives the value is where it is told. */
function withoutUnknown(reading: SourceReading, { buildArgs }: BuildSettings): SourceReading {
  if (!Object.values(buildArgs).some(isUnknown)) return reading;
  const uses = reading.uses.filter(
    ({ reference, platform = '' }) => !isUnknown(reference) && !isUnknown(platform),
  );
  const problems = reading.problems.filter(({ message }) => !isUnknown(message));
  const unknownUses = reading.uses.length - uses.length + reading.problems.length - problems.length;
  return { ...reading, uses, problems, ...(unknownUses === 0 ? {} : { unknownUses }) };
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
