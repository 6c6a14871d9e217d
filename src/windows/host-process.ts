import { decide } from './decision.ts';
import type { Isolation } from './model.ts';
import type { PairingWords } from './pairing-facts.ts';
import type { Prediction } from './prediction.ts';

/**
 * A host-process image holds no Windows of its own and runs as a Kubernetes host-process container, on the host itself.
 * In Hyper-V isolation there is nothing to boot: the engine and containerd look for a utility VM in the image's own layers.
 * Sources: `host-process-base-image`, `aks-host-process`, `moby-local-windows`, `hcsshim-uvm-folder`.
 */
export function predictHostProcess(isolation: Isolation, words: PairingWords): Prediction {
  if (isolation === 'process') {
    return decide(
      'runs',
      'no-version-rule',
      `No version rule applies to this host-process image on the host, ${words.host}`,
      {
        conditions: ['it must run as a Kubernetes host-process container'],
        sources: ['host-process-base-image'],
      },
    );
  }
  return decide(
    'refused',
    'no-version-rule',
    `A host-process image holds no utility VM, so Hyper-V isolation on the host, ${words.host}, has nothing to start: Docker answers "utility VM image could not be found", containerd "utility VM folder could not be found in layers"`,
  );
}
