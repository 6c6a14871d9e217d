import type { Level, Verdict } from './model.ts';
import type { SourceId } from './sources.ts';

/** Every rule that can decide a pairing or speak about it, in the order in which they are asked. */
export const PREDICTION_RULES = [
  'wrong-operating-system',
  'no-version-rule',
  'image-version-unknown',
  'host-version-unknown',
  'host-product-unknown',
  'host-newer-than-known',
  'image-newer-than-host',
  'hyperv-unavailable',
  'hyperv-on-annual-channel',
  'conflicting-reports',
  'hyperv-runs',
  'process-isolation-on-client',
  'client-process-for-development',
  'same-build',
  'cross-release-process',
  'build-mismatch',
  'exact-build-policy',
  'revision-mismatch',
  'february-2020-baseline',
  'revision-newer-than-host',
  'known-advisory',
] as const;

export type PredictionRule = (typeof PREDICTION_RULES)[number];

/** Those that only speak about a pairing which another rule has decided. */
const REMARKS = ['host-newer-than-known', 'client-process-for-development', 'known-advisory'] as const;

/** A rule that can decide a pairing. */
export type DecidingRule = Exclude<PredictionRule, (typeof REMARKS)[number]>;

export const DECIDING_RULES: readonly DecidingRule[] = PREDICTION_RULES.filter(
  (rule): rule is DecidingRule => !REMARKS.some((remark) => remark === rule),
);

/** Something to tell the user about a pairing. */
export interface PredictionFinding {
  readonly rule: PredictionRule;
  readonly level: Level;
  /** Names both Windows versions. */
  readonly message: string;
  readonly sources: readonly SourceId[];
}

/** What the sources say of a pairing, and why. */
export interface Prediction {
  readonly prediction: Verdict;
  /** The rule that decided. */
  readonly rule: DecidingRule;
  /** One sentence; names both Windows versions. */
  readonly reason: string;
  /** What must hold besides, where nobody has told whether it does. */
  readonly conditions: readonly string[];
  readonly sources: readonly SourceId[];
  /** The deciding rule unless the pairing simply runs, then notices and advisories. */
  readonly findings: readonly PredictionFinding[];
}

/** What each rule rests on. */
export const RULE_SOURCES: Readonly<Record<PredictionRule, readonly SourceId[]>> = {
  'wrong-operating-system': ['moby-pull-windows', 'moby-image-os'],
  'no-version-rule': [
    'host-process-base-image',
    'aks-host-process',
    'moby-local-windows',
    'hcsshim-uvm-folder',
  ],
  'image-version-unknown': ['containerd-platforms'],
  'host-version-unknown': ['ms-version-compatibility'],
  'host-product-unknown': ['ms-version-compatibility', 'ms-isolation'],
  'host-newer-than-known': ['hcsshim-builds'],
  'image-newer-than-host': ['ms-version-compatibility', 'ms-portability', 'moby-pull-windows'],
  'hyperv-unavailable': ['ms-hcs-hresult', 'ms-system-requirements', 'moby-27198'],
  'hyperv-on-annual-channel': ['ms-portability'],
  'conflicting-reports': ['ms-version-compatibility', 'hcsshim-compat'],
  'hyperv-runs': ['ms-version-compatibility', 'hcsshim-runhcs-matrix'],
  'process-isolation-on-client': ['ms-isolation', 'moby-20.10-daemon-windows'],
  'client-process-for-development': ['ms-isolation'],
  'same-build': ['ms-version-compatibility', 'hcsshim-compat'],
  'cross-release-process': ['ms-version-compatibility', 'hcsshim-compat', 'containerd-platforms'],
  'build-mismatch': ['ms-version-compatibility', 'hcsshim-compat'],
  'exact-build-policy': ['ms-isolation'],
  'revision-mismatch': ['ms-version-compatibility'],
  'february-2020-baseline': ['ms-update-containers', 'powershell-12092', 'openjdk-395', 'moby-40525'],
  'revision-newer-than-host': ['runner-images-11582', 'windows-containers-591', 'for-win-14287'],
  'known-advisory': [],
};

const LEVEL_OF_VERDICT: Readonly<Record<Verdict, Level>> = {
  runs: 'notice',
  unknown: 'warning',
  undefined: 'error',
  refused: 'error',
};

/** The level of a deciding rule. A newer image revision only warns: it is usually transient and often works. */
export function levelOf(rule: PredictionRule, verdict: Verdict): Level {
  return rule === 'revision-newer-than-host' ? 'warning' : LEVEL_OF_VERDICT[verdict];
}
