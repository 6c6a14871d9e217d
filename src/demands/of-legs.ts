import { formatReference, parseReference } from '../images/reference.ts';
import { listed, shortened } from '../sources/problems.ts';
import type { SourceProblem, SourceReading } from '../sources/reading.ts';
import { referenceFault } from '../sources/reference-check.ts';
import { remember } from '../sources/remember.ts';
import type { SourceValue } from '../sources/source-value.ts';
import { hasExpression } from '../sources/workflow/expression.ts';
import type { BuildDeed, RunDeed, WorkflowReading } from '../sources/workflow/model.ts';
import { buildArgsOf } from './dockerfiles.ts';
import type { Demanded, DemandedWhole, DemandGathering } from './gathering.ts';
import {
  type BuildDemanded,
  type KnownDeeds,
  type LegContext,
  type LegParts,
  placedIn,
  type RunDemanded,
} from './leg-context.ts';
import { isolationOf, leavesWindowsOut } from './requirement.ts';

/** What each build of a workflow demands; legs share the deeds in which they do not differ. */
export async function readBuilds(
  { legs }: WorkflowReading,
  { builds }: KnownDeeds,
  parts: LegParts,
): Promise<void> {
  const lists = new Set(legs.map(({ deeds }) => deeds));
  for (const deeds of lists)
    for (const deed of deeds)
      if (deed.kind === 'build' && !builds.has(deed)) builds.set(deed, await buildOf(deed, parts));
}

/** What building a Dockerfile in a leg demands. */
export function addBuild(deed: BuildDeed, context: LegContext, gathering: DemandGathering): void {
  const build = context.known.builds.get(deed);
  if (build === undefined) return;
  const { demanded, tags, missing, unknown } = build;
  if (missing !== undefined && context.on.kind !== 'other') context.problems.push(missing);
  if (demanded === undefined) return;
  gathering.add(demanded, placedIn(context, deed));
  for (const problem of unknown) context.problems.push(problem);
  for (const name of tags) context.built.set(name, demanded);
}

async function buildOf(deed: BuildDeed, { dockerfiles, buildArgs }: LegParts): Promise<BuildDemanded> {
  const { dockerfilePath, args, target, platforms } = deed;
  const nothing = { tags: [], unknown: [] };
  if (dockerfilePath === undefined || leavesWindowsOut(platforms)) return nothing;
  const dockerfile = await dockerfiles.open(dockerfilePath);
  if (dockerfile.missing) return { ...nothing, missing: notThere(dockerfilePath, deed) };
  const stage = target?.unknown === true ? undefined : target?.value || undefined;
  const settings = {
    buildArgs: buildArgsOf(buildArgs, args, 'unknown'),
    ...(stage === undefined ? {} : { target: stage }),
  };
  const key = dockerfile.wayOf(settings);
  const reading = dockerfile.read(settings, key);
  return {
    demanded: {
      key,
      isolation: isolationOf(deed.isolation),
      container: deed.options.length === 0 ? undefined : { what: 'the build', options: deed.options },
      whole: () => ({ origin: 'workflow', reading, ...settings }),
    },
    tags: deed.tags.flatMap((tag) => tagOf(tag) ?? []),
    unknown: reading.unknownUses === undefined ? [] : notKnown(deed, dockerfilePath),
  };
}

/** It may be another repository's, or one that a step writes. */
function notThere(file: string, deed: BuildDeed): SourceProblem {
  return {
    code: 'workflow-unresolved',
    message: `There is no ${shortened(file)} in this repository, so nothing is said about what is built of it.`,
    remedy: 'Correct the path, or check the file where it is.',
    place: deed.place,
  };
}

/** Expressions are told where they stand; a variable of a script is nobody's to tell but the one who needs it. */
function notKnown({ args, place }: BuildDeed, file: string): readonly SourceProblem[] {
  const names = [...args]
    .filter(([, value]) => value === undefined || (value.unknown === true && !hasExpression(value.written)))
    .map(([name]) => name);
  if (names.length === 0) return [];
  return [
    {
      code: 'workflow-unresolved',
      message: `The build argument ${listed(names)} is not known before the run, so nothing is said here about what ${shortened(file)} is built on with it; the file is judged with its defaults.`,
      remedy: 'Write the value, or give it by a matrix or `env`, where it must be checked.',
      place,
    },
  ];
}

