import type { HostFacts, Product } from './model.ts';
import { productOf } from './pairing-facts.ts';
import { FACTS_READ, productsOfBuild, RELEASES, releaseName } from './releases.ts';
import type { Remedy } from './remedy.ts';
import type { RemedyQuestion } from './remedy-question.ts';
import { formatWindowsVersion } from './version.ts';

/** What to change on the host or its engine, and the server release that would carry the image as it is. */
export function hostRemedies(question: RemedyQuestion): readonly Remedy[] {
  return [
    ...engineRemedies(question),
    ...sameHostRemedies(question),
    ...productRemedy(question),
    ...otherHostRemedy(question),
  ];
}

function engineRemedies({ host, image, isolation, runs }: RemedyQuestion): readonly Remedy[] {
  if (host.containerOs === 'linux' && runs({ ...host, containerOs: 'windows' }, image, isolation)) {
    return [{ kind: 'engine', text: 'Switch the engine on the host to Windows containers.' }];
  }
  if (host.engineVersion && runs({ ...host, engineVersion: '18.09' }, image, isolation)) {
    return [
      {
        kind: 'engine',
        text: `Update the engine from ${host.engineVersion} to 18.09 or newer, best to a current one.`,
      },
    ];
  }
  return [];
}

function sameHostRemedies({ host, image, isolation, runs }: RemedyQuestion): readonly Remedy[] {
  const remedies: Remedy[] = [];
  if (host.hyperv && host.hyperv !== 'works' && runs({ ...host, hyperv: 'works' }, image, isolation)) {
    const how =
      host.hyperv === 'absent'
        ? 'Install Hyper-V on the host'
        : 'Make Hyper-V start on the host (virtualisation on in the firmware, or nested virtualisation on for a virtual machine)';
    remedies.push({ kind: 'host', text: `${how}.` });
  }
  const { version } = host;
  const imageRevision = image.version?.revision;
  if (
    version?.revision !== undefined &&
    imageRevision !== undefined &&
    imageRevision > version.revision &&
    image.version?.build === version.build &&
    runs({ ...host, version: image.version }, image, isolation)
  ) {
    remedies.push({
      kind: 'host',
      text: `Update the host to ${formatWindowsVersion(image.version)}, the revision of the image.`,
    });
  }
  return remedies;
}

function productRemedy({ host, image, isolation, runs }: RemedyQuestion): readonly Remedy[] {
  if (!host.version || productOf(host)) return [];
  const product = PRODUCTS.find((one) => runs({ ...host, product: one }, image, isolation));
  if (!product) return [];
  const listed = productsOfBuild(host.version.build).includes(product);
  const name = listed ? `${releaseName(host.version.build, product)}, a ${product}` : `a ${product}`;
  return [{ kind: 'host', text: `Say that the host is ${name}, if it is one.` }];
}

const PRODUCTS: readonly Product[] = ['server', 'client'];

/**
 * The server release in support that fits best: of the image's own build, else the oldest that carries it.
 * None where a server already has the image's build: then it is not the release that stands in the way.
 */
function otherHostRemedy(question: RemedyQuestion): readonly Remedy[] {
  const { host, image, isolation, day, architectures, runs } = question;
  if ((architectures.image ?? architectures.host) === 'arm64') return armHostRemedy(question);
  const sameBuild = host.version !== undefined && host.version.build === image.version?.build;
  if (sameBuild && productOf(host) !== 'client') return [];
  const fitting = RELEASES.find(({ build, names, channel }) => {
    const end = names.server?.extendedEnd;
    const other: HostFacts = { version: { build }, product: 'server', containerOs: 'windows' };
    return (
      channel === 'ltsc' &&
      end !== undefined &&
      end >= (day ?? FACTS_READ) &&
      (build !== host.version?.build || productOf(host) === 'client') &&
      runs(other, image, isolation)
    );
  });
  if (!fitting) return [];
  return [{ kind: 'host', text: `Run it on a host with ${releaseName(fitting.build, 'server')}.` }];
}

/**
 * What Microsoft names for its images for `arm64` are clients of the release that they are of; of servers it says nothing.
 * Source: `windows-containers-586`.
 */
function armHostRemedy({ host, image, isolation, runs }: RemedyQuestion): readonly Remedy[] {
  const fitting = RELEASES.find(
    ({ build, names, images }) =>
      names.client !== undefined &&
      images?.arm64 !== undefined &&
      build !== host.version?.build &&
      runs({ version: { build }, product: 'client', containerOs: 'windows' }, image, isolation),
  );
  if (!fitting) return [];
  return [
    {
      kind: 'host',
      text: `Run it on a host with ${releaseName(fitting.build, 'client')} and an arm64 processor.`,
    },
  ];
}
