import { describe, expect, it } from 'vitest';
import { type PairingSettings, pairOnHost } from '../../src/pairing/pair.ts';
import { checkedImage } from '../../src/pairing/subjects.ts';
import { CORE, host, NANO, pairing, resolved, SETTINGS } from './builders.ts';

const told = (...given: Parameters<typeof pairing>) =>
  pairing(...given).pairings.map(
    ({ isolation, required, verdict }) =>
      `${isolation}${required ? '*' : ''} ${verdict.prediction} ${verdict.rule}`,
  );

describe('one image on one host: both modes, the host’s default first, a star on what must work', () => {
  it.each<[string, string, readonly string[], string, Partial<PairingSettings>, readonly string[]]>([
    [
      'the same release',
      `${NANO}:ltsc2022`,
      [],
      'ltsc2022',
      {},
      ['process* runs same-build', 'hyperv runs hyperv-runs'],
    ],
    [
      'an older one',
      `${CORE}:ltsc2019`,
      [],
      'ltsc2022',
      {},
      ['process* refused build-mismatch', 'hyperv runs hyperv-runs'],
    ],
    [
      'a newer one',
      `${CORE}:ltsc2025`,
      [],
      'ltsc2022',
      {},
      ['process* refused image-newer-than-host', 'hyperv refused image-newer-than-host'],
    ],
    [
      'a client',
      `${NANO}:ltsc2022`,
      [],
      'windows-11-24h2',
      {},
      ['hyperv* runs hyperv-runs', 'process runs cross-release-process'],
    ],
    [
      'Hyper-V is asked for',
      `${CORE}:ltsc2019`,
      [],
      'ltsc2022',
      { isolation: 'hyperv' },
      ['process refused build-mismatch', 'hyperv* runs hyperv-runs'],
    ],
    [
      'an index: what the engine there takes',
      'golang:1.27',
      ['linux', '26100.1', '20348.1'],
      'ltsc2022',
      {},
      ['process* runs same-build', 'hyperv runs hyperv-runs'],
    ],
    [
      'an index of older ones: refused by Windows, after the pull',
      'golang:1.27-nanoserver',
      ['14393.1', '17763.1'],
      'ltsc2022',
      {},
      ['process* refused build-mismatch', 'hyperv runs hyperv-runs'],
    ],
    [
      'an index of older ones in the other store: refused by the pull, in both modes',
      'golang:1.27-nanoserver',
      ['14393.1', '17763.1'],
      'ltsc2022,store=containerd',
      {},
      ['process* refused build-mismatch', 'hyperv refused no-matching-manifest'],
    ],
    [
      'an index of newer ones: the word about Windows stands',
      'golang:1.27-nanoserver',
      ['26100.1'],
      'ltsc2022',
      {},
      ['process* refused image-newer-than-host', 'hyperv refused image-newer-than-host'],
    ],
    [
      'Linux alone',
      'alpine:3.22',
      ['linux'],
      'ltsc2022',
      {},
      ['process* refused wrong-operating-system', 'hyperv refused wrong-operating-system'],
    ],
    [
      'nothing for this processor',
      'golang:1.27-nanoserver',
      ['26100.1 arm64'],
      'ltsc2025',
      {},
      ['process* refused no-matching-manifest', 'hyperv refused no-matching-manifest'],
    ],
    [
      'nobody knows the image',
      'golang:1.27-nanoserver',
      [],
      'ltsc2022',
      {},
      ['process* unknown image-version-unknown', 'hyperv unknown image-version-unknown'],
    ],
  ])('%s', (_, reference, entries, on, settings, expected) => {
    expect(told(reference, entries, on, settings)).toEqual(expected);
  });
});

describe('what a verdict says besides', () => {
  it('of an index of several, which entry it is about', () => {
    const [first] = pairing('acme/app:1-nanoserver', ['14393.1', '17763.1'], 'ltsc2022').pairings;
    const words = 'Of the index (10.0.14393.1, 10.0.17763.1) the engine there takes 10.0.14393.1.';
    expect(first?.verdict.reason).toContain(words);
    expect(first?.verdict.findings.map(({ message }) => message.endsWith(words))).toEqual([true]);
    expect(first?.facts.version).toEqual({ build: 14393, revision: 1 });
  });

  it('of an index of one release beside Linux, nothing of the kind', () => {
    const [first] = pairing('acme/app:1', ['linux', '17763.1'], 'ltsc2022').pairings;
    expect(first?.verdict.reason).not.toContain('Of the index');
  });

  it('of a refused pull, the engine’s own words', () => {
    const { pairings, pullRefusal } = pairing(
      'acme/app:1-nanoserver',
      ['17763.1'],
      'ltsc2022,store=containerd',
    );
    const words = 'no matching manifest for windows(10.0.20348)/amd64 in the manifest list entries';
    expect(pullRefusal).toMatchObject({ rule: 'no-matching-manifest', level: 'error' });
    expect(pullRefusal?.message).toContain(words);
    expect(pairings[0]?.verdict.findings[0]?.message).toContain(words);
  });

  it.each([
    ['of an older one none: it can be pulled', '17763.1', undefined],
    ['of a newer one', '26100.1', 'image-newer-than-host'],
    ['of a Linux one', 'linux', 'wrong-operating-system'],
  ])('a refusal to pull: %s', (_, entry, rule) => {
    expect(pairing('acme/app:1', [entry], 'ltsc2022').pullRefusal?.rule).toBe(rule);
  });

  it('the digest of what would be pulled, and none of what would not', () => {
    const digests = (entry: string) =>
      pairing('acme/app:1', [entry], 'ltsc2022').pairings.map(({ digest }) => digest);
    expect(digests('20348.1')).toEqual([`sha256:${'0'.repeat(64)}`, `sha256:${'0'.repeat(64)}`]);
    expect(digests('26100.1')).toEqual([undefined, undefined]);
  });

  it('remedies are asked for, not computed beforehand', () => {
    const [first] = pairing(`${CORE}:ltsc2019`, [], 'ltsc2022').pairings;
    expect(first?.remedies().map(({ kind }) => kind)).toEqual(expect.arrayContaining(['tag', 'isolation']));
  });
});

