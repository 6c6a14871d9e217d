import { CheckError, messageOf } from './errors.ts';
import { assumedHosts } from './hosts/assumed.ts';
import { detectHost, type Machine } from './hosts/detected.ts';
import { parseHosts } from './hosts/hosts.ts';
import type { Host } from './hosts/model.ts';
import type { LocalFacts, ResolveMode } from './images/model.ts';
import type { Registry } from './images/registry-error.ts';
import { createResolver } from './images/resolve.ts';
import { engineHost } from './pairing/engine-host.ts';
import { allFindings, assumedHostsFinding } from './pairing/findings.ts';
import type { RawFinding } from './pairing/findings-of-subject.ts';
import { gatherSubjects } from './pairing/gather.ts';
import { withLevels } from './pairing/levels.ts';
import { mergeFindings } from './pairing/merge.ts';
import type { CheckedImage, HostPairing } from './pairing/model.ts';
import { pairOnHost } from './pairing/pair.ts';
import { withRemedies } from './pairing/remedies.ts';
import type { RunSmoke } from './pairing/smoke.ts';
import { imagesToRun } from './pairing/subjects.ts';
import type { Variant } from './pairing/variant.ts';
import { makeReport } from './report/make-report.ts';
import { byPlace } from './report/order.ts';
import type { HostsMatch, IsolationRequirement, Report } from './report/report.ts';
import type { LevelOverrides } from './rules/catalogue.ts';
import type { SmokeSettings } from './smoke/model.ts';
import type { FindDependencies } from './sources/find.ts';
import type { FileSystem } from './sources/read-files.ts';
import type { Level, Policy } from './windows/model.ts';

/** What is asked of a check. */
export interface CheckOptions {
  /** Absolute path; every place in the report is relative to it. */
  readonly workspace: string;
  /** Files, directories and patterns; empty for the usual places. */
  readonly paths: readonly string[];
  /** References that are judged whatever the files say. */
  readonly images: readonly string[];
  /** As written; `runner` is this machine. Empty for this machine on Windows, and for assumed hosts elsewhere. */
  readonly hosts: readonly string[];
  readonly hostsMatch: HostsMatch;
  readonly isolation: IsolationRequirement;
  readonly policy: Policy;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly target?: string;
  /** Dockerfiles in the ways they are built; each is judged as an image of its own. */
  readonly variants?: readonly Variant[];
  readonly resolve: ResolveMode;
  readonly failOn: Level | 'never';
  readonly levels: LevelOverrides;
  /** Whether the report is to hold the matrix that spreads its containers over runners. */
  readonly fanOut?: boolean;
  /** Left out: no container is run. */
  readonly smoke?: Omit<SmokeSettings, 'runId'>;
}

/** What of the world a check touches. */
export interface World {
  readonly files: FileSystem & FindDependencies;
  /** Asked for only when a registry is. */
  readonly registry: () => Promise<Registry>;
  readonly machine: Machine;
  /** What the engine of the detected host holds of an image. */
  readonly localImage: (name: string) => Promise<LocalFacts | undefined>;
  /** Runs the smoke containers on that engine; asked for only when there is something to run. */
  readonly smoke: RunSmoke;
  /** `YYYY-MM-DD`, for end-of-life dates. */
  readonly today: string;
  readonly version: string;
  /** A line about long work under way. */
  readonly progress: (line: string) => void;
}

export interface CheckOutcome {
  readonly report: Report;
  /** The source line of a place; undefined for a file that was not read. */
  readonly lineOf: (file: string, line: number) => string | undefined;
}

/**
 * The whole check: sources, images, hosts, judge, smoke, report.
 * @throws CheckError `input-invalid` when the workspace is no directory; `host-invalid` for hosts nobody knows, all named at once; `host-undetected` when `runner` is no Windows
 */
