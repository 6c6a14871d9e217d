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

/** What an error says of the pairing it met. A class that is not listed says nothing of it. */
const OBSERVED: Readonly<Partial<Record<ErrorClass, Kind>>> = {
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
  'command-missing': ['failed', 'no-command'],
  'program-failed': ['failed', 'failed-inside'],
  'program-stopped': ['failed', 'failed-inside'],
  'no-matching-manifest': ['refused', 'refused-by-engine'],
  'wrong-operating-system': ['refused', 'refused-by-engine'],
  'isolation-refused': ['refused', 'refused-by-engine'],
  'option-refused': ['refused', 'refused-by-engine'],
  'image-not-found': ['not-run', 'not-present'],
};

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
  const error = describe(text, candidate, host);
  const known = OBSERVED[error.class];
  const [outcome, reason] =
    known ??
    (step === 'start'
      ? (['failed', 'refused-by-windows'] as const)
      : (['not-run', 'infrastructure'] as const));
  return { outcome, reason, message: error.cause, error };
}

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
