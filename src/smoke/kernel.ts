import type { Isolation, WindowsVersion } from '../windows/model.ts';
import { parseWindowsVersion } from '../windows/version.ts';

/** What is known of the Windows versions around a container. */
export interface KernelFacts {
  /** What `ver` printed in the container: `10.0.20348.2340`, or the whole line with it. */
  readonly guestKernel?: string;
  /** From the guest's registry, which is the image's. */
  readonly guestVersion?: WindowsVersion;
  readonly hostVersion?: WindowsVersion;
  readonly imageVersion?: WindowsVersion;
}

/** Which isolation a kernel's build speaks for: none where both would print it, `neither` where none would. */
export interface KernelWitness {
  readonly speaksFor?: Isolation | 'neither';
  readonly sentence?: string;
}

/**
 * What the build that `ver` prints tells of the isolation. A process-isolated container has the host's kernel, so it prints
 * the host's build (with the image's revision); in a virtual machine it prints the image's. Where the two builds are the
 * same, it tells nothing. Seen: an ltsc2022 image on Windows 11 printed 10.0.22621 (microsoft/Windows-Containers#302).
 */
export function witnessOfKernel(facts: KernelFacts): KernelWitness {
  const printed = /10\.0\.\d+(?:\.\d+)?/.exec(facts.guestKernel ?? '')?.[0];
  const kernel = printed === undefined ? undefined : parseWindowsVersion(printed)?.build;
  const host = facts.hostVersion?.build;
  const image = (facts.guestVersion ?? facts.imageVersion)?.build;
  if (kernel === undefined || (host === undefined && image === undefined)) return {};
  const asProcess = host === undefined || kernel === host;
  const asHyperv = image === undefined || kernel === image;
  if (asProcess && asHyperv) return {};
  if (asProcess) {
    const not = `not the image's, ${image}`;
    const what = host === undefined ? not : `the host's, and ${not}`;
    return {
      speaksFor: 'process',
      sentence: `ver in the container printed build ${kernel}: ${what}, so it shares a kernel with the host.`,
    };
  }
  if (asHyperv) {
    const not = `not the host's, ${host}`;
    const what = image === undefined ? not : `the image's, and ${not}`;
    return {
      speaksFor: 'hyperv',
      sentence: `ver in the container printed build ${kernel}: ${what}, so it has a kernel of its own.`,
    };
  }
  return {
    speaksFor: 'neither',
    sentence: `ver in the container printed build ${kernel}, which is neither the host's, ${host}, nor the image's, ${image}.`,
  };
}
