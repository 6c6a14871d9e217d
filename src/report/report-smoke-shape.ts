import type { Evidence, HypervState, ObservationReason, Outcome } from '../smoke/model.ts';
import { ERROR_CLASSES } from '../windows/error-model.ts';
import { ISOLATIONS } from '../windows/model.ts';
import type { ReportObservation, ReportSmoke } from './report.ts';
import { flag, listOf, numberFrom, oneOf, shape, text, textLike, wordsOf } from './shape.ts';

export const windowsVersion = textLike(/^10\.0\.\d+(?:\.\d+)?$/, 'a Windows version as in 10.0.20348.2340');
export const addresses = listOf(textLike(/^https?:\/\//, 'an address on the web'));
export const isolation = oneOf(ISOLATIONS);

const OUTCOMES = wordsOf<Outcome>({ ran: 1, refused: 1, failed: 1, 'timed-out': 1, 'not-run': 1 });
const EVIDENCE = wordsOf<Evidence>({ proved: 1, consistent: 1, configured: 1 });
const STATES = wordsOf<HypervState>({ works: 1, absent: 1, broken: 1 });

// A list of all, which the types hold complete, as no more than types may be taken from where they come from.
const REASONS = wordsOf<ObservationReason>({
  ran: 1,
  'refused-by-engine': 1,
  'refused-by-windows': 1,
  'failed-inside': 1,
  'exited-early': 1,
  'no-command': 1,
  'timed-out': 1,
  'hyperv-unavailable': 1,
  infrastructure: 1,
  'predicted-refused': 1,
  'host-process': 1,
  'only-pulled': 1,
  'not-present': 1,
  'too-large': 1,
  'no-disk-space': 1,
  'no-memory': 1,
  'out-of-time': 1,
  cancelled: 1,
});

const engineError = shape<NonNullable<ReportObservation['error']>>(
  {
    text,
    class: oneOf(ERROR_CLASSES),
    code: text,
    cause: text,
    remedy: text,
    sources: addresses,
  },
  'code',
);

/** What a smoke container showed. */
export const observation = shape<ReportObservation>(
  {
    outcome: oneOf(OUTCOMES),
    reason: oneOf(REASONS),
    message: text,
    isolation,
    evidence: oneOf(EVIDENCE),
    proof: listOf(text),
    copyVersion: windowsVersion,
    guestVersion: windowsVersion,
    exitCode: numberFrom(0),
    log: text,
    error: engineError,
    milliseconds: numberFrom(0, false),
    slow: flag,
    warmedUp: flag,
    sameAs: text,
  },
  'isolation',
  'evidence',
  'proof',
  'copyVersion',
  'guestVersion',
  'exitCode',
  'log',
  'error',
  'milliseconds',
  'slow',
  'warmedUp',
  'sameAs',
);

/** What a smoke run learned beside its pairings. */
export const smoke = shape<ReportSmoke>(
  {
    host: text,
    runId: text,
    hyperv: shape<NonNullable<ReportSmoke['hyperv']>>({ state: oneOf(STATES), message: text }),
    pulled: listOf(
      shape<ReportSmoke['pulled'][number]>({ image: text, bytes: numberFrom(0, false) }, 'bytes'),
    ),
    leftOver: listOf(text),
  },
  'hyperv',
);
