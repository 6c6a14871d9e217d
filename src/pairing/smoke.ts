import { CheckError, messageOf } from '../errors.ts';
import type { Host } from '../hosts/model.ts';
import type { Resolver } from '../images/resolve.ts';
import type { HostsMatch, IsolationRequirement } from '../report/report.ts';
import type { SmokeCandidate, SmokeResult, SmokeSettings } from '../smoke/model.ts';
import { engineHost } from './engine-host.ts';
import { plainFinding, type RawFinding } from './findings-of-subject.ts';
import type { Gathered } from './gather.ts';
import { NoSmokeHost } from './no-smoke-host.ts';
import type { Pairings } from './pairings.ts';
import { smokeCandidates } from './smoke-candidates.ts';
import { seenBeside, smokeFindings } from './smoke-findings.ts';

/**
 * Runs the containers of one host.
 * @throws EngineError where the engine cannot be asked at all
 */
export type RunSmoke = (
  candidates: readonly SmokeCandidate[],
  host: Host,
  settings: Omit<SmokeSettings, 'runId'>,
  sizeOf: (candidate: SmokeCandidate) => Promise<number | undefined>,
) => Promise<SmokeResult>;

/** What the containers of this check showed, and what is to be said of it. */
export interface Smoked {
  readonly host: Host;
  /** Undefined where the engine could not be asked. */
  readonly result?: SmokeResult;
  readonly findings: readonly RawFinding[];
}

export interface SmokeOptions {
  readonly smoke?: Omit<SmokeSettings, 'runId'>;
  readonly isolation: IsolationRequirement;
  readonly hostsMatch: HostsMatch;
}

/**
 * Runs what is to be run on the host whose engine is at hand. Undefined where nothing is: no such host, nothing in scope,
 * or switched off.
 * @throws CheckError with `smoke: always`: `input-invalid` when no host is this machine, or the engine's own error
 */
export async function smokeOn(
  pairings: Pairings,
  { subjects }: Pick<Gathered, 'subjects'>,
  { smoke, isolation, hostsMatch }: SmokeOptions,
  world: { readonly smoke: RunSmoke; readonly resolver: Resolver },
): Promise<Smoked | undefined> {
  if (smoke === undefined) return undefined;
  const { hosts } = pairings;
  const host = engineHost(hosts);
  if (host === undefined) {
    if (smoke.mode !== 'always') return undefined;
    throw new NoSmokeHost();
  }
  const pairs = smokeCandidates(subjects, pairings.on(host));
  if (pairs.length === 0) return undefined;
  try {
    const result = await world.smoke(
      pairs.map(({ candidate }) => candidate),
      host,
      smoke,
      (candidate) => sizeInRegistry(candidate, world.resolver),
    );
    const settings = { anyIsolation: isolation === 'any', anyHost: hostsMatch === 'any' && hosts.length > 1 };
    return { host, result, findings: smokeFindings(pairs, result, host, subjects, settings) };
  } catch (thrown) {
    if (smoke.mode === 'always' || !(thrown instanceof CheckError) || !thrown.code.startsWith('engine-'))
      throw thrown;
    return { host, findings: [engineSilent(thrown, host)] };
  }
}

/** Every finding once the containers have been seen: the predicted ones, and what the containers add. */
export function inTheLightOf(
  predicted: readonly RawFinding[],
  smoked: Smoked | undefined,
): readonly RawFinding[] {
  if (smoked === undefined) return predicted;
  const { result, host, findings } = smoked;
  return [...(result === undefined ? predicted : seenBeside(predicted, result, host)), ...findings];
}

/** The entries of an index do not tell what their layers weigh; their manifests do. */
async function sizeInRegistry(
  { image, digest }: SmokeCandidate,
  resolver: Resolver,
): Promise<number | undefined> {
  if (digest === undefined) return undefined;
  const { entries } = await resolver.resolve(`${image.replace(/@.*$/, '')}@${digest}`);
  return entries[0]?.layersSize;
}

/** With `auto` the judgement stands without containers, and the reason is told. */
function engineSilent(error: CheckError, host: Host): RawFinding {
  return plainFinding(
    'smoke-not-run',
    `No smoke container was run on ${host.id}: ${messageOf(error)}`,
    [],
    { host: host.id },
    { level: 'notice', remedy: error.remedy },
  );
}
