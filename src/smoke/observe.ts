import { EngineError } from '../engine/engine-error.ts';
import type { ErrorClass } from '../windows/error-model.ts';
import { classifyEngineError } from '../windows/error-texts.ts';
import type {
  Observation,
  ObservationReason,
  ObservedError,
  Outcome,
  SmokeCandidate,
  SmokeHost,
} from './model.ts';

type Kind = readonly [Outcome, ObservationReason];

type Kinds = Readonly<Partial<Record<ErrorClass, Kind>>>;

const NOTHING_LEARNED: Kind = ['not-run', 'infrastructure'];

/** What an error says of the pairing before Windows is asked. A class that is not listed says nothing of it. */
const BEFORE_WINDOWS: Kinds = {
  'image-mismatch': ['refused', 'refused-by-engine'],
  'no-matching-manifest': ['refused', 'refused-by-engine'],
  'wrong-operating-system': ['refused', 'refused-by-engine'],
  'isolation-refused': ['refused', 'refused-by-engine'],
  'option-refused': ['refused', 'refused-by-engine'],
  'image-not-found': ['not-run', 'not-present'],
  'out-of-disk': ['not-run', 'no-disk-space'],
};

/** What an error says of the pairing when it meets the start. Any other is of Windows, which did not start it. */
const AT_START: Kinds = {
  'image-mismatch': ['refused', 'refused-by-windows'],
  'hyperv-unavailable': ['refused', 'hyperv-unavailable'],
  'guest-exited': ['failed', 'refused-by-windows'],
  'guest-unreachable': ['timed-out', 'timed-out'],
  timeout: ['timed-out', 'timed-out'],
  'access-denied': ['failed', 'refused-by-windows'],
  'image-broken': ['refused', 'refused-by-windows'],
  'insider-required': ['refused', 'refused-by-windows'],
  'host-too-old': ['refused', 'refused-by-windows'],
  'not-supported': ['refused', 'refused-by-windows'],
  'out-of-memory': ['not-run', 'no-memory'],
  'out-of-disk': ['not-run', 'no-disk-space'],
  'engine-unavailable': NOTHING_LEARNED,
  'removal-failed': NOTHING_LEARNED,
  'not-running': ['failed', 'exited-early'],
  'command-missing': ['failed', 'no-command'],
  'program-failed': ['failed', 'failed-inside'],
  'program-stopped': ['failed', 'failed-inside'],
  'wrong-operating-system': ['refused', 'refused-by-engine'],
  'isolation-refused': ['refused', 'refused-by-engine'],
  'option-refused': ['refused', 'refused-by-engine'],
};

/** Classes of what happens to a container; of a pull, which has none yet, they tell nothing. */
const OF_CONTAINERS: ReadonlySet<ErrorClass> = new Set([
  'access-denied',
  'command-missing',
  'guest-exited',
  'image-broken',
  'invalid-request',
  'not-running',
  'not-supported',
  'out-of-memory',
  'program-failed',
  'removal-failed',
  'timeout',
  'unknown',
]);

/** At which step of a container an error was met. */
export type Step = 'pull' | 'create' | 'start' | 'look';

/**
 * What an error shows of a pairing: a refusal by the engine or by Windows, a failure inside, a time-out, or nothing at all.
 * An error of Windows that nobody knows is still Windows' own when it met the start.
 */
export function observeError(
  thrown: unknown,
  step: Step,
  candidate: SmokeCandidate,
  host: SmokeHost,
): Observation {
  const text = thrown instanceof EngineError ? (thrown.engineText ?? thrown.message) : String(thrown);
  if (!(thrown instanceof EngineError) || thrown.code !== 'engine-refused') {
    return withoutAnswer(thrown, step, text);
  }
  const error = step === 'pull' ? ofPull(describe(text, candidate, host)) : describe(text, candidate, host);
  const [outcome, reason] =
    step === 'start'
      ? (AT_START[error.class] ?? (['failed', 'refused-by-windows'] as const))
      : (BEFORE_WINDOWS[error.class] ?? NOTHING_LEARNED);
  return { outcome, reason, message: error.cause, error };
}

/** What a code of Windows says of a container it does not say of a pull. */
function ofPull(error: ObservedError): ObservedError {
  if (!OF_CONTAINERS.has(error.class)) return error;
  return {
    ...error,
    class: 'unknown',
    cause: 'The engine could not pull the image or store it; its own words say why.',
    remedy:
      "Pull it again; if it stays so, look into the engine's log, for its connection to the registry and for software that holds the files of its data folder.",
    sources: [],
  };
}

/** What is known of the exit code of a program: only Windows' own statuses mean the same whoever leaves with them. */
export function observeExit(
  code: number,
  candidate: SmokeCandidate,
  host: SmokeHost,
): ObservedError | undefined {
  if (code < FIRST_STATUS) return undefined;
  const error = describe(`exit code ${code}`, candidate, host);
  return error.class === 'unknown' ? undefined : error;
}

const FIRST_STATUS = 0x80000000;

/** What is known of an error text for this pairing. */
export function describe(text: string, candidate: SmokeCandidate, host: SmokeHost): ObservedError {
  const told = classifyEngineError(text, {
    isolation: candidate.isolation,
    family: candidate.family,
    ...(host.version && { hostVersion: host.version }),
    ...(host.product && { hostProduct: host.product }),
    ...(candidate.version && { imageVersion: candidate.version }),
  });
  return {
    text,
    class: told.class,
    ...(told.code === undefined ? {} : { code: told.code }),
    cause: told.cause,
    remedy: told.remedy,
    sources: told.sources,
  };
}

/** No answer tells of a pairing only where Windows was starting it. */
function withoutAnswer(thrown: unknown, step: Step, text: string): Observation {
  const timedOut = thrown instanceof EngineError && thrown.code === 'engine-timeout';
  if (timedOut && step === 'start') {
    return { outcome: 'timed-out', reason: 'timed-out', message: text };
  }
  return { outcome: 'not-run', reason: 'infrastructure', message: text };
}
