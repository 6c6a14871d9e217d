import { DETECTED_HOST_ID, type Host } from '../hosts/model.ts';
import type { Place, SourceReading } from '../sources/reading.ts';
import { unreadable } from '../sources/unreadable.ts';
import type { DemandOptions } from './demands.ts';
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
  { buildArgs: base, hostsMatch }: Pick<DemandOptions, 'buildArgs' | 'hostsMatch'>,
): Promise<readonly Demand[]> {
  return Promise.all(
    variants.map(async ({ dockerfile, buildArgs, hosts, target, isolation, place }): Promise<Demand> => {
      const settings = {
        buildArgs: { ...base, ...buildArgs },
        ...(target === undefined ? {} : { target }),
      };
      const opened = await dockerfiles.openOnWindows(dockerfile);
      const own = hosts.flatMap((text) => hostOf(text, legHosts));
      return {
        origin: 'variant',
        reading: opened.missing ? missing(dockerfile, place) : opened.read(settings),
        ...settings,
        ...(place === undefined ? {} : { place }),
        ...(own.length === 0 ? {} : { hosts: own, hostsMatch }),
        ...(isolation === undefined ? {} : { isolation }),
        legs: [],
        // Whoever lists it with its hosts means it for Windows.
        paired: true,
        containers: [],
      };
    }),
  );
}

/** Told where the variant is written, as there is no such file to point to. */
function missing(file: string, place: Place | undefined): SourceReading {
  return unreadable(file, {
    code: 'file-unreadable',
    message: `${file}, of a variant, does not exist.`,
    remedy: 'Correct `dockerfile` of the variant; it is relative to the checked directory.',
    place: place ?? { file, line: 1, column: 1 },
  });
}

/** `runner` is this machine; where it is no Windows, the hosts of the run stand in. */
function hostOf(text: string, legHosts: LegHosts): readonly Host[] {
  if (text.toLowerCase() !== DETECTED_HOST_ID) return [legHosts.declared(text)];
  return legHosts.run.hosts.filter(({ origin }) => origin === 'detected');
}
