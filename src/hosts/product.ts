import type { Product, WindowsVersion } from '../windows/model.ts';
import { productsOfBuild, releaseName } from '../windows/releases.ts';
import { formatWindowsVersion } from '../windows/version.ts';
import type { HostProblem } from './model.ts';

/**
 * The product of a host that did not tell it: the only one its build exists as, else `server`, with a problem that says so.
 * @param written how the host was declared, for the remedy; the version when left out.
 */
export function assumeProduct(
  version: WindowsVersion,
  written = formatWindowsVersion(version),
): { readonly product: Product; readonly problem?: HostProblem } {
  const [product, other] = productsOfBuild(version.build);
  if (product !== undefined && other === undefined) {
    return { product };
  }
  const called =
    product === undefined
      ? 'no known release'
      : `both ${releaseName(version.build, 'server')} and ${releaseName(version.build, 'client')}`;
  return {
    product: 'server',
    problem: {
      code: 'host-product-assumed',
      message: `Host ${written} does not say whether it is a server or a client, and build ${version.build} is ${called}. It is taken for a server.`,
      remedy: `Declare it as ${written}/server or ${written}/client.`,
    },
  };
}
