import { describe, expect, it } from 'vitest';
import { formatReference, parseReference } from '../../src/images/reference.ts';
import { createResolver } from '../../src/images/resolve.ts';
import { readTag } from '../../src/images/tags.ts';
import type { Pairing } from '../../src/pairing/model.ts';
import { pairOnHost } from '../../src/pairing/pair.ts';
import { withRemedies } from '../../src/pairing/remedies.ts';
import { checkedImage } from '../../src/pairing/subjects.ts';
import { CORE, host, NANO, pairing, SETTINGS } from './builders.ts';

const ARM = '10.0.26100.1742-arm64';
/** Rule by mode, the host's default first; `if` where it hangs on the processor of the host, `if image` on the image's. */
const rules = (pairings: readonly Pairing[]) =>
  pairings.map(({ isolation, verdict: { rule, conditions } }) => {
    const open = conditions.includes('the host must have an arm64 processor') ? ' if' : '';
    const untold = conditions.includes('the image must be for arm64') ? ' if image' : '';
    return `${isolation} ${rule}${open}${untold}`;
  });
const WRONG = ['process wrong-architecture', 'hyperv wrong-architecture'];
const WRONG_ON_CLIENT = [...WRONG].reverse();

describe('an image of which the tag tells the processor', () => {
  it.each<[string, string, readonly string[]]>([
    [`${NANO}:ltsc2022-arm64`, 'windows-2022', WRONG],
    [`${NANO}:ltsc2022-arm64`, 'ltsc2022', WRONG],
    [`${CORE}:${ARM}`, 'windows-2025', WRONG],
    [`${CORE}:${ARM}`, 'ltsc2025,store=containerd', WRONG],
    [`${CORE}:${ARM}`, 'ltsc2025,arch=arm64', ['process same-build', 'hyperv hyperv-runs']],
    [`${NANO}:ltsc2025-arm64`, 'windows-11-24h2,arch=amd64', WRONG_ON_CLIENT],
    [`${NANO}:ltsc2025-arm64`, 'windows-11-24h2', ['hyperv hyperv-runs if', 'process same-build if']],
    [`${NANO}:ltsc2025-arm64`, 'windows-11-24h2,arch=arm64', ['hyperv hyperv-runs', 'process same-build']],
    [`${NANO}:ltsc2025-amd64`, 'windows-11-24h2', ['hyperv hyperv-runs', 'process same-build']],
    [`${NANO}:ltsc2025-amd64`, 'windows-11-24h2,arch=arm64', WRONG_ON_CLIENT],
    [
      `${NANO}:ltsc2025`,
      'windows-11-24h2,arch=arm64',
      ['hyperv hyperv-runs if image', 'process same-build if image'],
    ],
    [
      `${NANO}:ltsc2025`,
      'ltsc2025,arch=arm64',
      ['process same-build if image', 'hyperv hyperv-runs if image'],
    ],
    [`${NANO}:ltsc2025`, 'windows-11-24h2', ['hyperv hyperv-runs', 'process same-build']],
    [
      `${NANO}:ltsc2025`,
      'ltsc2022,arch=arm64',
      ['process image-newer-than-host', 'hyperv image-newer-than-host'],
    ],
    ['acme/app:nanoserver-ltsc2022-arm64v8', 'windows-2022', WRONG],
    // Before the version, as no other tag of the host's release would do.
    [`${NANO}:ltsc2025-arm64`, 'windows-2022', WRONG],
    ['acme/app:arm64', 'windows-2022', ['process image-version-unknown', 'hyperv image-version-unknown']],
  ])('%s on %s', (reference, on, expected) => {
    expect(rules(pairing(reference, [], on).pairings)).toEqual(expected);
  });

  it('says so, with both versions, and the words of the engine where each tag is an index', () => {
    const [first] = pairing(`${NANO}:ltsc2022-arm64`, [], 'windows-2022').pairings;
    expect(first?.verdict.findings).toEqual([
      {
        rule: 'wrong-architecture',
        level: 'error',
        message:
          'The image, Windows Server 2022 (10.0.20348), is for arm64 by its tag, and the host, Windows Server 2022 (10.0.20348), has an amd64 processor, on which no isolation mode runs it. The engine there says: no matching manifest for windows(10.0.20348)/amd64 in the manifest list entries.',
      },
    ]);
    const [other] = pairing('acme/app:nanoserver-ltsc2022-arm64', [], 'ltsc2022').pairings;
    expect(other?.verdict.reason).toMatch(
      /is taken to have an amd64 processor, on which no isolation mode runs it\.$/,
    );
  });

  it('cannot even be pulled there where each tag is an index', () => {
    const copied = { runs: false };
    const refusal = (reference: string) => pairing(reference, [], 'windows-2022', copied).pullRefusal?.rule;
    expect(refusal(`${NANO}:ltsc2022-arm64`)).toBe('wrong-architecture');
    expect(refusal('acme/app:nanoserver-ltsc2022-arm64')).toBeUndefined();
  });

  it('that its registry tells otherwise is what the registry says', () => {
    const wrong = pairing(`${NANO}:ltsc2022-arm64`, ['20348.1'], 'windows-2022').pairings;
    expect(rules(wrong)).toEqual(['process same-build', 'hyperv hyperv-runs']);
  });

  it('counts for nothing where nobody’s word but the registry’s is wanted', () => {
    const { image } = pairing(`${NANO}:ltsc2022-arm64`, [], 'windows-2022');
    const unanswered = { ...image, resolved: { ...image.resolved, answeredBy: 'nothing' as const } };
    const { verdict } = pairOnHost(unanswered, host('ltsc2022'), SETTINGS).pairings[0] as Pairing;
    expect(verdict.rule).not.toBe('wrong-architecture');
  });
});

