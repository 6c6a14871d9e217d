import { EngineError } from '../engine/engine-error.ts';
import type { ContainerSpec, LocalImage } from '../engine/model.ts';
import { messageOf } from '../errors.ts';
import { formatWindowsVersion, parseWindowsVersion } from '../windows/version.ts';
import { guestCommand } from './guest.ts';
import { followGuest, type GuestLog } from './guest-log.ts';
import { containerName, PAIRING_LABEL, RUN_LABEL } from './labels.ts';
import { HYPERV_MEMORY_BYTES, LOG_CHARACTERS, SLOW_START_MS, SPARE_SECONDS } from './limits.ts';
import type { Observation, SmokeCandidate, SmokeHost, SmokeSettings, SmokeWorld } from './model.ts';
import { observeError, observeExit } from './observe.ts';
import type { ProofSession, Prover } from './proof.ts';
import type { Removals } from './removal.ts';

/** Everything one container needs. */
export interface RunParts {
  readonly candidate: SmokeCandidate;
  /** Unique in the run. */
  readonly number: number;
  readonly attempt: number;
  /** As it is in the engine, where it was looked at. */
  readonly local?: LocalImage;
  readonly host: SmokeHost;
  readonly settings: SmokeSettings;
  readonly world: SmokeWorld;
  readonly prover: Prover;
  readonly removals: Removals;
}

/**
 * One container for one pairing: created, started, asked for its Windows, proved, given the user's command, and removed
 * whatever happens. Seven calls of the engine: create, start, logs, top twice, inspect, remove. Never rejects.
 */
export async function runContainer(parts: RunParts): Promise<Observation> {
  const seen = await runWith(parts, 'guest');
  if (seen.error?.class !== 'command-missing') return seen;
  // An image without cmd.exe can only be run as its author meant it to be. What was just pulled was not looked at yet.
  const local = parts.local ?? (await lookAt(parts));
  if (hasOwnCommand(local)) return runWith({ ...parts, ...(local && { local }) }, 'own');
  return {
    ...seen,
    outcome: 'not-run',
    reason: 'no-command',
    message:
      'Windows did start the container, but the image has neither cmd.exe, through which it would be asked, nor a command of its own.',
  };
}

async function lookAt({ candidate, world }: RunParts): Promise<LocalImage | undefined> {
  try {
    return await world.engine.inspectImage(candidate.image, { signal: world.signal });
  } catch {
    // What went wrong with the container says more.
    return undefined;
  }
}

type Manner = 'guest' | 'own';

async function runWith(parts: RunParts, manner: Manner): Promise<Observation> {
  const { candidate, world, settings } = parts;
  const mark = world.mark();
  const name = containerName(settings.runId, parts.number, parts.attempt + (manner === 'own' ? 10 : 0));
  // Without cmd.exe no process carries the mark, so nothing can be proved by it.
  const session = await parts.prover.begin(candidate.isolation, manner === 'guest' ? mark : undefined);
  const begun = world.now();
  let seen: Seen;
  try {
    seen = await observe(parts, manner, name, mark, session, begun);
  } catch (thrown) {
    seen = { observation: { outcome: 'not-run', reason: 'infrastructure', message: messageOf(thrown) } };
  }
  // Without limits from outside: a cancelled run must be removed too.
  const removed = await parts.removals.remove(name);
  const copy = copyVersionOf(parts);
  if (seen.configured === undefined) return { ...seen.observation, ...copy };
  await session.afterRemoval(removed);
  const proved = session.verdict({
    configured: seen.configured,
    ...(seen.kernel && { guestKernel: formatWindowsVersion(seen.kernel) }),
    ...(seen.observation.guestVersion && { guestVersion: seen.observation.guestVersion }),
    ...(parts.host.version && { hostVersion: parts.host.version }),
    ...((copy.copyVersion ?? candidate.version) && { imageVersion: copy.copyVersion ?? candidate.version }),
  });
  return {
    ...seen.observation,
    ...copy,
    isolation: proved.isolation,
    evidence: proved.evidence,
    proof: proved.proof,
  };
}

/** An engine may hold an older image of the name than the one that its registry has now. */
function copyVersionOf({ local, candidate, settings }: RunParts): Pick<Observation, 'copyVersion'> {
  if (local?.osVersion === undefined || settings.pull === 'always') return {};
  const copyVersion = parseWindowsVersion(local.osVersion);
  const judged = candidate.version;
  if (copyVersion === undefined || judged === undefined) return {};
  const same =
    copyVersion.build === judged.build &&
    (judged.revision === undefined || copyVersion.revision === judged.revision);
  return same ? {} : { copyVersion };
}

interface Seen {
  readonly observation: Observation;
  /** Set where a container did start. */
  readonly configured?: SmokeCandidate['isolation'];
  readonly kernel?: { readonly build: number; readonly revision?: number };
}

