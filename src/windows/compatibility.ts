import { clientGate } from './client-gate.ts';
import { conflictOf } from './conflicts.ts';
import { complete, type Decision, decide } from './decision.ts';
import { agreeOnProducts } from './either-product.ts';
import { predictHostProcess } from './host-process.ts';
import type { HostFacts, ImageFacts, Isolation, Policy, Product } from './model.ts';
import { type KnownPairing, productOf, wordsFor } from './pairing-facts.ts';
import type { Prediction } from './prediction.ts';
import { needsEqualRevisions, revisionTroubles } from './revisions.ts';

export {
  PREDICTION_RULES,
  type Prediction,
  type PredictionFinding,
  type PredictionRule,
} from './prediction.ts';

/** From this build on the kernel interface is stable: a newer kernel carries older user modes. Source: `hcsshim-compat`. */
export const STABLE_ABI_FLOOR = 20348;

/** Hosts that are sold for process isolation of one release and of whose Hyper-V isolation nothing was published. */
const ANNUAL_CHANNEL_BUILDS: readonly number[] = [25398];

/**
 * What the published sources and known reports say of one pairing. Pure; throws nothing.
 *
 * The rules are asked in this order and the first that answers decides; notices and advisories are added to it.
 * Where the host's product is not known and its build leaves both open, both are asked and must agree.
 *
 * @param policy `compatible`: what Windows allows; `exact`: equal builds in process isolation (`ms-isolation`).
 */
export function predict(
  host: HostFacts,
  image: ImageFacts,
  isolation: Isolation,
  policy: Policy = 'compatible',
): Prediction {
  const words = wordsFor(host, image, isolation);

  // 1. Not a Windows image, or not a Windows engine.
  const operatingSystem = image.operatingSystem?.toLowerCase() || 'windows';
  if (operatingSystem !== 'windows') {
    const of = image.version ? ` (${words.image})` : '';
    return decide(
      'refused',
      'wrong-operating-system',
      `The image is for ${operatingSystem}${of}; the host, ${words.host}, runs Windows images only`,
    );
  }
  if (host.containerOs === 'linux') {
    return decide(
      'refused',
      'wrong-operating-system',
      `The engine on the host, ${words.host}, runs Linux containers; the image, ${words.image}, needs Windows containers`,
    );
  }

  // 2. An image that no version rule applies to.
  if (image.family === 'hostprocess') return predictHostProcess(isolation, words);

  // 3. A version that nobody told.
  const { version: hostVersion } = host;
  const { version: imageVersion } = image;
  if (!imageVersion) {
    return decide(
      'unknown',
      'image-version-unknown',
      `Whether the image, ${words.image}, runs in ${words.mode} on ${words.host} cannot be told without its Windows version`,
    );
  }
  if (!hostVersion) {
    return decide(
      'unknown',
      'host-version-unknown',
      `Whether the image, ${words.image}, runs in ${words.mode} on the host, ${words.host}, cannot be told without the host's Windows version`,
    );
  }

  const judgeAs = (product: Product): Prediction => {
    const family = image.family ?? 'unknown';
    const pairing = { host, hostVersion, product, imageVersion, family, isolation, policy, words };
    return complete(judge(pairing), pairing);
  };
  const product = productOf(host);
  return product ? judgeAs(product) : agreeOnProducts(judgeAs('server'), judgeAs('client'), words);
}

/** Rules 4 to 10, both builds known. */
function judge(pairing: KnownPairing): Decision {
  const { hostVersion, imageVersion, isolation, words } = pairing;
  // 4. Newer than its host, in either mode.
  if (imageVersion.build > hostVersion.build) {
    return decide(
      'refused',
      'image-newer-than-host',
      `The image, ${words.image}, is newer than the host, ${words.host}, which no isolation mode allows`,
    );
  }
  return isolation === 'hyperv' ? judgeHyperv(pairing) : judgeProcess(pairing);
}

