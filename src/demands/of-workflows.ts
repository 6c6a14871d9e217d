import { pathBelow } from '../sources/compose/files.ts';
import type { SourceProblem } from '../sources/reading.ts';
import type { BakeDeed, ComposeDeed, JobContainerDeed, WorkflowReading } from '../sources/workflow/model.ts';
import { usualComposeFiles } from './compose-files.ts';
import { keyOf } from './dockerfiles.ts';
import { type Demanded, DemandGathering } from './gathering.ts';
import { type KnownDeeds, type LegContext, type LegParts, placedIn } from './leg-context.ts';
import type { Demand } from './model.ts';
import { addChecked } from './of-checks.ts';
import { addBuild, addRun, readBuilds } from './of-legs.ts';

export interface WorkflowDemands {
  readonly demands: readonly Demand[];
  /** Some leg on Windows builds or runs something. */
  readonly paired: boolean;
  /** What is wrong with the workflow itself, besides what its reader told. */
  readonly problems: readonly SourceProblem[];
  /** Compose and bake files that a leg leads to. */
  readonly led: ReadonlySet<string>;
  line(file: string, number: number): string | undefined;
}

/** What the legs of a workflow demand: every pairing of an image with the host that its leg runs on. */
export async function workflowDemands(workflow: WorkflowReading, parts: LegParts): Promise<WorkflowDemands> {
  const gathering = new DemandGathering();
  const problems: SourceProblem[] = [];
  const led = new Map<string, (number: number) => string | undefined>();
  const known: KnownDeeds = { builds: new Map(), runs: new Map() };
  await readBuilds(workflow, known, parts);
  let paired = false;
  const unknownLegs: WorkflowReading['legs'][number][] = [];
  for (const leg of workflow.legs) {
    const on = parts.legHosts.of(leg.labels);
    const works = leg.deeds.some(({ kind }) => kind !== 'check');
    paired ||= on.kind === 'windows' && works;
    const context: LegContext = { leg, on, workflow, built: new Map(), known, problems };
    if (on.kind === 'unknown' && works) unknownLegs.push(leg);
    for (const deed of leg.deeds) {
      switch (deed.kind) {
        case 'build':
          addBuild(deed, context, gathering);
          break;
        case 'compose':
          await addCompose(deed, context, parts, gathering, led);
          break;
        case 'bake':
          await addBake(deed, context, parts, gathering, led);
          break;
        case 'check':
          await addChecked(deed, context, parts, gathering);
          break;
        case 'job-container':
        case 'job-service':
          if (on.kind === 'windows') problems.push(containerOnWindows(deed, leg.name, on.host.id));
          break;
        default:
          addRun(deed, context, gathering);
      }
    }
  }
  return {
    demands: gathering.demands(),
    paired,
    problems: [...workflow.problems, ...unique(problems), ...unique(unknownLegs.map(hostUnknown))],
    led: new Set(led.keys()),
    line: (file, number) => workflow.line(file, number) ?? led.get(file)?.(number),
  };
}

/** The commands of Compose that make containers; the others only build or pull. */
const MAKES_CONTAINERS: ReadonlySet<string> = new Set(['up', 'run', 'create', 'start', 'restart', 'watch']);

type Led = Map<string, (number: number) => string | undefined>;

