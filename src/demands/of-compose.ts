import { type ComposeReading, type ComposeService, readCompose } from '../sources/compose.ts';
import type { FileShelf } from '../sources/file-shelf.ts';
import type { SourceReading } from '../sources/reading.ts';
import type { Isolation } from '../windows/model.ts';
import { type BuildSettings, buildArgsOf, type Dockerfiles, readInline } from './dockerfiles.ts';
import type { Demand, DemandContainer } from './model.ts';
import { isolationOf, isWindowsPlatform, leavesWindowsOut } from './requirement.ts';

/** Which project, and how it is run. Paths are relative to the workspace. */
export interface ComposeProject {
  readonly files: readonly string[];
  readonly profiles?: readonly string[];
  /** Services that are asked for; empty for all. */
  readonly services: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** In place of `.env`. */
  readonly envFiles?: readonly string[];
  /** What a variable without a value is: empty as for Compose, or not known, as the shell may have it. */
  readonly unset: 'empty' | 'unknown';
  /** A Windows host is meant to have it. */
  readonly paired: boolean;
  /** It is built on another system, which counts the capitals of names. */
  readonly countsCapitals?: boolean;
}

export interface ComposeParts {
  readonly shelf: FileShelf;
  readonly dockerfiles: Dockerfiles;
  readonly buildArgs: Readonly<Record<string, string>>;
}

/** What the services of a Compose project demand: what they build, and what they run. */
export async function composeDemands(
  project: ComposeProject,
  { shelf, dockerfiles, buildArgs }: ComposeParts,
): Promise<{ readonly demands: readonly Demand[]; readonly reading: ComposeReading }> {
  const reading = await readCompose({
    files: project.files,
    read: (file) => shelf.read(file),
    environment: project.environment,
    unset: project.unset,
    ...(project.envFiles === undefined ? {} : { envFiles: project.envFiles }),
    ...(project.profiles === undefined ? {} : { profiles: project.profiles }),
  });
  const wanted = reading.services.filter(({ name, active }) =>
    project.services.length === 0 ? active : project.services.includes(name),
  );
  const demands: Demand[] = [];
  for (const service of wanted) {
    const source = await readingOf(service, reading, {
      dockerfiles,
      buildArgs,
      countsCapitals: project.countsCapitals ?? false,
    });
    if (source === undefined) continue;
    const isolation = isolationOf(service.isolation, service.build?.isolation);
    const platforms = [
      ...(service.platform === undefined ? [] : [service.platform]),
      ...(service.build?.platforms ?? []),
    ];
    demands.push({
      origin: 'compose',
      ...source,
      ...(isolation === undefined ? {} : { isolation }),
      legs: [],
      paired:
        project.paired ||
        isolation !== undefined ||
        platforms.some(({ value, unknown }) => unknown !== true && isWindowsPlatform(value)),
      containers: [containerOf(service, reading.services)],
    });
  }
  return { demands, reading };
}

type Source = Pick<Demand, 'reading' | 'place' | 'buildArgs' | 'target'>;

/** The file that names the images of a service, as it is built for it; undefined where that is not known, or is no Windows. */
async function readingOf(
  { name, build, image, platform }: ComposeService,
  project: ComposeReading,
  {
    dockerfiles,
    buildArgs,
    countsCapitals,
  }: Omit<ComposeParts, 'shelf'> & { readonly countsCapitals: boolean },
): Promise<Source | undefined> {
  if (leavesWindowsOut([...(platform === undefined ? [] : [platform]), ...(build?.platforms ?? [])]))
    return undefined;
  if (build === undefined) {
    const uses = project.uses.filter(({ stage, place }) => stage === name && place === image?.place);
    return uses.length === 0 ? undefined : { reading: readingWith(uses, project) };
  }
  const args = buildArgsOf(buildArgs, build.args, 'default');
  const target = build.target?.unknown === true ? undefined : build.target?.value || undefined;
  const settings: BuildSettings = { buildArgs: args, ...(target === undefined ? {} : { target }) };
  const place = build.place;
  if (build.dockerfileInline !== undefined) {
    return build.dockerfileInline.unknown === true
      ? undefined
      : { reading: readInline(build.dockerfileInline, settings), place, ...settings };
  }
  if (build.dockerfilePath === undefined) return undefined;
  const file = build.dockerfilePath;
  const dockerfile = await (countsCapitals ? dockerfiles.open(file) : dockerfiles.openOnWindows(file));
  return dockerfile.missing ? undefined : { reading: dockerfile.read(settings), place, ...settings };
}

function readingWith(uses: SourceReading['uses'], project: ComposeReading): SourceReading {
  const file = uses[0]?.place.file ?? project.file;
  return {
    file,
    uses,
    problems: [],
    hints: { backtickEscape: false, windowsShell: false },
    line: (number) => project.line(file, number),
  };
}

function containerOf(service: ComposeService, services: readonly ComposeService[]): DemandContainer {
  const owner = services.find(({ name }) => name === service.sharesNetworkOf);
  const networkOwner = isolationOf(owner?.isolation) as Isolation | undefined;
  return {
    what: `the service ${service.name}`,
    options: service.options,
    ...(networkOwner === undefined ? {} : { networkOwner }),
  };
}
