import type { HostsMatch } from '../report/report.ts';
import { decode } from '../sources/decode.ts';
import { FileShelf, type FileSystem } from '../sources/file-shelf.ts';
import { type FindDependencies, findFiles } from '../sources/find.ts';
import { type FileKindName, kindOfFile, kindOfYaml } from '../sources/kinds.ts';
import type { SourceReading } from '../sources/reading.ts';
import { Dockerfiles } from './dockerfiles.ts';
import { LegHosts } from './leg-hosts.ts';
import { type Demand, type Demands, demandOfFile } from './model.ts';
import type { OtherDemands } from './of-others.ts';
import type { RunHosts } from './run-hosts.ts';
import { dockerfilesOf, unusedOfRun, unusedOfVariants } from './unused-arguments.ts';
import type { Variant } from './variant.ts';

/** What is asked of the files. */
export interface DemandOptions {
  /** Absolute path; every place is relative to it. */
  readonly workspace: string;
  /** Files, directories and patterns; empty for the usual places. */
  readonly paths: readonly string[];
  readonly hostsMatch: HostsMatch;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly target?: string;
  /** Ways to build a Dockerfile, each judged by itself; the files that they name are not judged as they stand. */
  readonly variants?: readonly Variant[];
}

export interface DemandWorld {
  readonly files: FileSystem & FindDependencies;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** Everything that the files demand, and the hosts of the run in the light of it. */
export interface FoundDemands extends Demands {
  /** Paths and patterns that name or match nothing. */
  readonly unmatched: readonly string[];
  readonly run: RunHosts;
}

/**
 * Finds the files and reads what they demand: Dockerfiles, and the workflows, Compose and bake files that say how and where
 * these are built and run. A Dockerfile that another file says how to build is judged as that file builds it, and by itself
 * only where none does.
 */
export async function readDemands(
  options: DemandOptions,
  run: RunHosts,
  world: DemandWorld,
): Promise<FoundDemands> {
  const { files, named, unmatched } = await findFiles(options.paths, options.workspace, world.files);
  const shelf = new FileShelf(options.workspace, world.files, files);
  const kinds = await kindsOf(files, shelf);
  const found = kinds.get('dockerfile') ?? [];
  const dockerfiles = new Dockerfiles(shelf);
  const legHosts = new LegHosts(run, world.today);
  const hasOthers = kinds.size > (found.length > 0 ? 1 : 0);
  const others = hasOthers
    ? await (await import('./of-others.ts')).otherDemands(kinds, named, {
        shelf,
        dockerfiles,
        legHosts,
        buildArgs: options.buildArgs,
        found,
        askWorkflows: run.assumed,
      })
    : NO_OTHERS;

  const variants =
    options.variants === undefined || options.variants.length === 0
      ? []
      : await (await import('./of-variants.ts')).variantDemands(
          options.variants,
          dockerfiles,
          legHosts,
          options,
        );
  const varied = new Set(variants.map(({ reading }) => reading.file));
  const taken = new Map<string, SourceReading[]>();
  for (const { reading } of others.demands) addTo(taken, reading.file, reading);
  const readings = await Promise.all(
    found
      .filter((file) => !varied.has(file))
      .map(async (file) => {
        const built = named.has(file) ? undefined : taken.get(file);
        if (built === undefined) return dockerfiles.readOnce(file, options);
        return built.every(({ unknownUses }) => unknownUses !== undefined)
          ? byDefault((await dockerfiles.open(file)).read(options), built)
          : [];
      }),
  );
  const alone = readings.flat();
  const demands: readonly Demand[] = [...alone.map(demandOfFile), ...variants, ...others.demands];
  const lines = new Map(demands.map(({ reading }) => [reading.file, reading]));
  return {
    demands,
    notes: others.notes,
    unused: [
      ...unusedOfRun(options.buildArgs, dockerfilesOf(demands)),
      ...unusedOfVariants(options.variants ?? [], variants),
    ],
    files: [...new Set([...demands.map(({ reading }) => reading.file), ...others.files])].sort(),
    unmatched,
    run: legHosts.run,
    line: (file, number) => others.line(file, number) ?? lines.get(file)?.line(number),
  };
}

/**
 * What hangs on a value that is not known, as the defaults of the file have it, for want of better. That an argument has no
 * default is no fault there, as it is given.
 */
function byDefault(reading: SourceReading, built: readonly SourceReading[]): readonly SourceReading[] {
  const known = new Set(
    built.flatMap(({ uses }) => uses.map(({ place }) => `${place.line}:${place.column}`)),
  );
  const uses = reading.uses.filter(({ place }) => !known.has(`${place.line}:${place.column}`));
  const problems = reading.problems.filter(({ code }) => code !== 'unresolved-argument');
  return uses.length === 0 ? [] : [{ ...reading, uses, problems }];
}

const NO_OTHERS: OtherDemands = { demands: [], notes: [], files: [], line: () => undefined };

/** Files by what they are; a YAML file of no telling name is looked into. */
export async function kindsOf(
  files: readonly string[],
  shelf: FileShelf,
): Promise<ReadonlyMap<Exclude<FileKindName, 'yaml'>, readonly string[]>> {
  const kinds = new Map<Exclude<FileKindName, 'yaml'>, string[]>();
  for (const file of files) {
    const named = kindOfFile(file);
    const kind = named === 'yaml' ? await kindByContent(file, shelf) : named;
    addTo(kinds, kind, file);
  }
  return kinds;
}

/** In place: there may be thousands under one key. */
function addTo<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

async function kindByContent(file: string, shelf: FileShelf): Promise<'workflow' | 'compose'> {
  const content = await shelf.content(file);
  if ('problem' in content) return 'compose';
  const decoded = decode(content.bytes, file);
  return 'problem' in decoded ? 'compose' : kindOfYaml(decoded.text);
}