async function addCompose(
  deed: ComposeDeed,
  context: LegContext,
  parts: LegParts,
  gathering: DemandGathering,
  led: Led,
): Promise<void> {
  // Which services are meant is not known, so nothing may be made of it.
  if (deed.unknown === true) return;
  const files = deed.files ?? (await usualComposeFiles(deed.directory, parts.shelf));
  if (files.length === 0) return;
  const { demands, reading } = await (await import('./of-compose.ts')).composeDemands(
    {
      files,
      profiles: deed.profiles,
      services: deed.services,
      environment: deed.environment,
      ...(deed.envFiles === undefined ? {} : { envFiles: deed.envFiles }),
      unset: 'unknown',
      paired: context.on.kind === 'windows',
      countsCapitals: context.on.kind === 'other',
    },
    parts,
  );
  for (const file of reading.files) led.set(file, (number) => reading.line(file, number));
  if (context.on.kind !== 'other') context.problems.push(...reading.problems);
  for (const { containers, legs: _legs, hosts: _hosts, ...demand } of demands) {
    const [container] = containers;
    const { paired: _paired, isolation, ...whole } = demand;
    const demanded: Demanded = {
      isolation,
      container: MAKES_CONTAINERS.has(deed.command) ? container : undefined,
      whole: () => whole,
      key: `compose ${demand.place?.file ?? ''} ${container?.what ?? ''} ${buildKey(demand)} ${demand.reading.uses.map(({ reference }) => reference).join()}`,
    };
    gathering.add(demanded, placedIn(context, deed));
  }
}

async function addBake(
  deed: BakeDeed,
  context: LegContext,
  parts: LegParts,
  gathering: DemandGathering,
  led: Led,
): Promise<void> {
  if (deed.unknown === true) return;
  const directory = deed.directory ?? '';
  const files = deed.files ?? [pathBelow(directory, 'docker-bake.json') ?? 'docker-bake.json'];
  for (const file of files) {
    const content = await parts.shelf.content(file);
    if ('problem' in content) continue;
    const { demands, reading } = await (await import('./of-bake.ts')).bakeDemands(
      {
        file,
        content: content.bytes,
        targets: deed.targets,
        directory,
        variables: deed.environment,
        ...(deed.set === undefined ? {} : { set: deed.set }),
        paired: context.on.kind === 'windows',
        countsCapitals: context.on.kind === 'other',
      },
      parts,
    );
    led.set(file, (number) => reading.line(number));
    if (context.on.kind !== 'other') context.problems.push(...reading.problems);
    for (const { containers: _none, legs: _legs, hosts: _hosts, ...demand } of demands) {
      const { paired: _paired, isolation, ...whole } = demand;
      const key = `bake ${file}:${demand.place?.line ?? 0} ${buildKey(demand)}`;
      gathering.add({ key, isolation, container: undefined, whole: () => whole }, placedIn(context, deed));
    }
  }
}

/** Tells apart what is built, and in which way. */
function buildKey({
  reading,
  buildArgs = {},
  target,
}: Pick<Demand, 'reading' | 'buildArgs' | 'target'>): string {
  return keyOf(reading.file, { buildArgs, ...(target === undefined ? {} : { target }) });
}

function containerOnWindows(deed: JobContainerDeed, leg: string, host: string): SourceProblem {
  const what = deed.kind === 'job-service' ? `${deed.step} has` : `${deed.step} asks for`;
  return {
    code: 'workflow-container-on-windows',
    message: `In the leg ${leg}, on ${host}, ${what} a container of the job: GitHub runs these on Linux runners only, and the job fails there.`,
    remedy: 'Run the container in a step, with `docker run`, or put the job on a runner with Linux.',
    place: deed.place,
  };
}

function hostUnknown(leg: WorkflowReading['legs'][number]): SourceProblem {
  const labels = leg.labels === undefined ? 'not known before the run' : leg.labels.join(', ');
  return {
    code: 'leg-host-unknown',
    message: `Which Windows the runner of the leg ${leg.name} has is not known (runs-on: ${labels}), so its images are judged on the hosts of this check.`,
    remedy: 'Name the hosts of this check, as in `hosts: windows-2022`.',
    place: leg.place,
  };
}

/** A problem of fifty legs at one place is told once, in the words of the first. */
function unique(problems: readonly SourceProblem[]): readonly SourceProblem[] {
  const known = new Map<string, SourceProblem>();
  for (const problem of problems) {
    const { file, line, column } = problem.place;
    const key = `${problem.code} ${file}:${line}:${column}`;
    if (!known.has(key)) known.set(key, problem);
  }
  return [...known.values()];
}
