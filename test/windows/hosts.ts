import type { HostFacts, ImageFacts, WindowsVersion } from '../../src/windows/model.ts';

/** A version written as `26100.4061` or `26100`. */
export function version(text: string): WindowsVersion {
  const [build, revision] = text.split('.').map(Number);
  if (build === undefined) throw new Error(`no version: ${text}`);
  return revision === undefined ? { build } : { build, revision };
}

/** A host written as `26100.4061 server`, `26100 client` or `26100`. */
export function host(text: string, facts: Partial<HostFacts> = {}): HostFacts {
  const [number = '', product] = text.split(' ');
  if (product !== undefined && product !== 'server' && product !== 'client')
    throw new Error(`no product: ${text}`);
  return { version: version(number), ...(product && { product }), ...facts };
}

/** An image written as `17763.1040`, of a family; Server Core when not given. */
export function image(text: string, family: ImageFacts['family'] = 'servercore'): ImageFacts {
  return { version: version(text), family };
}