export async function check(options: CheckOptions, world: World): Promise<CheckOutcome> {
  await demandFolder(options.workspace, world);
  const { hosts, assumed } = await hostsOf(options, world);

  const found = await sourcesOf(options, world);
  const readings = await readSources(found.files, options, world);

  const resolver = createResolver({
    mode: options.resolve,
    registry: await registryOf(options, world),
    ...(engineHost(hosts) === undefined ? {} : { localImage: world.localImage }),
  });
  const gathered = await gatherSubjects(readings, options.images, resolver, world.progress);

  const toRun = imagesToRun(gathered.subjects);
  const paired = new Map<string, HostPairing>();
  const pairingOf = (image: CheckedImage, host: Host): HostPairing => {
    const key = `${host.id}\n${image.key}`;
    const known =
      paired.get(key) ?? pairOnHost(image, host, { ...options, today: world.today, runs: toRun.has(image) });
    paired.set(key, known);
    return known;
  };
  // Loaded only where containers are asked for, so that a static run starts as quickly as ever.
  const smoke = options.smoke === undefined ? undefined : await import('./pairing/smoke.ts');
  const smoked = await smoke?.smokeOn(hosts, gathered, pairingOf, options, { smoke: world.smoke, resolver });
  const raw: RawFinding[] = [
    ...(assumed && gathered.subjects.length > 0 ? [assumedHostsFinding(hosts)] : []),
    ...gathered.findings(found.unmatched, options.images.length > 0 || options.paths.length > 0),
    ...allFindings(gathered.subjects, hosts, pairingOf, {
      hostsMatch: assumed ? 'any' : options.hostsMatch,
      anyIsolation: options.isolation === 'any',
      today: world.today,
      demanded: options.resolve === 'registry',
    }),
  ];
  const seen = smoke?.inTheLightOf(raw, smoked) ?? raw;
  const merged = mergeFindings(seen);
  const levelled = withLevels(merged, options.levels);
  const worded = await withRemedies(levelled, resolver, {
    ...options,
    today: world.today,
  });
  const findings = [...worded].sort(byPlace);

  const made = makeReport({
    options,
    world,
    hosts,
    assumed,
    readings,
    gathered,
    pairingOf,
    findings,
    smoked,
    switchedOff: merged.length - levelled.length,
  });
  const report =
    options.fanOut === true ? (await import('./report/fan-out.ts')).withMatrix(made, options.levels) : made;
  const byFile = new Map(readings.map((reading) => [reading.file, reading]));
  return { report, lineOf: (file, line) => byFile.get(file)?.line(line) };
}

/** Nothing is found in a folder that is not there, and that would look as if all were well. */
async function demandFolder(workspace: string, { files }: World): Promise<void> {
  const kind = await files.stat(workspace).catch((error: unknown) => error as NodeJS.ErrnoException);
  if (!(kind instanceof Error) && kind.isDirectory()) return;
  const what =
    kind instanceof Error ? (kind.code === 'ENOENT' ? 'does not exist' : messageOf(kind)) : 'is no directory';
  throw new CheckError(
    'input-invalid',
    `The directory to be checked, ${workspace}, ${what}.`,
    'Correct the input `working-directory`, and check out the repository in an earlier step.',
  );
}

async function hostsOf(
  options: CheckOptions,
  world: World,
): Promise<{ hosts: readonly Host[]; assumed: boolean }> {
  const { hosts, runner, errors } = parseHosts(options.hosts, world.today);
  if (errors.length > 0) {
    const [first] = errors;
    throw errors.length === 1 && first !== undefined
      ? first
      : new CheckError(
          'host-invalid',
          errors.map((error) => error.message).join('\n'),
          [...new Set(errors.map((error) => error.remedy))].join('\n'),
        );
  }
  if (runner) return { hosts: [await detectHost(world.machine), ...hosts], assumed: false };
  if (hosts.length > 0) return { hosts, assumed: false };
  if (world.machine.platform === 'win32') return { hosts: [await detectHost(world.machine)], assumed: false };
  return { hosts: assumedHosts(world.today), assumed: true };
}

/** With images given and no paths, the images are what was asked about, and nothing that finds files is loaded. */
async function sourcesOf(options: CheckOptions, world: World) {
  if (options.paths.length === 0 && options.images.length > 0) return { files: [], unmatched: [] };
  const { findDockerfiles } = await import('./sources/find.ts');
  return findDockerfiles(options.paths, options.workspace, world.files);
}

/** The parser is loaded only where there is something to parse. */
async function readSources(files: readonly string[], options: CheckOptions, world: World) {
  if (files.length === 0) return [];
  const [{ readDockerfile }, { readFiles }] = await Promise.all([
    import('./sources/dockerfile.ts'),
    import('./sources/read-files.ts'),
  ]);
  return readFiles(files, {
    workspace: options.workspace,
    fileSystem: world.files,
    read: (content, file) =>
      readDockerfile(content, {
        file,
        buildArgs: options.buildArgs,
        ...(options.target === undefined ? {} : { target: options.target }),
      }),
  });
}

/** With `resolve: tags` no client is even made, so that nothing can connect. */
async function registryOf(options: CheckOptions, world: World): Promise<Registry> {
  if (options.resolve !== 'tags') return world.registry();
  return { inspect: () => Promise.reject(new Error('No registry may be asked with resolve: tags.')) };
}
