import { CheckError } from '../../errors.ts';

export type Scheme = 'http' | 'https';

/** One server that can answer for a registry: the registry itself, or a mirror of it. */
export interface Address {
  /** The name that people write and that credentials are kept under: `docker.io`, `localhost:5000`. */
  readonly name: string;
  /** Host and port that are connected to. */
  readonly host: string;
  /** To be tried in this order until one is spoken there. */
  readonly schemes: readonly Scheme[];
}

/** Docker Hub's name is not the host of its registry (moby/moby daemon/pkg/registry/config.go: `DefaultRegistryHost`). */
const DOCKER_HUB_NAMES: ReadonlySet<string> = new Set([
  'docker.io',
  'index.docker.io',
  'registry-1.docker.io',
]);
const DOCKER_HUB_HOST = 'registry-1.docker.io';

/** The name that a registry's credentials are kept under: lower case, and one name for Docker Hub. */
export function registryName(registry: string): string {
  const name = registry.toLowerCase();
  return DOCKER_HUB_NAMES.has(name) ? 'docker.io' : name;
}

/** Whether a host name, as `URL.hostname` gives it, is this machine whatever the name service says. */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname)
  );
}

/** Which hosts may be spoken to without encryption: this machine, and those that the user named. */
export class PlainHttp {
  readonly #named: ReadonlySet<string>;

  /** @param named `host` or `host:port`, in any case */
  constructor(named: Iterable<string>) {
    this.#named = new Set([...named].map((name) => name.trim().toLowerCase()));
  }

  isNamed(host: string): boolean {
    return this.#named.has(host.toLowerCase());
  }

  /** True for HTTPS, and for plain HTTP where that is allowed. */
  allows(url: URL): boolean {
    if (url.protocol === 'https:') return true;
    return url.protocol === 'http:' && (isLoopback(url.hostname) || this.isNamed(url.host));
  }
}

/**
 * Where a registry is reached.
 *
 * Plain HTTP comes first on loopback, since that is what nearly always runs there. For a host that is named as
 * insecure HTTPS comes first, as in Docker. Everything else is HTTPS and nothing but HTTPS.
 */
export function addressOf(registry: string, plainHttp: PlainHttp): Address {
  const name = registryName(registry);
  const host = name === 'docker.io' ? DOCKER_HUB_HOST : name;
  if (isLoopback(hostnameOf(host))) return { name, host, schemes: ['http', 'https'] };
  return { name, host, schemes: plainHttp.isNamed(name) ? ['https', 'http'] : ['https'] };
}

/**
 * Reads a mirror as the user wrote it: `host`, `host:port`, or a URL of these without a path. With a scheme only
 * that scheme is spoken; naming a mirror as `http://` is naming it for plain HTTP.
 *
 * @throws {CheckError} `input-invalid`
 */
export function mirrorAddress(written: string, plainHttp: PlainHttp): Address {
  const [, scheme, host = ''] = /^(?:(https?):\/\/)?([^/?#@\s]+)\/?$/i.exec(written.trim()) ?? [];
  if (hostnameOf(host) === '') {
    throw new CheckError(
      'input-invalid',
      `"${written}" is not the address of a registry mirror.`,
      'Write it as host, host:port, https://host or http://host, without a path.',
    );
  }
  const address = addressOf(host, plainHttp);
  return scheme ? { ...address, schemes: [scheme.toLowerCase() as Scheme] } : address;
}

/** `localhost` of `localhost:5000`, in the spelling of `URL.hostname`; empty when it is no host. */
function hostnameOf(host: string): string {
  try {
    return new URL(`https://${host}/`).hostname;
  } catch {
    return '';
  }
}
