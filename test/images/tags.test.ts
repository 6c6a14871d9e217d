import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatReference, parseReference } from '../../src/images/reference.ts';
import { isWindowsOnly, readTag } from '../../src/images/tags.ts';
import { imageTagsOf, RELEASES } from '../../src/windows/releases.ts';
import { formatWindowsVersion } from '../../src/windows/version.ts';

const MCR = 'mcr.microsoft.com';
const DIGEST = `sha256:${'a'.repeat(64)}`;
const versionOf = (text: string): string | undefined => {
  const { version } = readTag(parseReference(text));
  return version && formatWindowsVersion(version);
};

describe('what a tag says by itself', () => {
  it.each([
    // Base images.
    [`${MCR}/windows/nanoserver:ltsc2022`, '10.0.20348', 'nanoserver'],
    [`${MCR}/windows/nanoserver:sac2016`, '10.0.14393', 'nanoserver'],
    [`${MCR}/windows/servercore:1809`, '10.0.17763', 'servercore'],
    [`${MCR}/windows/servercore:1809-KB4493509`, '10.0.17763', 'servercore'],
    [`${MCR}/windows/servercore:ltsc2022-KB5026370`, '10.0.20348', 'servercore'],
    [`${MCR}/windows/servercore:10.0.17763.437`, '10.0.17763.437', 'servercore'],
    [`${MCR}/windows/servercore:10.0.17763`, '10.0.17763', 'servercore'],
    [`${MCR}/windows/servercore:ltsc2025-amd64`, '10.0.26100', 'servercore'],
    [`${MCR}/windows/nanoserver:10.0.20348.2461-amd64`, '10.0.20348.2461', 'nanoserver'],
    [`${MCR}/windows/servercore/insider:10.0.26040.1`, '10.0.26040.1', 'servercore'],
    [`${MCR}/windows/server:ltsc2022`, '10.0.20348', 'server'],
    [`${MCR}/windows:20H2`, '10.0.19042', 'windows'],
    [`${MCR}/windows:2009`, '10.0.19042', 'windows'],
    // Images built on them.
    [`${MCR}/windows/servercore/iis:windowsservercore-ltsc2019`, '10.0.17763', 'servercore'],
    [`${MCR}/dotnet/framework/sdk:4.8-20260714-windowsservercore-ltsc2019`, '10.0.17763', 'servercore'],
    [`${MCR}/dotnet/runtime:9.0-nanoserver-1809`, '10.0.17763', 'nanoserver'],
    [`${MCR}/dotnet/runtime:9.0.3-nanoserver-ltsc2022-amd64`, '10.0.20348', 'nanoserver'],
    [`${MCR}/powershell:lts-nanoserver-1809`, '10.0.17763', 'nanoserver'],
    [`${MCR}/powershell:7.0.0-windowsservercore-1809-20200304`, '10.0.17763', 'servercore'],
    ['golang:1.27-windowsservercore-ltsc2025', '10.0.26100', 'servercore'],
    ['python:3.10-windowsservercore-1809', '10.0.17763', 'servercore'],
    ['openjdk:11-jdk-nanoserver-sac2016', '10.0.14393', 'nanoserver'],
    ['jenkins/inbound-agent:latest-jdk17-windowsservercore-ltsc2019', '10.0.17763', 'servercore'],
    ['gitlab/gitlab-runner-helper:x86_64-v16.0.0-servercore1809', '10.0.17763', 'servercore'],
    ['gitlab/gitlab-runner-helper:x86_64-latest-nanoserver20H2', '10.0.19042', 'nanoserver'],
    ['example.com/businesscentral:10.0.20348.2461', '10.0.20348.2461', 'unknown'],
    ['example.com/app:windows-1809', '10.0.17763', 'unknown'],
    ['example.com/app:v1.2_LTSC2022', '10.0.20348', 'unknown'],
  ])('%s', (text, version, family) => {
    const facts = readTag(parseReference(text));
    expect(facts).toMatchObject({ family, saysWindows: true, floating: false });
    expect(versionOf(text)).toBe(version);
  });

  it.each([
    'python:1809',
    'example.com/app:2004',
    'redis:1903',
    'example.com/app:build-1909-rc1',
    'alpine:3.22',
    'golang:latest',
    'golang',
    'ubuntu:20.04',
    'example.com/app:10.0.100',
    'example.com/app:10.0.12345.6',
    'example.com/app:10.0.99999.6',
    'example.com/app:1.10.0.17763',
    'example.com/app:ltsc',
    'example.com/app:ltsc20',
    'example.com/app:kb123',
    'example.com/app:mywindows',
    `golang@${DIGEST}`,
  ])('nothing about Windows: %s', (text) => {
    const facts = readTag(parseReference(text));
    expect(facts).toMatchObject({ saysWindows: false, floating: false });
    expect(facts.version).toBeUndefined();
  });

  it.each([
    `${MCR}/dotnet/framework/sdk:4.8`,
    `${MCR}/dotnet/framework/sdk`,
    'golang:1.27-windowsservercore',
    'golang:1.27-nanoserver',
    'hello-world:nanoserver',
    `${MCR}/windows/servercore/iis`,
    // A year is no release.
    'example.com/app:windowsservercore-2019',
    'example.com/app:windows2022',
    // 21H2 is Windows Server 2022 to some, Windows 10 and Windows 11 to others, and a tag of no base image.
    'gitlab/gitlab-runner-helper:x86_64-v16.0.0-servercore21H2',
    // A release that the tables do not have yet.
    'example.com/app:ltsc2099',
    'example.com/app:31H2',
    'example.com/app:1.0-kb5026370',
  ])('Windows, and no release: %s', (text) => {
    const facts = readTag(parseReference(text));
    expect(facts).toMatchObject({ saysWindows: true, floating: true });
    expect(facts.version).toBeUndefined();
  });
});