async function observe(
  parts: RunParts,
  manner: Manner,
  name: string,
  mark: string,
  session: ProofSession,
  begun: number,
): Promise<Seen> {
  const { candidate, world, settings, host } = parts;
  const { engine, signal } = world;
  if (signal.aborted) return { observation: cancelled() };
  let id: string;
  try {
    // Not ended by a signal: an engine that was asked may still make it, and then nobody would know.
    ({ id } = await engine.createContainer(specOf(parts, manner, name, mark)));
  } catch (thrown) {
    return { observation: observeError(thrown, 'create', candidate, host) };
  }
  const deadline = begun + settings.timeoutSeconds * 1000;
  const left = () => Math.max(0, deadline - world.now());
  try {
    await engine.startContainer(id, { milliseconds: Math.max(1, left()), signal });
  } catch (thrown) {
    return { observation: signal.aborted ? cancelled() : afterStart(thrown, parts, world.now() - begun) };
  }
  const started = world.now();

  const log = followGuest(engine, id, mark, signal);
  try {
    // Side by side: the first process carries the mark from its beginning.
    await Promise.all([
      log.until(({ facts }) => manner === 'guest' && facts !== undefined, manner === 'own' ? 1_000 : left()),
      session.whileRunning({
        top: () => engine.top(id, { signal }),
        state: () => engine.inspectContainer(id, { signal }),
      }),
    ]);
    if (settings.command !== undefined && manner === 'guest') {
      await log.until(({ exitCode }) => exitCode !== undefined, left());
    }
    if (signal.aborted) return { observation: cancelled() };
    const state = await engine.inspectContainer(id, { signal });
    const configured = state.isolation?.toLowerCase() === 'hyperv' ? 'hyperv' : 'process';
    const kernel = log.progress.facts?.kernel;
    const milliseconds = world.now() - begun;
    return {
      configured,
      ...(kernel === undefined ? {} : { kernel }),
      observation: {
        ...conclude(parts, manner, log, state),
        ...(log.progress.facts?.version === undefined ? {} : { guestVersion: log.progress.facts.version }),
        milliseconds,
        ...(started - begun > SLOW_START_MS ? { slow: true } : {}),
      },
    };
  } finally {
    log.stop();
  }
}

function specOf(
  { candidate, settings, local }: RunParts,
  manner: Manner,
  name: string,
  mark: string,
): ContainerSpec {
  const guest = guestCommand(mark, settings.timeoutSeconds + SPARE_SECONDS, settings.command);
  return {
    name,
    image: candidate.image,
    isolation: candidate.isolation,
    labels: { [RUN_LABEL]: settings.runId, [PAIRING_LABEL]: `${candidate.isolation} ${candidate.image}` },
    network: settings.network,
    ...(candidate.isolation === 'hyperv' ? { memory: HYPERV_MEMORY_BYTES } : {}),
    ...(manner === 'guest' ? { ...guest, openStdin: true } : {}),
    ...(manner === 'own' && local?.user !== undefined ? { user: local.user } : {}),
  };
}

function afterStart(thrown: unknown, parts: RunParts, milliseconds: number): Observation {
  const timedOut = thrown instanceof EngineError && thrown.code === 'engine-timeout';
  const seen = observeError(thrown, 'start', parts.candidate, parts.host);
  return {
    ...seen,
    ...(timedOut ? { message: `Windows had not started it within ${parts.settings.timeoutSeconds} s.` } : {}),
    milliseconds,
    ...(milliseconds > SLOW_START_MS ? { slow: true } : {}),
  };
}

/** What the container showed, once it has been looked at. */
function conclude(
  { settings, candidate, host }: RunParts,
  manner: Manner,
  log: GuestLog,
  state: { readonly status: string; readonly exitCode: number; readonly error?: string },
): Observation {
  const { facts, exitCode, log: printed } = log.progress;
  const end = printed === '' ? {} : { log: printed.slice(-LOG_CHARACTERS) };
  const running = state.status === 'running';
  const errorOf = (code: number): Pick<Observation, 'error'> => {
    const error = observeExit(code, candidate, host);
    return error === undefined ? {} : { error };
  };
  if (manner === 'own' && settings.command !== undefined) {
    return {
      outcome: 'failed',
      reason: 'no-command',
      message:
        'It started with its own command, but the smoke command could not be run, as there is no cmd.exe in the image.',
      ...end,
    };
  }
  if (manner === 'own') {
    return {
      outcome: 'ran',
      reason: 'ran',
      message:
        'It started with its own command; without cmd.exe in the image nothing could be asked of its Windows.',
      ...(running ? {} : { exitCode: state.exitCode }),
      ...end,
    };
  }
  if (facts === undefined) {
    return running
      ? {
          outcome: 'timed-out',
          reason: 'timed-out',
          message: `It started, and told nothing within ${settings.timeoutSeconds} s.${log.failure ? ` Its log could not be followed: ${log.failure}` : ''}`,
          ...end,
        }
      : {
          outcome: 'failed',
          reason: 'exited-early',
          message: `It started and was gone at once, with exit code ${exitText(state.exitCode)}.`,
          exitCode: state.exitCode,
          ...errorOf(state.exitCode),
          ...end,
        };
  }
  if (settings.command === undefined)
    return { outcome: 'ran', reason: 'ran', message: 'It started and answered.' };
  const code = exitCode ?? (running ? undefined : state.exitCode);
  if (code === undefined) {
    return {
      outcome: 'timed-out',
      reason: 'timed-out',
      message: `The smoke command had not ended within ${settings.timeoutSeconds} s.`,
      ...end,
    };
  }
  return code === 0
    ? {
        outcome: 'ran',
        reason: 'ran',
        message: 'It started, and the smoke command succeeded.',
        exitCode: 0,
        ...end,
      }
    : {
        outcome: 'failed',
        reason: 'failed-inside',
        message: `The smoke command left with exit code ${exitText(code)}.`,
        exitCode: code,
        ...errorOf(code),
        ...end,
      };
}

/** Windows' own codes are known by their hexadecimal form. */
export function exitText(code: number): string {
  return code > 0xffff ? `${code} (0x${code.toString(16)})` : String(code);
}

function hasOwnCommand(local: LocalImage | undefined): boolean {
  return (local?.entrypoint?.length ?? 0) + (local?.command?.length ?? 0) > 0;
}

function cancelled(): Observation {
  return { outcome: 'not-run', reason: 'cancelled', message: 'The run was cancelled before it was known.' };
}