describe('a single manifest for another processor, which engines pull', () => {
  const single = (architecture: string, on: string) => {
    const reference = parseReference('acme/app:nanoserver-ltsc2022');
    const entry = {
      digest: 'sha256:a',
      platform: { os: 'windows', architecture, osVersion: '10.0.20348.1' },
    };
    const image = checkedImage(
      {
        reference,
        name: formatReference(reference),
        answeredBy: 'registry',
        kind: 'manifest',
        entries: [entry],
        tag: readTag(reference),
      },
      undefined,
    );
    return pairOnHost(image, host(on), SETTINGS);
  };

  it.each<[string, string, readonly string[]]>([
    ['arm64', 'windows-2022', WRONG],
    ['aarch64', 'ltsc2022,store=containerd', WRONG],
    ['amd64', 'windows-2022', ['process same-build', 'hyperv hyperv-runs']],
    ['', 'windows-2022', ['process same-build', 'hyperv hyperv-runs']],
    ['amd64', 'windows-11-24h2,arch=arm64', WRONG_ON_CLIENT],
    ['', 'ltsc2022,arch=arm64', ['process same-build if image', 'hyperv hyperv-runs if image']],
    ['arm64', 'ltsc2022,arch=arm64', ['process same-build', 'hyperv hyperv-runs']],
  ])('%s on %s', (architecture, on, expected) => {
    const { pairings, pullRefusal } = single(architecture, on);
    expect(rules(pairings)).toEqual(expected);
    expect(pullRefusal).toBeUndefined();
  });

  it('is said without a word about its tag', () => {
    expect(single('arm64', 'windows-2022').pairings[0]?.verdict.reason).toContain(
      'is for arm64, and the host',
    );
  });
});

describe('what would do instead', () => {
  const ON_ARM = 'Run it on a host with Windows 11 24H2 and an arm64 processor.';
  const GENERAL = "Use an image for the host's processor, or run it on a host with the image's.";
  const IN_HYPERV =
    'Run it in Hyper-V isolation (--isolation=hyperv); Hyper-V must be installed and work on the host.';
  const ON_AMD = `Use \`${NANO}:ltsc2022\` in Hyper-V isolation, if it is published. Use \`${NANO}:1809\` in Hyper-V isolation, if it is published. Run it on a host with Windows Server 2025.`;
  const resolver = createResolver({
    mode: 'tags',
    registry: { inspect: () => Promise.reject(new Error('not asked for')) },
  });
  it.each<[string, string, string]>([
    [`${NANO}:ltsc2022-arm64`, 'windows-2022', `Use \`${NANO}:ltsc2022\`, if it is published.`],
    [`${CORE}:${ARM}`, 'ltsc2025', `Use \`${CORE}:ltsc2025\`, if it is published.`],
    [`${NANO}:ltsc2025-arm64`, 'windows-2022', `Use \`${NANO}:ltsc2022\`, if it is published.`],
    [
      'acme/app:1-nanoserver-ltsc2022-arm64',
      'windows-2022',
      'Use `docker.io/acme/app:1-nanoserver-ltsc2022`, if it is published.',
    ],
    ['acme/app:arm64-nanoserver-ltsc2022', 'windows-2022', 'Use an image for the processor of the host.'],
    // Of what is for `arm64` Microsoft names Nano Server and Server Core of 2025 alone, and a client to run them.
    [`${NANO}:ltsc2025-arm64`, 'windows-11-arm', ON_ARM],
    [`${NANO}:ltsc2025`, 'windows-11-arm', ON_ARM],
    ['acme/app:1-nanoserver-ltsc2025-arm64', 'windows-11-arm', ON_ARM],
    [`${CORE}:ltsc2025-arm64`, 'windows-11-23h2', ON_ARM],
    [`${CORE}:ltsc2025-arm64`, 'ltsc2022,arch=arm64', ON_ARM],
    [
      `${NANO}:ltsc2025-amd64`,
      'windows-11-24h2,arch=arm64',
      `Use \`${NANO}:ltsc2025-arm64\`, if it is published.`,
    ],
    [`${NANO}:ltsc2022-amd64`, 'windows-11-24h2,arch=arm64', GENERAL],
    ['mcr.microsoft.com/windows/server:ltsc2025-amd64', 'windows-11-24h2,arch=arm64', GENERAL],
    [
      `${CORE}:1903-arm64`,
      'ltsc2025,arch=arm64',
      `Use \`${CORE}:ltsc2025-arm64\`, if it is published. ${IN_HYPERV}`,
    ],
    [
      'acme/app:1-servercore-1903-arm64',
      'ltsc2025,arch=arm64',
      `Use \`docker.io/acme/app:1-servercore-ltsc2025-arm64\`, if it is published. ${IN_HYPERV}`,
    ],
    [`${NANO}:ltsc2025-amd64`, 'windows-11-25h2,arch=amd64', ON_AMD],
  ])('of %s on %s', async (reference, on, expected) => {
    const [first] = pairing(reference, [], on).pairings;
    const told = first?.verdict.findings.map((finding) => ({
      ...finding,
      places: [],
      subject: {},
      ...(first === undefined ? {} : { pairing: first }),
    }));
    const [finding] = await withRemedies(told ?? [], resolver, SETTINGS);
    expect(finding?.remedy).toBe(expected);
  });
});
