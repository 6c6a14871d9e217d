import { decode } from '../sources/decode.ts';
import {
  concernsImages,
  type ParsedDockerfile,
  parseDockerfile,
  readDockerfile,
  readParsed,
} from '../sources/dockerfile.ts';
import { smallDockerfile } from '../sources/dockerfile-names.ts';
import type { Content, FileShelf } from '../sources/file-shelf.ts';
import type { Place, SourceReading } from '../sources/reading.ts';
import { remember } from '../sources/remember.ts';
import { UNKNOWN } from '../sources/shell/model.ts';
import type { SourceValue } from '../sources/source-value.ts';
import { unreadable } from '../sources/unreadable.ts';
import type { KnownDockerfiles } from '../sources/workflow/telling.ts';

/** How a Dockerfile is built. */
export interface BuildSettings {
  /** A value with `UNKNOWN` in it is not known. */
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly target?: string;
}

/** As many as a repository has that builds them in workflows; of thousands, most are built by nobody. */
const MOST_OPENED = 500;

/** Dockerfiles as they are built, each parsed once, and read once for each way that makes a difference. */
export class Dockerfiles implements KnownDockerfiles {
  readonly #shelf: FileShelf;
  readonly #files = new Map<string, Promise<ShelvedDockerfile>>();
  readonly #known = new Map<string, ShelvedDockerfile>();

  constructor(shelf: FileShelf) {
    this.#shelf = shelf;
  }

  /**
   * A file that is built in several ways, or may be. The builder takes `dockerfile` where there is no `Dockerfile`; the file
   * then goes by the name that it has.
   */
  async open(path: string): Promise<ShelvedDockerfile> {
    const opened = await this.#opened(path);
    const small = opened.missing ? smallDockerfile(path) : undefined;
    if (small === undefined) return opened;
    const other = await this.#opened(small);
    return other.missing ? opened : other;
  }

  /** Parses files that are likely to be built, so that they are known to the readers of workflows. */
  async openAll(files: readonly string[]): Promise<void> {
    for (const file of files.slice(0, MOST_OPENED)) this.#known.set(file, await this.#opened(file));
  }

  isThere(file: string): boolean {
    return this.#known.get(file)?.missing === false;
  }

  /** Whether an argument can have a say in the images of a file; it may where the file was not opened before. */
  argumentMatters(file: string, name: string): boolean {
    return this.#known.get(file)?.isConcernedWith(name) ?? true;
  }

  #opened(file: string): Promise<ShelvedDockerfile> {
    const known = this.#files.get(file) ?? this.#load(file);
    this.#files.set(file, known);
    return known;
  }

  /** A file that is built on Windows, if need be under a name with other capitals. */
  async openOnWindows(file: string): Promise<ShelvedDockerfile> {
    return this.open(await this.#shelf.foundName(file));
  }

  /** For a file that is built in one way: of thousands nothing is kept but what was read. */
  async readOnce(file: string, settings: BuildSettings): Promise<SourceReading> {
    const opened = this.#known.get(file);
    if (opened !== undefined) return opened.read(settings);
    const content = await this.#shelf.take(file);
    const decoded = 'problem' in content ? content : decode(content.bytes, file);
    return 'problem' in decoded ? unreadable(file, decoded.problem) : readBuilt(decoded.text, file, settings);
  }

  async #load(file: string): Promise<ShelvedDockerfile> {
    return new ShelvedDockerfile(file, await this.#shelf.content(file));
  }
}

/** One Dockerfile in all the ways it is built: of hundreds of builds, few differ in what counts for its images. */
export class ShelvedDockerfile {
  /** There is no such file; it may be one that a step of a workflow writes. */
  readonly missing: boolean;
  readonly #file: string;
  readonly #parsed: ParsedDockerfile | SourceReading;
  #concerns: ((argument: string) => boolean) | undefined;
  readonly #concerned = new Map<string, boolean>();
  readonly #readings = new Map<string, SourceReading>();

  constructor(file: string, content: Content) {
    this.missing = 'problem' in content && content.missing;
    this.#file = file;
    const decoded = 'problem' in content ? content : decode(content.bytes, file);
    const readable = 'text' in decoded;
    this.#parsed = readable ? parseDockerfile(decoded.text, file) : unreadable(file, decoded.problem);
  }

  /** The same text for builds that come to the same images: the file, the target, and the arguments that can say which. */
  wayOf({ buildArgs, target }: BuildSettings): string {
    let way = `${this.#file}\n${target ?? ''}`;
    for (const name of this.#concernedOf(buildArgs)) {
      const value = buildArgs[name] ?? '';
      way += `\n${name}=${value.length}:${value}`;
    }
    return way;
  }

  /** `way` is that of `wayOf`, where the caller has it already. */
  read(settings: BuildSettings, way = this.wayOf(settings)): SourceReading {
    return remember(this.#readings, way, () => {
      const parsed = this.#parsed;
      if ('uses' in parsed) return { ...parsed };
      const { buildArgs: given, target } = settings;
      const names = this.#concernedOf(given);
      const buildArgs = Object.fromEntries(names.map((name) => [name, given[name] ?? '']));
      return withoutUnknown(readParsed(parsed, { buildArgs, ...targetOf(target) }), { buildArgs });
    });
  }

  /** The arguments that can have a say in the images, in an order of their own. */
  #concernedOf(buildArgs: BuildSettings['buildArgs']): readonly string[] {
    return Object.keys(buildArgs)
      .filter((name) => this.isConcernedWith(name))
      .sort();
  }

  /** Whether an argument can have a say in the images. */
  isConcernedWith(name: string): boolean {
    return remember(this.#concerned, name, () => this.#concern(name));
  }

  #concern(name: string): boolean {
    if ('uses' in this.#parsed) return false;
    this.#concerns ??= concernsImages(this.#parsed);
    return this.#concerns(name);
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