describe('which names no image for another system has', () => {
  it.each<readonly [reference: string, sure: boolean]>([
    [`${MCR}/windows:20H2`, true],
    [`${MCR}/windows/nanoserver`, true],
    [`${MCR}/windows/something-new:1`, true],
    [`${MCR}/dotnet/framework/aspnet:4.8`, true],
    [`${MCR}/businesscentral:10.0.20348.1`, true],
    ['example.azurecr.io/windows/servercore:x', true],
    ['winamd64/golang', true],
    ['example/node-nanoserver', true],
    ['golang:1.27-windowsservercore-ltsc2025', true],
    ['example/app:ltsc2022', true],
    ['example/app:servercore1809', true],
    // Said of Windows as a rule, and not by everybody.
    ['example/windows', false],
    ['example/app:windows', false],
    ['example/app:x86_64-pc-windows-gnu', false],
    ['example/servercore', false],
    ['example/businesscentral', false],
    ['example/app:22h2', false],
    ['example/app:1809', false],
    ['dockurr/windows', false],
    ['dockcross/windows-static-x64:ltsc2022', false],
    [`${MCR}/dotnet/sdk:9.0`, false],
  ])('%s: %s', (reference, sure) => {
    expect(isWindowsOnly(parseReference(reference))).toBe(sure);
  });
});