/** What running or pulling an image in a leg demands. On a runner with another system it demands nothing of Windows. */
export function addRun(deed: RunDeed, context: LegContext, gathering: DemandGathering): void {
  if (context.on.kind === 'other') return;
  const { name, byBuild } = remember(context.known.runs, deed, () => ({
    name: tagOf(deed.image) ?? '',
    byBuild: new Map<Demanded | undefined, RunDemanded>(),
  }));
  const built = context.built.get(name);
  const { demanded } = remember(byBuild, built, () => runOf(deed, built, context.workflow));
  if (demanded !== undefined) gathering.add(demanded, placedIn(context, deed));
}

function runOf(deed: RunDeed, built: Demanded | undefined, workflow: WorkflowReading): RunDemanded {
  const { image, kind, platform, options } = deed;
  const isPull = kind === 'pull';
  const asked = {
    isolation: isolationOf(deed.isolation),
    container: isPull ? undefined : { what: `docker ${kind} ${image.written}`, options },
  };
  if (built !== undefined) {
    // The image that a step before has built is its last stage, run in this way.
    return isPull ? {} : { demanded: { ...asked, key: `run ${built.key}`, whole: () => lastStageOf(built) } };
  }
  if (image.unknown === true || referenceFault(image.value) !== undefined) return {};
  const { file, line, column } = image.place;
  return {
    demanded: {
      ...asked,
      key: `image ${image.value} ${platform?.value ?? ''} ${isPull} ${file}:${line}:${column}`,
      whole: () => ({ origin: 'workflow', reading: readingOf(deed, image, workflow), mayBeLocal: true }),
    },
  };
}

function lastStageOf(built: Demanded): DemandedWhole {
  const { reading, ...rest } = built.whole();
  const uses = reading.uses.filter(({ needs }) => needs.includes('run'));
  return { ...rest, reading: { ...reading, uses } };
}

function readingOf(
  { kind, platform }: RunDeed,
  { value, written, place }: SourceValue,
  workflow: WorkflowReading,
): SourceReading {
  const known = platform !== undefined && platform.unknown !== true && platform.value !== '';
  return {
    file: place.file,
    uses: [
      {
        role: 'run',
        reference: value,
        written,
        needs: [kind === 'pull' ? 'pull' : 'run'],
        ...(known ? { platform: platform.value, platformWritten: platform.written } : {}),
        reachable: true,
        place,
      },
    ],
    problems: [],
    hints: { backtickEscape: false, windowsShell: false },
    line: (number) => workflow.line(place.file, number),
  };
}

/** How an image that a step builds is found again; one whose tag is not known by the way in which it is written. */
function tagOf({ value, written, unknown }: SourceValue): string | undefined {
  if (unknown !== true) return fullName(value);
  const name = written.replace(VARIABLE, (_, ...names) => `<${names.slice(0, 6).find(Boolean)}>`);
  return `as written ${name.replace(/\s+/g, '')}`;
}

/** The ways in which expressions and shells name a variable of the environment. */
const VARIABLE = /\$\{\{\s*env\.(\w+)\s*\}\}|\$env:(\w+)|\$\{env:(\w+)\}|\$\{(\w+)\}|\$(\w+)|%(\w+)%/gi;

/** The legs of a matrix name the same images again and again. */
const FULL_NAMES = new Map<string, string>();

/** Names of Docker Hub with a tag, each of which can be written in one way only but for what is in front of it. */
const SHORT_NAME = /^[a-z0-9]+(?:[_-][a-z0-9]+)*:\w[\w.-]*$/;
const SHORTER_THAN_AN_ID = 64;
const HUB = /^docker\.io\/library\/(?=[^/]*$)/;

/** One text for all ways to write a reference; undefined where it is none. */
function fullName(reference: string): string | undefined {
  if (reference.length < SHORTER_THAN_AN_ID && SHORT_NAME.test(reference)) return reference;
  let name = FULL_NAMES.get(reference);
  if (name === undefined) {
    name =
      referenceFault(reference) === undefined
        ? formatReference(parseReference(reference)).replace(HUB, '')
        : '';
    FULL_NAMES.set(reference, name);
  }
  return name === '' ? undefined : name;
}
