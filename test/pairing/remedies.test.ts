import { describe, expect, it } from 'vitest';
import { formatReference } from '../../src/images/reference.ts';
import { RegistryError } from '../../src/images/registry-error.ts';
import { createResolver, type Resolver } from '../../src/images/resolve.ts';
import type { PairingSettings } from '../../src/pairing/pair.ts';
import { withRemedies } from '../../src/pairing/remedies.ts';
import { ruleOf } from '../../src/rules/catalogue.ts';
import { indexOf } from '../images/indexes.ts';
import { CORE, finding, type Published, pairing, SETTINGS } from './builders.ts';

/** A registry that holds what is published, and nothing else. */
function registryOf(published: Published, failure?: RegistryError): Resolver & { readonly asked: string[] } {
  const asked: string[] = [];
  const resolver = createResolver({
    mode: 'auto',
    registry: {
      async inspect(reference) {
        const name = formatReference(reference);
        asked.push(name);
        if (failure !== undefined) throw failure;
        const entries = published[name];
        if (entries === undefined) throw new RegistryError('not-found', 'It is not there.', 'Look again.');
        return { kind: 'index', digest: `sha256:${'a'.repeat(64)}`, entries: indexOf(...entries) };
      },
    },
  });
  return { ...resolver, asked };
}
const TAGS = createResolver({
  mode: 'tags',
  registry: { inspect: () => Promise.reject(new Error('never')) },
});

async function remedyOf(
  reference: string,
  on: string,
  resolver: Resolver,
  settings: Partial<PairingSettings> = {},
): Promise<string> {
  const all = { ...SETTINGS, ...settings };
  const [first] = pairing(reference, [], on, settings).pairings;
  const [found] = await withRemedies([finding({ pairing: first })], resolver, all);
  return found?.remedy ?? '';
}

describe('the tag of a remedy is held against its registry', () => {
  const OLD = 'golang:1.27-windowsservercore-ltsc2019';
  const FITS = 'docker.io/library/golang:1.27-windowsservercore-ltsc2022';

  it('one that is there and would run is named, and said to be there', async () => {
    expect(await remedyOf(OLD, 'ltsc2022', registryOf({ [FITS]: ['20348.1'] }))).toMatch(
      new RegExp(`^Use \`${FITS}\`, which its registry has\\. Run it in Hyper-V isolation`),
    );
  });

  it.each<[string, Published]>([
    ['is not there', {}],
    ['is there and holds another Windows', { [FITS]: ['17763.1'] }],
    ['is there for Linux', { [FITS]: ['linux'] }],
    ['is there for another processor', { [FITS]: ['20348.1 arm64'] }],
  ])('one that %s is not named: the base image is', async (_, published) => {
    const remedy = await remedyOf(OLD, 'ltsc2022', registryOf(published));
    expect(remedy).not.toContain(FITS);
    expect(remedy).toMatch(/^Use an image for `ltsc2022`/);
  });

  it.each([
    ['no registry may be asked', TAGS],
    ['the registry is silent', registryOf({}, new RegistryError('timeout', 'Too slow.', 'Again.'))],
  ])('where %s it is named as a guess', async (_, resolver) => {
    expect(await remedyOf(OLD, 'ltsc2022', resolver)).toMatch(`Use \`${FITS}\`, if it is published.`);
  });

  it('at most two tags, the host’s own release first', async () => {
    const resolver = registryOf({
      [`${CORE}:ltsc2022`]: ['20348.1'],
      [`${CORE}:ltsc2025`]: ['26100.1'],
    });
    const remedy = await remedyOf(`${CORE}:ltsc2019`, 'ltsc2025', resolver);
    expect(remedy.match(/Use `[^`]+`/g)).toEqual([`Use \`${CORE}:ltsc2025\``, `Use \`${CORE}:ltsc2022\``]);
  });

  it('a tag that cannot be guessed asks no registry', async () => {
    const resolver = registryOf({});
    const remedy = await remedyOf('example.com/businesscentral:10.0.17763.1', 'ltsc2022', resolver);
    expect(resolver.asked).toEqual([]);
    expect(remedy).toMatch(/^Use an image for `ltsc2022`/);
  });

  it('by the policy that is asked for', async () => {
    const resolver = registryOf({ [`${CORE}:ltsc2022`]: ['20348.1'], [`${CORE}:ltsc2025`]: ['26100.1'] });
    const remedy = await remedyOf(`${CORE}:ltsc2019`, 'ltsc2025', resolver, { policy: 'exact' });
    expect(remedy).toContain('ltsc2025');
    expect(remedy).not.toContain('ltsc2022`, which');
  });
});

