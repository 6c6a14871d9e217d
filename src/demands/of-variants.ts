import { DETECTED_HOST_ID, type Host } from '../hosts/model.ts';
import type { Dockerfiles } from './dockerfiles.ts';
import type { LegHosts } from './leg-hosts.ts';
import type { Demand } from './model.ts';
import type { Variant } from './variant.ts';

/**
 * What the variants demand: each Dockerfile as it is built in that way, on its own hosts.
 * @throws CheckError `host-invalid` for a host nobody knows
 */
export async function variantDemands(
  variants: readonly Variant[],
  dockerfiles: Dockerfiles,
  legHosts: LegHosts,
  base: Readonly<Record<string, string>>,
): Promise<readonly Demand[]> {
  return Promise.all(
    variants.map(async ({ dockerfile, buildArgs, hosts, target, isolation, place }): Promise<Demand> => {
      const settings = {
        buildArgs: { ...base, ...buildArgs },
        ...(target === undefined ? {} : { target }),
      };
      const own = hosts.flatMap((text) => hostOf(text, legHosts));
      return {
        origin: 'variant',
        reading: await dockerfiles.read(dockerfile, settings),
        ...settings,
        ...(place === undefined ? {} : { place }),
        ...(own.length === 0 ? {} : { hosts: own }),
        ...(isolation === undefined ? {} : { isolation }),
        legs: [],
        // Whoever lists it with its hosts means it for Windows.
        paired: true,
        containers: [],
      };
    }),
  );
}

/** `runner` is this machine; where it is no Windows, the hosts of the run stand in. */
function hostOf(text: string, legHosts: LegHosts): readonly Host[] {
  if (text.toLowerCase() !== DETECTED_HOST_ID) return [legHosts.declared(text)];
  return legHosts.run.hosts.filter(({ origin }) => origin === 'detected');
}