describe('traps', () => {
  it.each([
    ['the number of an application before the release', 'python:2004-windowsservercore-1809', '10.0.17763'],
    ['a certain word before an ambiguous one', 'example.com/app:1809-nanoserver-ltsc2022', '10.0.20348'],
    ['and after it', 'example.com/app:ltsc2022-1809', '10.0.20348'],
    ['a version before an ambiguous word', 'example.com/app:1809-10.0.20348.1', '10.0.20348.1'],
    ['two words for one build', 'example.com/app:1809-ltsc2019-servercore', '10.0.17763'],
    ['a release and its own revision', 'example.com/app:ltsc2019-10.0.17763.437', '10.0.17763.437'],
    ['two revisions leave the build', 'example.com/app:10.0.17763.437-10.0.17763.1', '10.0.17763'],
    ['two releases contradict each other', 'example.com/app:ltsc2019-ltsc2022', undefined],
    ['two ambiguous words do, too', 'example.com/app:nanoserver-1809-nanoserver-1903', undefined],
    ['a date is no release', 'example.com/app:nanoserver-20190315', undefined],
    ['a part of a number is none', 'example.com/app:nanoserver-11809', undefined],
    ['a version part is none', 'example.com/app:nanoserver-1.1809', undefined],
    ['a digest says nothing', `example.com/app-nanoserver@${DIGEST}`, undefined],
  ])('%s: %s', (_, text, version) => {
    expect(versionOf(text)).toBe(version);
  });

  it.each([
    ['the tag before the repository', `${MCR}/windows/servercore/x:nanoserver-1809`, 'nanoserver'],
    ['the repository where the tag names no base', `${MCR}/windows/servercore/x:windows-1809`, 'servercore'],
    [
      'host-process images whatever the tag says',
      'a.b/windows-host-process-containers-base-image:nanoserver',
      'hostprocess',
    ],
    ['the first of two', 'example.com/app:nanoserver-on-servercore', 'nanoserver'],
  ])('which family: %s', (_, text, family) => {
    expect(readTag(parseReference(text)).family).toBe(family);
  });

  it.each([
    ['golang:1.27-nanoserver', true],
    [`golang:1.27-nanoserver@${DIGEST}`, false],
    ['a.b/windows-host-process-containers-base-image:v1', false],
    ['golang:1.27', false],
  ])('floats: %s %s', (text, floating) => {
    expect(readTag(parseReference(text)).floating).toBe(floating);
  });

  it.each([
    ['example.com/app:ltsc2025-arm64', 'arm64'],
    ['example.com/app:nanoserver-ltsc2025-arm64v8', 'arm64'],
    ['example.com/app:x86_64-nanoserver', 'amd64'],
    ['example.com/app:ltsc2022-amd64', 'amd64'],
    ['winamd64/golang:1.27-nanoserver', 'amd64'],
    ['golang:1.27-nanoserver', undefined],
  ])('which architecture: %s %s', (text, architecture) => {
    expect(readTag(parseReference(text)).architecture).toBe(architecture);
  });
});

describe('any tag', () => {
  const bases = ['nanoserver', 'windowsservercore', 'servercore', 'windows'];
  const releases = RELEASES.flatMap((release) =>
    imageTagsOf(release).map((word) => ({ word, build: release.build })),
  );
  const around = fc.array(fc.constantFrom('1.27', 'lts', '20260714', 'rc1', 'jdk17', 'v2.0.1', 'alpha'), {
    maxLength: 3,
  });

  it('of a base and a release right after it says that release, whatever stands around', () => {
    fc.assert(
      fc.property(
        around,
        fc.constantFrom(...bases),
        fc.constantFrom(...releases),
        fc.constantFrom('-', '_'),
        around,
        fc.boolean(),
        (before, base, { word, build }, separator, after, upper) => {
          const tag = [...before, base, word, ...after].join(separator);
          const { version, saysWindows } = readTag({
            registry: 'docker.io',
            repository: 'library/app',
            tag: upper ? tag.toUpperCase() : tag,
          });
          expect(saysWindows).toBe(true);
          expect(version).toEqual({ build });
        },
      ),
    );
  });

  it('tells a revision only where it has a version of four parts', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\w[\w.-]{0,40}$/), (tag) => {
        const { version } = readTag({ registry: 'docker.io', repository: 'windows/servercore', tag });
        if (version?.revision !== undefined) expect(tag).toMatch(/10\.0\.\d+\.\d+/);
      }),
    );
  });

  it('says the same in every registry and behind every mirror', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('windows/nanoserver', 'dotnet/framework/sdk', 'windows', 'winamd64/golang', 'a/b'),
        fc.stringMatching(/^\w[\w.-]{0,20}$/),
        fc.constantFrom('example.com/', 'localhost:5000/mirror/', 'acme.azurecr.io/a/b/c/'),
        (repository, tag, prefix) => {
          const here = readTag(parseReference(`${MCR}/${repository}:${tag}`));
          expect(readTag(parseReference(`${prefix}${repository}:${tag}`))).toEqual(here);
        },
      ),
    );
  });

  it('is read without a fault, and again the same in full', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{1,8}(\/[a-z]{1,8})?$/),
        fc.stringMatching(/^\w[\w.-]{0,60}$/),
        (name, tag) => {
          const reference = parseReference(`${name}:${tag}`);
          expect(readTag(parseReference(formatReference(reference)))).toEqual(readTag(reference));
        },
      ),
    );
  });
});
