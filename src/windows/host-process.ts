import { decide } from './decision.ts';
import type { Isolation } from './model.ts';
import type { PairingWords } from './pairing-facts.ts';
import type { Prediction } from './prediction.ts';

/**
 * A host-process image holds no Windows of its own and is meant to run as a Kubernetes host-process container.
 * Source: `host-process-base-image`.
 */
export function predictHostProcess(isolation: Isolation, words: PairingWords): Prediction {
  const reason = `No version rule applies to this host-process image on the host, ${words.host}`;
  if (isolation === 'process') {
    return decide('runs', 'no-version-rule', reason, {
      conditions: ['it must run as a Kubernetes host-process container'],
    });
  }
  return decide(
    'unknown',
    'no-version-rule',
    `${reason}; in Hyper-V isolation it has no utility VM to start from, and Docker answers "utility VM image could not be found"`,
  );
}
