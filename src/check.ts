import type { FoundDemands } from './demands/demands.ts';
import type { RunHosts } from './demands/run-hosts.ts';
import type { Variant } from './demands/variant.ts';
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
import type { Subject } from './pairing/model.ts';
import { Pairings } from './pairing/pairings.ts';
import { withRemedies } from './pairing/remedies.ts';
import type { RunSmoke } from './pairing/smoke.ts';
import { unusedArgumentFindings } from './pairing/unused-arguments.ts';
import { makeReport } from './report/make-report.ts';
import { byPlace } from './report/order.ts';
import type { HostsMatch, IsolationRequirement, Report } from './report/report.ts';
import type { LevelOverrides } from './rules/catalogue.ts';
import type { SmokeSettings } from './smoke/model.ts';
import type { FileSystem } from './sources/file-shelf.ts';
import type { FindDependencies } from './sources/find.ts';
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

  const demands = await demandsOf(options, { hosts, assumed }, world);
  const { run } = demands;

  const resolver = createResolver({
    mode: options.resolve,
    registry: await registryOf(options, world),
    ...(engineHost(hosts) === undefined ? {} : { localImage: world.localImage }),
  });
  const gathered = await gatherSubjects(demands, options.images, resolver, world.progress);
  const { subjects } = gathered;

  const pairings = new Pairings(subjects, run, { ...options, today: world.today });
  // Loaded only where containers are asked for, so that a static run starts as quickly as ever.
  const smoke = options.smoke === undefined ? undefined : await import('./pairing/smoke.ts');
  const smoked = await smoke?.smokeOn(pairings, gathered, options, { smoke: world.smoke, resolver });
  const raw: RawFinding[] = [
    ...(assumed && subjects.some(({ demand }) => demand?.hosts === undefined)
      ? [assumedHostsFinding(run.hosts)]
      : []),
    ...gathered.findings(demands.unmatched, options.images.length > 0 || options.paths.length > 0),
    ...unusedArgumentFindings(demands.unused),
    ...allFindings(subjects, run, pairings, {
      ...options,
      today: world.today,
      demanded: options.resolve === 'registry',
    }),
    ...(await optionFindings(subjects, run, options.smoke?.network)),
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
    run,
    files: demands.files,
    gathered,
    pairings,
    findings,
    smoked,
    switchedOff: merged.length - levelled.length,
  });
  const report =
    options.fanOut === true ? (await import('./report/fan-out.ts')).withMatrix(made, options.levels) : made;
  return { report, lineOf: (file, line) => demands.line(file, line) };
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
async function demandsOf(options: CheckOptions, run: RunHosts, world: World): Promise<FoundDemands> {
  if (options.paths.length === 0 && options.images.length > 0 && !options.variants?.length) {
    return { demands: [], notes: [], unused: [], files: [], unmatched: [], run, line: () => undefined };
  }
  const { readDemands } = await import('./demands/demands.ts');
  return readDemands(options, run, world);
}

/** What Windows makes of the options of containers; loaded only where there are some. */
async function optionFindings(
  subjects: readonly Subject[],
  run: RunHosts,
  network = 'none',
): Promise<readonly RawFinding[]> {
  const host = network === 'none' ? undefined : engineHost(run.hosts);
  if (host === undefined && !subjects.some(({ demand }) => (demand?.containers.length ?? 0) > 0)) return [];
  const { containerFindings, networkFindings } = await import('./pairing/container-findings.ts');
  return [...containerFindings(subjects, run), ...(host === undefined ? [] : networkFindings(network, host))];
}

/** With `resolve: tags` no client is even made, so that nothing can connect. */
async function registryOf(options: CheckOptions, world: World): Promise<Registry> {
  if (options.resolve !== 'tags') return world.registry();
  return { inspect: () => Promise.reject(new Error('No registry may be asked with resolve: tags.')) };
}
