import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseReference } from '../../src/images/reference.ts';
import { referenceForRelease } from '../../src/images/suggested-tag.ts';
import { readTag } from '../../src/images/tags.ts';
import { releaseOfTagWord } from '../../src/windows/releases.ts';

const MCR = 'mcr.microsoft.com';
const DIGEST = `sha256:${'a'.repeat(64)}`;
const suggest = (text: string, release: string) => {
  const reference = parseReference(text);
  return referenceForRelease(reference, readTag(reference), release);
};

describe('the same image for another release', () => {
  it.each([
    [
      'the word is exchanged',
      'golang:1.27-windowsservercore-ltsc2025',
      'ltsc2022',
      '1.27-windowsservercore-ltsc2022',
    ],
    ['the word is added', 'golang:1.27-nanoserver', 'ltsc2022', '1.27-nanoserver-ltsc2022'],
    [
      'the own word of Nano Server 2019',
      `${MCR}/dotnet/runtime:9.0-nanoserver-ltsc2022`,
      '1809',
      '9.0-nanoserver-1809',
    ],
    [
      'the architecture of the old one goes',
      `${MCR}/dotnet/runtime:9.0-nanoserver-1809-amd64`,
      'ltsc2022',
      '9.0-nanoserver-ltsc2022',
    ],
    [
      'so does that of another processor',
      'example.com/app:1-nanoserver-ltsc2025-arm64',
      'ltsc2022',
      '1-nanoserver-ltsc2022',
    ],
    ['underscores part words too', 'example.com/app:v1_ltsc2019', 'ltsc2022', 'v1_ltsc2022'],
    ['any case', 'example.com/app:v1-LTSC2019', 'ltsc2022', 'v1-ltsc2022'],
    ['the last of two', 'example.com/app:2004-nanoserver-1809', 'ltsc2022', '2004-nanoserver-ltsc2022'],
    [
      'a certain word before an application’s version',
      'example.com/app:ltsc2019-2004',
      'ltsc2022',
      'ltsc2022-2004',
    ],
    ['latest of IIS', `${MCR}/windows/servercore/iis`, 'ltsc2022', 'windowsservercore-ltsc2022'],
    ['a base image', `${MCR}/windows/servercore:10.0.17763.437`, 'ltsc2022', 'ltsc2022'],
    ['a base image of one update', `${MCR}/windows/servercore:1809-KB4493509`, 'ltsc2022', 'ltsc2022'],
    ['a base image by its digest', `${MCR}/windows/servercore@${DIGEST}`, 'ltsc2022', 'ltsc2022'],
    [
      'a base image of one revision',
      `${MCR}/windows/servercore:ltsc2016`,
      '10.0.14393.3504',
      '10.0.14393.3504',
    ],
    [
      '.NET Framework has its own version for each release',
      `${MCR}/dotnet/framework/sdk:4.8`,
      'ltsc2022',
      '4.8.1-windowsservercore-ltsc2022',
    ],
    ['and back', `${MCR}/dotnet/framework/sdk:4.8.1`, 'ltsc2019', '4.8-windowsservercore-ltsc2019'],
    [
      '.NET Framework 3.5 stays what it is',
      `${MCR}/dotnet/framework/runtime:3.5`,
      'ltsc2022',
      '3.5-windowsservercore-ltsc2022',
    ],
    [
      'with its old release',
      `${MCR}/dotnet/framework/aspnet:3.5-windowsservercore-ltsc2019`,
      'ltsc2025',
      '3.5-windowsservercore-ltsc2025',
    ],
    [
      'its samples have names for versions',
      `${MCR}/dotnet/framework/samples:dotnetapp`,
      'ltsc2022',
      'dotnetapp-windowsservercore-ltsc2022',
    ],
  ])('%s: %s for %s', (_, text, release, tag) => {
    const { registry, repository } = parseReference(text);
    expect(suggest(text, release)).toEqual({ registry, repository, tag });
  });

  it.each([
    [
      'a whole version tells the revision of one build',
      'example.com/businesscentral:10.0.20348.2461',
      'ltsc2025',
    ],
    [
      'only base images are published by revision',
      'golang:1.27-windowsservercore-ltsc2016',
      '10.0.14393.3504',
    ],
    ['nothing says what it is built on', 'example.com/businesscentral:bc24', 'ltsc2022'],
    ['nothing to put a word to', `golang@${DIGEST}`, 'ltsc2022'],
    ['it is that tag already', 'golang:1.27-nanoserver-ltsc2022', 'ltsc2022'],
    ['two releases in one tag', 'example.com/app:ltsc2016-ltsc2019', 'ltsc2022'],
    ['a release glued to its base', 'example.com/app:servercore1809', 'ltsc2022'],
    ['no release of .NET Framework', `${MCR}/dotnet/framework/sdk:4.8`, '20H2'],
    ['the full image ended before that release', `${MCR}/windows:ltsc2019`, 'ltsc2022'],
    ['and its successor began after that one', `${MCR}/windows/server:ltsc2022`, 'ltsc2019'],
    ['no such release', 'golang:1.27-nanoserver', 'ltsc2099'],
    ['a tag that would be too long', `golang:${'x'.repeat(115)}-nanoserver`, 'ltsc2022'],
  ])('none can be guessed: %s (%s for %s)', (_, text, release) => {
    expect(suggest(text, release)).toBeUndefined();
  });

  it('a pinned digest goes, as it is that of another image', () => {
    expect(suggest(`golang:1.27-nanoserver-ltsc2025@${DIGEST}`, 'ltsc2022')?.digest).toBeUndefined();
    // Whoever pins an old digest of the right tag is helped by the tag alone.
    expect(suggest(`golang:1.27-nanoserver-ltsc2022@${DIGEST}`, 'ltsc2022')?.tag).toBe(
      '1.27-nanoserver-ltsc2022',
    );
  });

  it('whatever is suggested says that release, of the same repository', () => {
    const word = fc.constantFrom(
      ...'latest 1.27 4.8 3.5 nanoserver windowsservercore servercore1809 ltsc2016 ltsc2019 ltsc2022 1809 2004 20H2'.split(
        ' ',
      ),
      ...'amd64 KB4493509 10.0.17763.437 lts'.split(' '),
    );
    const repository = fc.constantFrom(
      'golang',
      `${MCR}/windows/servercore`,
      `${MCR}/windows`,
      `${MCR}/dotnet/framework/sdk`,
      `${MCR}/dotnet/framework/samples`,
      `${MCR}/windows/servercore/iis`,
    );
    const release = fc.constantFrom('ltsc2016', 'ltsc2019', '1809', 'ltsc2022', 'ltsc2025');
    fc.assert(
      fc.property(
        repository,
        fc.array(word, { minLength: 1, maxLength: 4 }),
        release,
        (name, words, wanted) => {
          const reference = parseReference(`${name}:${words.join('-')}`);
          const suggested = referenceForRelease(reference, readTag(reference), wanted);
          if (suggested === undefined) return;
          expect(readTag(suggested).version?.build).toBe(releaseOfTagWord(wanted)?.build);
          expect(suggested).toMatchObject({ registry: reference.registry, repository: reference.repository });
          expect(suggested.tag).not.toBe(reference.tag);
        },
      ),
      { numRuns: 500 },
    );
  });
});
