import { type BakeReading, type BakeTarget, readBake } from '../sources/bake.ts';
import type { SourceValue } from '../sources/source-value.ts';
import { buildArgsOf, type Dockerfiles, readInline } from './dockerfiles.ts';
import type { Demand } from './model.ts';
import { isWindowsPlatform, leavesWindowsOut } from './requirement.ts';

/** Which targets of which file, and how bake is run. Paths are relative to the workspace. */
export interface BakeCall {
  readonly file: string;
  readonly content: Uint8Array;
  readonly targets?: readonly string[];
  /** What contexts are relative to; the directory of the file when left out. */
  readonly directory?: string;
  /** What `--set` says of its targets. */
  readonly set?: readonly SourceValue[];
  readonly variables: Readonly<Record<string, string>>;
  /** A Windows host is meant to build it. */
  readonly paired: boolean;
  /** It is built on another system, which counts the capitals of names. */
  readonly countsCapitals?: boolean;
}

/** What the targets of a bake file demand. */
export async function bakeDemands(
  call: BakeCall,
  { dockerfiles, buildArgs }: { dockerfiles: Dockerfiles; buildArgs: Readonly<Record<string, string>> },
): Promise<{ readonly demands: readonly Demand[]; readonly reading: BakeReading }> {
  const reading = readBake(call.content, {
    file: call.file,
    variables: call.variables,
    ...(call.targets === undefined || call.targets.length === 0 ? {} : { targets: call.targets }),
    ...(call.directory === undefined ? {} : { directory: call.directory }),
    ...(call.set === undefined ? {} : { set: call.set }),
  });
  const demands: Demand[] = [];
  for (const target of reading.targets) {
    if (!target.reachable || leavesWindowsOut(target.platforms)) continue;
    const open = (file: string) =>
      call.countsCapitals === true ? dockerfiles.open(file) : dockerfiles.openOnWindows(file);
    const source = await readingOf(target, open, buildArgs);
    if (source === undefined) continue;
    demands.push({
      origin: 'bake',
      ...source,
      place: target.place,
      legs: [],
      paired:
        call.paired ||
        target.platforms.some(({ value, unknown }) => unknown !== true && isWindowsPlatform(value)),
      containers: [],
    });
  }
  return { demands, reading };
}

async function readingOf(
  { args, target: stage, dockerfileInline, dockerfilePath }: BakeTarget,
  open: Dockerfiles['open'],
  base: Readonly<Record<string, string>>,
): Promise<Pick<Demand, 'reading' | 'buildArgs' | 'target'> | undefined> {
  const target = stage?.unknown === true ? undefined : stage?.value || undefined;
  const settings = {
    buildArgs: buildArgsOf(base, args, 'default'),
    ...(target === undefined ? {} : { target }),
  };
  if (dockerfileInline !== undefined) {
    if (dockerfileInline.unknown === true) return undefined;
    return { reading: readInline(dockerfileInline, settings), ...settings };
  }
  if (dockerfilePath === undefined) return undefined;
  const dockerfile = await open(dockerfilePath);
  return dockerfile.missing ? undefined : { reading: dockerfile.read(settings), ...settings };
}
