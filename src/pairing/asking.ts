import { formatPlatform } from '../images/platform.ts';
import type { Isolation } from '../windows/model.ts';
import { formatWindowsVersion } from '../windows/version.ts';
import type { CheckedImage, HostPairing, Pairing } from './model.ts';
import { type PairingSettings, pairOnHost } from './pair.ts';
import { checkedImage } from './subjects.ts';

/** How an image is to be asked for so that the engine there takes it and it runs in that mode. */
export interface Asking {
  /** `windows(10.0.20348)/amd64`; left out where the engine takes it without. */
  readonly platform?: string;
}

/**
 * Undefined where nothing makes the image run there in that mode. A containerd store that goes past an entry takes it when
 * its platform is asked for by name; whether it does, the rules of its engine's generation tell.
 */
export function askingFor(
  image: CheckedImage,
  host: HostPairing['host'],
  isolation: Isolation,
  settings: PairingSettings,
): Asking | undefined {
  const inMode = (asked: CheckedImage): Pairing | undefined =>
    pairOnHost(asked, host, settings).pairings.find((pairing) => pairing.isolation === isolation);
  const plain = inMode(image);
  if (plain?.verdict.prediction === 'runs') return {};
  const { version } = plain?.facts ?? {};
  if (plain?.verdict.rule !== 'no-matching-manifest' || image.platform !== undefined || !version)
    return undefined;
  const wanted = { os: 'windows', architecture: host.architecture ?? 'amd64' };
  const build = formatWindowsVersion({ build: version.build });
  const platform = [formatPlatform({ ...wanted, osVersion: build }), formatPlatform(wanted)].find(
    (candidate) => inMode(checkedImage(image.resolved, candidate))?.verdict.prediction === 'runs',
  );
  return platform === undefined ? undefined : { platform };
}