/** Rule 5. */
function judgeHyperv(pairing: KnownPairing): Decision {
  const { host, hostVersion, words } = pairing;
  if (host.hyperv === 'absent' || host.hyperv === 'broken') {
    const state = host.hyperv === 'absent' ? 'is not there' : 'is installed but does not start containers';
    return decide(
      'refused',
      'hyperv-unavailable',
      `The image, ${words.image}, needs Hyper-V on the host, ${words.host}, where it ${state}`,
    );
  }
  if (ANNUAL_CHANNEL_BUILDS.includes(hostVersion.build)) {
    return decide(
      'unknown',
      'hyperv-on-annual-channel',
      `No source says whether the image, ${words.image}, runs in Hyper-V isolation on ${words.host}, an annual-channel host`,
    );
  }
  return (
    judgeConflict(pairing) ??
    decide(
      'runs',
      'hyperv-runs',
      `The image, ${words.image}, is not newer than the host, ${words.host}, and brings its own kernel in Hyper-V isolation`,
      { conditions: host.hyperv === 'works' ? [] : ['Hyper-V must be installed and work on the host'] },
    )
  );
}

/** Rules 6 to 10. */
function judgeProcess(pairing: KnownPairing): Decision {
  const gate = clientGate(pairing);
  if (gate) return gate;
  const { hostVersion, imageVersion, policy, words } = pairing;
  if (hostVersion.build === imageVersion.build) return judgeSameBuild(pairing);

  const compatible = judgeOtherBuild(pairing);
  if (policy === 'exact' && compatible.prediction !== 'refused') {
    return decide(
      'undefined',
      'exact-build-policy',
      `The image, ${words.image}, and the host, ${words.host}, have different builds, and the exact policy asks for equal ones in process isolation`,
    );
  }
  return compatible;
}

/** Rule 7, and the revision rules that follow it. */
function judgeSameBuild({ hostVersion, product, imageVersion, family, words }: KnownPairing): Decision {
  const hostRevision = hostVersion.revision;
  const imageRevision = imageVersion.revision;
  const troubles = revisionTroubles({
    build: hostVersion.build,
    product,
    hostRevision,
    imageRevision,
    family,
  });
  const [first, ...others] = troubles.map(({ rule, because, sources }) =>
    decide(
      'undefined',
      rule,
      `The image, ${words.image}, may not start or may misbehave in process isolation on the host, ${words.host}: ${because}`,
      { sources },
    ),
  );
  if (first) return { ...first, findings: [first, ...others].flatMap((decision) => decision.findings) };

  const revisionsOpen = hostRevision === undefined || imageRevision === undefined;
  const conditions =
    needsEqualRevisions(hostVersion.build) && revisionsOpen
      ? ['the revisions of host and image must be equal on this release']
      : [];
  return decide('runs', 'same-build', `The image, ${words.image}, has the build of the host, ${words.host}`, {
    conditions,
  });
}

/** Rules 8 to 10: an older image in process isolation. */
function judgeOtherBuild(pairing: KnownPairing): Decision {
  const { imageVersion, words } = pairing;
  const conflict = judgeConflict(pairing);
  if (conflict) return conflict;
  if (imageVersion.build >= STABLE_ABI_FLOOR) {
    return decide(
      'runs',
      'cross-release-process',
      `The image, ${words.image}, runs in process isolation on the newer host, ${words.host}: both have the stable kernel interface of Windows Server 2022 and later, and whatever reaches into the kernel comes from the host`,
    );
  }
  return decide(
    'refused',
    'build-mismatch',
    `The image, ${words.image}, and the host, ${words.host}, have different builds, and process isolation of an image older than Windows Server 2022 needs equal ones`,
  );
}

function judgeConflict(pairing: KnownPairing): Decision | undefined {
  const { hostVersion, product, imageVersion, isolation, words } = pairing;
  const conflict = conflictOf(hostVersion.build, product, imageVersion.build, isolation);
  if (!conflict) return undefined;
  return decide(
    'undefined',
    'conflicting-reports',
    `Reports differ on the image, ${words.image}, in ${words.mode} on the host, ${words.host}: ${conflict.reports}`,
    { sources: conflict.sources },
  );
}