describe('an image that is only copied from', () => {
  it.each<[string, string, string, readonly string[]]>([
    [
      'must be pulled: a refusal of that counts',
      `${NANO}:ltsc2025`,
      'ltsc2022',
      ['process* refused image-newer-than-host', 'hyperv refused image-newer-than-host'],
    ],
    [
      'need not run: an older one counts nowhere',
      `${NANO}:ltsc2019`,
      'ltsc2022',
      ['process refused build-mismatch', 'hyperv runs hyperv-runs'],
    ],
    [
      'unless the store there takes none so old',
      `${NANO}:ltsc2019`,
      'ltsc2022,store=containerd',
      ['process* refused build-mismatch', 'hyperv refused no-matching-manifest'],
    ],
  ])('%s', (_, reference, on, expected) => {
    expect(told(reference, [], on, { runs: false })).toEqual(expected);
  });
});

describe('of a base image whose tag alone was read, what the containerd store refuses', () => {
  const judgedOn = (declared: string, reference = `${CORE}:ltsc2022`, platform?: string) =>
    pairOnHost(checkedImage(resolved(reference), platform), host(declared), {
      ...SETTINGS,
      isolation: 'process',
    }).pairings.map(({ isolation, verdict }) => `${isolation} ${verdict.prediction} ${verdict.rule}`);
  const refused = ['hyperv refused no-matching-manifest', 'process refused no-matching-manifest'];
  const told = ['hyperv runs hyperv-runs', 'process undefined conflicting-reports'];

  it.each<[string, readonly [declared: string, reference?: string, platform?: string], readonly string[]]>([
    ['the store is known and new', ['windows-11-25h2,store=containerd'], refused],
    ['with its engine', ['windows-11-25h2,store=containerd,engine=29.0'], refused],
    ['an engine from before the second release', ['windows-11-25h2,store=containerd,engine=28.5.2'], told],
    ['the other store', ['windows-11-25h2,store=graphdriver'], told],
    ['a store that nobody told', ['windows-11-25h2'], told],
    [
      'another image, which may be a single manifest',
      ['windows-11-25h2,store=containerd', 'acme/app:1-windowsservercore-ltsc2022'],
      told,
    ],
    [
      'its platform is asked for',
      ['windows-11-25h2,store=containerd', `${CORE}:ltsc2022`, 'windows(10.0.20348)/amd64'],
      told,
    ],
    [
      'a digest beside the tag',
      ['windows-11-25h2,store=containerd', `${CORE}:ltsc2022@sha256:${'a'.repeat(64)}`],
      told,
    ],
  ])('%s', (_, [declared, reference, platform], expected) => {
    expect(judgedOn(declared, reference, platform)).toEqual(expected);
  });

  it('says what the store takes, and that the tag told', () => {
    const [first] = pairing(`${CORE}:ltsc2022`, [], 'windows-11-25h2,store=containerd').pairings;
    expect(first?.verdict.reason).toBe(
      "By its tag, the engine there would take no entry of the image's index: no matching manifest for " +
        'windows(10.0.26200)/amd64 in the manifest list entries: no match for platform in manifest: not found. ' +
        'With the containerd image store it takes builds 26100 to 26200, unless a platform is asked for.',
    );
    expect(first?.verdict.sources).toEqual(['containerd-platforms', 'hcsshim-compat']);
    expect(first?.digest).toBeUndefined();
  });
});

describe('one reference for one platform is one image', () => {
  it.each([
    [undefined, 'docker.io/library/golang:1.27'],
    ['windows/amd64', 'docker.io/library/golang:1.27 for windows/amd64'],
  ])('--platform %s: %s', (platform, key) => {
    expect(checkedImage(resolved('golang:1.27'), platform).key).toBe(key);
  });

  it('the platform decides what the containerd store takes', () => {
    const image = (platform?: string) =>
      pairOnHost(
        checkedImage(resolved('acme/app:1-nanoserver', '17763.1'), platform),
        host('ltsc2022,store=containerd,isolation=hyperv'),
        SETTINGS,
      ).pairings[0]?.verdict.prediction;
    expect(image()).toBe('refused');
    expect(image('windows(10.0.17763)/amd64')).toBe('runs');
  });
});
