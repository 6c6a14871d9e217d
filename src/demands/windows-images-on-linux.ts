import { formatReference, parseReference } from '../images/reference.ts';
import { isWindowsOnly } from '../images/tags.ts';
import { shortened } from '../sources/problems.ts';
import type { SourceProblem } from '../sources/reading.ts';
import { referenceFault } from '../sources/reference-check.ts';
import type { SourceValue } from '../sources/source-value.ts';
import type { Deed, WorkflowLeg, WorkflowReading } from '../sources/workflow/model.ts';
import type { LegHosts } from './leg-hosts.ts';
import { isWindowsPlatform } from './requirement.ts';

/** What a leg does with an image, in the words of its finding. */
const DOES = {
  run: 'runs',
  create: 'makes a container of',
  pull: 'pulls',
  'job-container': 'asks for a container of',
  'job-service': 'asks for a container of',
} as const;

type ImageDeed = Extract<Deed, { kind: keyof typeof DOES }>;

/** Images for Windows that legs on Linux and macOS run or pull, each told once a place. */
export function windowsImagesOnLinux(
  { legs }: Pick<WorkflowReading, 'legs'>,
  legHosts: LegHosts,
): readonly SourceProblem[] {
  const problems = new Map<string, SourceProblem>();
  const names = new Names();
  for (const leg of legs) {
    if (legHosts.of(leg.labels).kind !== 'other') continue;
    for (const deed of failing(leg, names)) {
      const { file, line, column } = deed.image.place;
      const key = `${file}:${line}:${column}`;
      if (!problems.has(key)) problems.set(key, problem(leg, deed));
    }
  }
  return [...problems.values()];
}

/** The first of each image: what comes after it in the leg fails for the same cause. */
function failing({ deeds }: WorkflowLeg, names: Names): readonly ImageDeed[] {
  const told = new Map<string, ImageDeed>();
  const built = new Set<string>();
  for (const deed of deeds) {
    // What a step builds is whatever it is built from.
    if (deed.kind === 'build') for (const tag of deed.tags) built.add(names.of(tag)?.name ?? '');
    if (!isImageDeed(deed) || mayWork(deed)) continue;
    const image = names.of(deed.image);
    if (image?.windowsOnly === true && !built.has(image.name) && !told.has(image.name))
      told.set(image.name, deed);
  }
  return [...told.values()];
}

function isImageDeed(deed: Deed): deed is ImageDeed {
  return Object.hasOwn(DOES, deed.kind);
}

/** It asks for Windows by name, or may do so, or need not come to anything. */
function mayWork(deed: ImageDeed): boolean {
  if (!('options' in deed)) return false;
  const { platform, doubtful } = deed;
  if (doubtful === true) return true;
  return platform !== undefined && (platform.unknown === true || isWindowsPlatform(platform.value));
}

interface Named {
  readonly name: string;
  readonly windowsOnly: boolean;
}

/** Images by name; the legs of a matrix name the same ones again and again. */
class Names {
  readonly #known = new Map<string, Named | undefined>();

  /** The name in full; undefined where it is not known, or is none. */
  of({ value, unknown }: SourceValue): Named | undefined {
    if (unknown === true) return undefined;
    if (!this.#known.has(value)) this.#known.set(value, named(value));
    return this.#known.get(value);
  }
}

function named(text: string): Named | undefined {
  if (referenceFault(text) !== undefined) return undefined;
  const reference = parseReference(text);
  return { name: formatReference(reference), windowsOnly: isWindowsOnly(reference) };
}

function problem({ name, labels = [] }: WorkflowLeg, { kind, step, image }: ImageDeed): SourceProblem {
  const where = kind === 'job-container' || kind === 'job-service' ? step : `step "${step}"`;
  return {
    code: 'windows-image-on-linux',
    message: `In the leg ${name}, on ${labels.join(', ')}, ${where} ${DOES[kind]} ${shortened(image.value)}, which is an image for Windows: an engine without Windows containers finds nothing in it that it could take ("no matching manifest for linux/amd64", or "image operating system "windows" cannot be used on this platform").`,
    remedy:
      "Put this leg, or this step, on a runner with Windows, such as `windows-2025`; or leave the step out elsewhere with `if: runner.os == 'Windows'`.",
    place: image.place,
  };
}
