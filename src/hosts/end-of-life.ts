import type { Product, WindowsVersion } from '../windows/model.ts';
import { describeVersion, releaseOfBuild } from '../windows/releases.ts';
import type { HostProblem } from './model.ts';

/**
 * A problem when Microsoft had stopped servicing the host's Windows by `today`, extended support included.
 * Of the semi-annual servers the dates of their base images are taken, which are serviced as long as the server is.
 * No date read, no problem.
 * @param today ISO date.
 */
export function endOfLifeProblem(
  version: WindowsVersion,
  product: Product,
  today: string,
): HostProblem | undefined {
  const release = releaseOfBuild(version.build);
  const name = release?.names[product];
  const images = product === 'server' ? release?.images : undefined;
  const end = name?.extendedEnd ?? name?.mainstreamEnd ?? images?.extendedEnd ?? images?.mainstreamEnd;
  if (end === undefined || end >= today) {
    return undefined;
  }
  return {
    code: 'host-end-of-life',
    message: `Servicing of ${describeVersion(version, product)} ended on ${end}: neither the host nor its base images get updates.`,
    remedy: 'Move to a Windows Server that is still serviced, and to its base images.',
  };
}
