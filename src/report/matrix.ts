import { hostedRunnerOf } from '../hosts/hosted-runner.ts';
import type { Isolation } from '../windows/model.ts';
import { parseWindowsVersion } from '../windows/version.ts';
import { plainJson } from './plain.ts';
import type { Report, ReportHost, ReportPairing, ReportSubject } from './report.ts';

/**
 * One job of the matrix, under the names by which a workflow speaks of them (`matrix.runs-on`). All of it is text.
 *
 * On its runner a leg calls this action again, with
 *
 *     hosts: runner                          the machine itself, with its revision
 *     images: ${{ matrix.image }}            what is pulled, judged and run there
 *     isolation: ${{ matrix.isolation }}     what must work there
 *     fail-on: never                         the merged reports decide
 *
 * and with no `files`: where images are given and files are not, no file is read, so the leg pulls this image and no
 * other. With `files: ${{ matrix.dockerfile }}` each leg would pull every image of that file again. `image` has all build
 * arguments in it already, so `build-args` are for steps that build: `dockerfile` and `build-args` tell such a step which
 * file this image stands in, and with which arguments. That the runner is the Windows that was meant is found out in the
 * end: a leg that runs on another build reports on another host, and the merge says that the planned one never reported.
 */
export interface MatrixLeg {
  /** The `id` of the host that it stands for. */
  readonly host: string;
  readonly 'runs-on': string;
  /** The first one that the image stands in; empty for an image given by input. */
  readonly dockerfile: string;
  /** A line for each, `NAME=VALUE`, as the input takes them; empty where there are none. */
  readonly 'build-args': string;
  readonly image: string;
  readonly isolation: Isolation | 'any' | 'all';
}

/** Something that gets no leg, and why, in a sentence. */
export interface LeftOut {
  readonly why: 'no-runner' | 'too-many';
  readonly host: string;
  readonly image?: string;
  readonly message: string;
}

export interface FanOut {
  readonly legs: readonly MatrixLeg[];
  readonly left: readonly LeftOut[];
}

export interface FanOutOptions {
  /** GitHub makes no more jobs of a matrix, which is what it is when left out. */
  readonly most?: number;
}

/** "A job matrix can generate a maximum of 256 jobs per workflow run" (GitHub's page of limits). */
export const MOST_LEGS = 256;

/**
 * The legs that are worth a runner: whatever is run (not only pulled) and not predicted to be refused in both modes, on
 * every host that a hosted runner stands for. One leg has both modes of an image on a runner, so that each runner pulls it
 * once, also where two hosts are the same runner. Where there are too many, those that must work come first.
 */
export function fanOut(report: Report, options: FanOutOptions = {}): FanOut {
  const hosts = new Map(report.hosts.map((host) => [host.id, host]));
  const pairings = pairingsByCell(report);
  const legs = new Map<string, WorthyLeg>();
  const left = new Map<string, LeftOut>();
  for (const { subject, host: id, image, platform } of runsOf(report)) {
    const host = hosts.get(id);
    const worthy = (pairings.get(cellKey(image, platform, id)) ?? []).filter(isWorthRunning);
    if (host === undefined || worthy.length === 0) continue;
    const runner = hostedRunnerOf(toServe(host), report.date);
    if ('lacking' in runner) {
      left.set(id, withoutRunner(host, runner.lacking));
      continue;
    }
    const key = JSON.stringify([runner.label, image]);
    const known = legs.get(key);
    if (known === undefined)
      legs.set(key, { host: id, label: runner.label, image, subject, pairings: worthy });
    else legs.set(key, { ...known, pairings: [...known.pairings, ...worthy] });
  }
  const all = [...legs.values()];
  const kept = new Set(theMostNeeded(all, options.most ?? MOST_LEGS));
  return {
    legs: all.filter((leg) => kept.has(leg)).map(matrixLeg),
    left: [...left.values(), ...all.filter((leg) => !kept.has(leg)).map(beyondTheMost)],
  };
}

