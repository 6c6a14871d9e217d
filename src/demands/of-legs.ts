import { formatReference, parseReference } from '../images/reference.ts';
import { listed, shortened } from '../sources/problems.ts';
import type { SourceProblem, SourceReading } from '../sources/reading.ts';
import { referenceFault } from '../sources/reference-check.ts';
import type { SourceValue } from '../sources/source-value.ts';
import type { BuildDeed, RunDeed, WorkflowReading } from '../sources/workflow/model.ts';
import { buildArgsOf } from './dockerfiles.ts';
import type { DemandGathering, LegDemand } from './gathering.ts';
import { type LegContext, type LegParts, placedIn } from './leg-context.ts';
import { isolationOf, leavesWindowsOut } from './requirement.ts';

/** What building a Dockerfile in a leg demands. */
export async function addBuild(
  deed: BuildDeed,
  context: LegContext,
  { dockerfiles, buildArgs }: LegParts,
  gathering: DemandGathering,
): Promise<void> {
  const { dockerfilePath, args, target, platforms } = deed;
  if (dockerfilePath === undefined || leavesWindowsOut(platforms)) return;
  const dockerfile = await dockerfiles.open(dockerfilePath);
  if (dockerfile.missing) {
    if (context.on.kind !== 'other') context.problems.push(notThere(dockerfilePath, deed));
    return;
  }
  const stage = target?.unknown === true ? undefined : target?.value || undefined;
  const settings = {
    buildArgs: buildArgsOf(buildArgs, args, 'unknown'),
    ...(stage === undefined ? {} : { target: stage }),
  };
  const isolation = isolationOf(deed.isolation);
  const key = dockerfile.wayOf(settings);
  const demand: LegDemand = {
    key,
    origin: 'workflow',
    reading: dockerfile.read(settings, key),
    ...settings,
    ...(isolation === undefined ? {} : { isolation }),
    ...placedIn(context, deed),
    ...(deed.options.length === 0 ? {} : { container: { what: 'the build', options: deed.options } }),
  };
  gathering.add(demand);
  const { unknownUses } = demand.reading;
  if (unknownUses !== undefined) context.problems.push(...notKnown(deed, dockerfilePath));
  for (const tag of deed.tags) {
    const name = tagOf(tag);
    if (name !== undefined) context.built.set(name, demand);
  }
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
    .filter(([, value]) => value === undefined || (value.unknown === true && !value.written.includes('${{')))
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
  const { image } = deed;
  const built = context.built.get(tagOf(image) ?? '');
  if (context.on.kind === 'other') return;
  if (built === undefined && (image.unknown === true || referenceFault(image.value) !== undefined)) return;
  const isolation = isolationOf(deed.isolation);
  const container =
    deed.kind === 'pull'
      ? {}
      : { container: { what: `docker ${deed.kind} ${image.written}`, options: deed.options } };
  if (built !== undefined) {
    // The image that a step before has built is its last stage, run in this way.
    if (deed.kind === 'pull') return;
    const { container: _of, leg: _leg, host: _host, paired: _paired, isolation: _isolation, ...rest } = built;
    const uses = built.reading.uses.filter(({ needs }) => needs.includes('run'));
    gathering.add({
      ...rest,
      key: `run ${built.key}`,
      reading: { ...built.reading, uses },
      ...(isolation === undefined ? {} : { isolation }),
      ...placedIn(context, deed),
      ...container,
    });
    return;
  }
  gathering.add({
    key: `image ${image.value} ${deed.platform?.value ?? ''} ${deed.kind === 'pull'} ${image.place.file}:${image.place.line}:${image.place.column}`,
    origin: 'workflow',
    reading: readingOf(deed, image, context.workflow),
    ...(isolation === undefined ? {} : { isolation }),
    ...placedIn(context, deed),
    mayBeLocal: true,
    ...container,
  });
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

/** A reference in full; undefined where it is none. */
function fullName(reference: string): string | undefined {
  let name = FULL_NAMES.get(reference);
  if (name === undefined) {
    name = referenceFault(reference) === undefined ? formatReference(parseReference(reference)) : '';
    FULL_NAMES.set(reference, name);
  }
  return name === '' ? undefined : name;
}