describe('a tag that was probably never published is not named', () => {
  const behind = (resolver: Resolver, reference = `${CORE}:10.0.20348.200`) =>
    remedyOf(reference, '10.0.20348.100', resolver);

  it.each([
    ['no registry may be asked', TAGS],
    ['the registry is silent', registryOf({}, new RegistryError('timeout', 'Too slow.', 'Again.'))],
    ['the registry has none', registryOf({})],
  ])('a revision: where %s, the words alone', async (_, resolver) => {
    const remedy = await behind(resolver);
    expect(remedy).toMatch(
      /^Build on a base image of the host's revision, 10\.0\.20348\.100, or of an earlier/,
    );
    expect(remedy).not.toContain(`${CORE}:10.0.20348.100`);
  });

  it('a revision that its registry has is named', async () => {
    const remedy = await behind(registryOf({ [`${CORE}:10.0.20348.100`]: ['20348.100'] }));
    expect(remedy).toMatch(`Use \`${CORE}:10.0.20348.100\`, which its registry has.`);
  });

  it('the full Windows image of a release that has none: its stand-in is', async () => {
    const remedy = await remedyOf('mcr.microsoft.com/windows:ltsc2019', 'ltsc2022', TAGS);
    expect(remedy).not.toContain('mcr.microsoft.com/windows:ltsc2022');
    expect(remedy).toContain('mcr.microsoft.com/windows/server:ltsc2022');
  });
});

describe('with the containerd store a remedy is one that its engine can pull', () => {
  const CLIENT = 'windows-11-25h2,store=containerd,isolation=process';
  const SERVER = 'ltsc2022,store=containerd';

  it.each([
    [
      'the platform, and the mode that it runs in',
      `${CORE}:ltsc2022`,
      CLIENT,
      /^Ask for it with `--platform windows\(10\.0\.20348\)\/amd64` and run it in Hyper-V isolation \(--isolation=hyperv\)\. Run it on a host/,
    ],
    [
      'a tag by its platform, where neither mode is sure',
      `${CORE}:ltsc2025`,
      CLIENT,
      /^Use `[^`]+:ltsc2022` with `--platform windows\(10\.0\.20348\)\/amd64` in Hyper-V isolation \(--isolation=hyperv\), if/,
    ],
    [
      'an older image on a server',
      `${CORE}:ltsc2019`,
      SERVER,
      /^Use `[^`]+:ltsc2022`, if it is published\. Ask for it with `--platform windows\(10\.0\.17763\)\/amd64` and run it in Hyper-V isolation \(--isolation=hyperv\)\. Run it on a host/,
    ],
    [
      'an engine that knows no versions in platforms',
      `${CORE}:ltsc2019`,
      `${SERVER},engine=27.5`,
      /Ask for it with `--platform windows\(10\.0\.17763\)\/amd64` and/,
    ],
    [
      'none of these where nothing makes the engine take it',
      `${CORE}:ltsc2019`,
      `${SERVER},engine=26.1`,
      /^Use `[^`]+:ltsc2022`, if it is published\. Run it on a host with Windows Server 2019\.$/,
    ],
  ])('%s', async (_, reference, on, expected) => {
    expect(await remedyOf(reference, on, TAGS)).toMatch(expected);
  });

  it('of Hyper-V isolation says so where a tag runs in no other', async () => {
    const remedy = await remedyOf(`${CORE}:ltsc2025`, 'windows-11-25h2', TAGS);
    expect(remedy).toMatch(`Use \`${CORE}:ltsc2022\` in Hyper-V isolation, if it is published.`);
  });

  it('without it the mode alone is enough', async () => {
    const remedy = await remedyOf(`${CORE}:ltsc2022`, 'windows-11-25h2,isolation=process', TAGS);
    expect(remedy).toMatch(/^Run it in Hyper-V isolation \(--isolation=hyperv\); Hyper-V must/);
  });
});

describe('where nothing of the pairing would help, the words of the rule do', () => {
  const own = ruleOf('build-mismatch').remedy;
  const [refused] = pairing(`${CORE}:ltsc2019`, [], 'ltsc2022').pairings;
  const [unknown] = pairing('golang:1.27-nanoserver', [], 'ltsc2022').pairings;

  it.each([
    ['a finding of a file, with its own remedy', finding({ remedy: 'Do this.' }), 'Do this.'],
    ['a finding of no pairing', finding(), own],
    ['a notice', finding({ level: 'notice', pairing: refused }), own],
    ['a pairing of which nothing is known', finding({ pairing: unknown }), own],
  ])('%s', async (_, given, expected) => {
    const [found] = await withRemedies([given], TAGS, SETTINGS);
    expect(found).toEqual({
      rule: given.rule,
      level: given.level,
      message: given.message,
      places: given.places,
      subject: given.subject,
      remedy: expected,
    });
  });
});