/** The matrix as `strategy.matrix: ${{ fromJSON(…) }}` takes it; without legs too, though GitHub runs no empty one. */
export function formatMatrix(legs: readonly MatrixLeg[]): string {
  return plainJson({ include: legs });
}

interface WorthyLeg {
  readonly host: string;
  readonly label: string;
  readonly image: string;
  readonly subject: ReportSubject;
  readonly pairings: readonly ReportPairing[];
}

/** Every image on every host where something runs it, the subjects in their order. */
function* runsOf({ subjects }: Report) {
  for (const subject of subjects) {
    for (const { image, platform, needs } of subject.images) {
      if (!needs.some((need) => need !== 'pull')) continue;
      for (const host of subject.hosts) yield { subject, host, image, platform };
    }
  }
}

/** Host-process containers are no containers to speak of, and no smoke container is run of them. */
function isWorthRunning({ prediction, rule }: ReportPairing): boolean {
  return prediction !== 'refused' && rule !== 'no-version-rule';
}

function pairingsByCell(report: Report): ReadonlyMap<string, readonly ReportPairing[]> {
  const cells = new Map<string, ReportPairing[]>();
  for (const pairing of report.pairings) {
    const key = cellKey(pairing.image, pairing.platform, pairing.host);
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, [pairing]);
    else cell.push(pairing);
  }
  return cells;
}

function cellKey(image: string, platform: string | undefined, host: string): string {
  return JSON.stringify([image, platform, host]);
}

function toServe({ id, version, product, architecture, imageStore }: ReportHost) {
  const build = version === undefined ? undefined : parseWindowsVersion(version)?.build;
  return {
    id,
    ...(build === undefined ? {} : { build }),
    ...(product === undefined ? {} : { product }),
    ...(architecture === undefined ? {} : { architecture }),
    ...(imageStore === undefined ? {} : { imageStore }),
  };
}

/** Stable: within what must work, and within the rest, the order stays. */
function theMostNeeded(legs: readonly WorthyLeg[], most: number): readonly WorthyLeg[] {
  if (legs.length <= most) return legs;
  const needed = (leg: WorthyLeg) => Number(leg.pairings.some(({ required }) => required));
  return [...legs].sort((a, b) => needed(b) - needed(a)).slice(0, most);
}

function matrixLeg({ host, label, image, subject, pairings }: WorthyLeg): MatrixLeg {
  return {
    host,
    'runs-on': label,
    dockerfile: subject.file ?? '',
    'build-args': buildArgsOf(subject),
    image,
    isolation: isolationOf(pairings, subject),
  };
}

/** What must work of what may work; where nothing must, what may. */
function isolationOf(pairings: readonly ReportPairing[], subject: ReportSubject): MatrixLeg['isolation'] {
  const required = pairings.filter((pairing) => pairing.required);
  const modes = new Set((required.length > 0 ? required : pairings).map(({ isolation }) => isolation));
  const [only = 'process'] = modes;
  if (modes.size < 2) return only;
  return required.length > 0 && subject.isolation !== 'any' ? 'all' : 'any';
}

/** A value with a line end in it cannot be written so. */
function buildArgsOf({ buildArgs = {} }: ReportSubject): string {
  return Object.entries(buildArgs)
    .filter((entry) => !entry.some((text) => /[\r\n]/.test(text)))
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');
}

function withoutRunner(host: ReportHost, lacking: string): LeftOut {
  const facts = [host.version, host.product].filter((fact) => fact !== undefined);
  const known = facts.length === 0 ? '' : ` (${facts.join(', ')})`;
  return {
    why: 'no-runner',
    host: host.id,
    message: `${host.id} gets no leg in the matrix: ${lacking}${known}.`,
  };
}

function beyondTheMost({ host, image }: WorthyLeg): LeftOut {
  return {
    why: 'too-many',
    host,
    image,
    message: `${image} on ${host} gets no leg in the matrix: GitHub makes ${MOST_LEGS} jobs of one at most.`,
  };
}
