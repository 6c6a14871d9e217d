import type { Family, HostFacts, ImageFacts, Isolation, Policy, Product, WindowsVersion } from './model.ts';
import { describeVersion, productsOfBuild } from './releases.ts';

/** One pairing with both versions known, under the assumption that the host is `product`. */
export interface KnownPairing {
  readonly host: HostFacts;
  readonly hostVersion: WindowsVersion;
  readonly product: Product;
  readonly imageVersion: WindowsVersion;
  readonly family: Family;
  readonly isolation: Isolation;
  readonly policy: Policy;
  readonly words: PairingWords;
}

/** How messages call the two sides and the mode. */
export interface PairingWords {
  /** `Windows Server 2022 (10.0.20348.2340)`. */
  readonly host: string;
  /** `Windows Server 2019 (10.0.17763.5329)`. */
  readonly image: string;
  /** `process isolation`, `Hyper-V isolation`. */
  readonly mode: string;
}

/** The product the host has, told or known from its build; `undefined` when the build leaves both open. */
export function productOf(host: HostFacts): Product | undefined {
  if (host.product) return host.product;
  const products = host.version ? productsOfBuild(host.version.build) : [];
  return products.length === 1 ? products[0] : undefined;
}

export function wordsFor(host: HostFacts, image: ImageFacts, isolation: Isolation): PairingWords {
  return {
    host: host.version ? describeVersion(host.version, productOf(host)) : 'Windows of unknown version',
    // Base images are built from the server where a build is both.
    image: image.version ? describeVersion(image.version, 'server') : 'Windows of unknown version',
    mode: isolation === 'process' ? 'process isolation' : 'Hyper-V isolation',
  };
}
