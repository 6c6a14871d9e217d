import { describe, expect, test } from 'vitest';
import { type KernelFacts, type KernelWitness, witnessOfKernel } from '../../src/smoke/kernel.ts';

const [S2019, S2022, S2025] = [17763, 20348, 26100].map((build) => ({ build }));

const rows: readonly [string, KernelFacts, KernelWitness['speaksFor'], RegExp | undefined][] = [
  [
    'the host’s, with the revision of the image',
    { guestKernel: '10.0.22621.1006', hostVersion: { build: 22621, revision: 4037 }, imageVersion: S2022 },
    'process',
    /printed build 22621: the host's, and not the image's, 20348/,
  ],
  [
    'the image’s, in the line of cmd',
    {
      guestKernel: 'Microsoft Windows [Version 10.0.17763.5329]',
      hostVersion: S2022,
      imageVersion: S2019,
    },
    'hyperv',
    /printed build 17763: the image's, and not the host's, 20348/,
  ],
  [
    'the host’s, in another language, the image not known',
    { guestKernel: 'Microsoft Windows [版本 10.0.20348.1]', hostVersion: S2022 },
    undefined,
    undefined,
  ],
  [
    'not the host’s, the image not known',
    { guestKernel: '10.0.17763.1', hostVersion: S2022 },
    'hyperv',
    /not the host's, 20348/,
  ],
  [
    'the image’s, the host not known',
    { guestKernel: '10.0.17763.1', imageVersion: S2019 },
    undefined,
    undefined,
  ],
  [
    'not the image’s, the host not known',
    { guestKernel: '10.0.20348.1', imageVersion: S2019 },
    'process',
    /not the image's, 17763/,
  ],
  [
    'both have the same build',
    { guestKernel: '10.0.20348.1', hostVersion: S2022, imageVersion: S2022 },
    undefined,
    undefined,
  ],
  [
    'neither’s',
    { guestKernel: '10.0.26100.1', hostVersion: S2022, imageVersion: S2019 },
    'neither',
    /neither the host's, 20348, nor the image's, 17763/,
  ],
  [
    'neither’s, although both have the same build',
    { guestKernel: '10.0.26100.1', hostVersion: S2022, imageVersion: S2022 },
    'neither',
    /neither/,
  ],
  [
    'the guest’s registry goes before the image’s manifest',
    { guestKernel: '10.0.20348.1', hostVersion: S2025, guestVersion: S2022, imageVersion: S2019 },
    'hyperv',
    /the image's, and not the host's, 26100/,
  ],
  ['nothing printed', { hostVersion: S2022, imageVersion: S2019 }, undefined, undefined],
  [
    'no version printed',
    { guestKernel: "'ver' is not recognized", hostVersion: S2022 },
    undefined,
    undefined,
  ],
  ['nothing to hold it against', { guestKernel: '10.0.20348.1' }, undefined, undefined],
];

describe('what the kernel tells', () => {
  test.each(rows)('%s', (_, facts, speaksFor, says) => {
    const witness = witnessOfKernel(facts);
    expect(witness.speaksFor).toBe(speaksFor);
    if (says) expect(witness.sentence).toMatch(says);
    else expect(witness.sentence).toBeUndefined();
  });
});
