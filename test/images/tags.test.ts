import { describe, expect, it } from 'vitest';
import { parseReference } from '../../src/images/reference.ts';
import { referenceForRelease } from '../../src/images/suggested-tag.ts';
import { readTag } from '../../src/images/tags.ts';
import { formatWindowsVersion } from '../../src/windows/version.ts';

const MCR = 'mcr.microsoft.com';

describe('what a tag says by itself', () => {
  it.each([
    [`${MCR}/windows/nanoserver:ltsc2022`, '10.0.20348', 'nanoserver'],
    [`${MCR}/windows/nanoserver:sac2016`, '10.0.14393', 'nanoserver'],
    [`${MCR}/windows/servercore:1809`, '10.0.17763', 'servercore'],
    [`${MCR}/windows/servercore:1809-KB4493509`, '10.0.17763', 'servercore'],
    [`${MCR}/windows/servercore:ltsc2022-KB5026370`, '10.0.20348', 'servercore'],
    [`${MCR}/windows/servercore:10.0.17763.437`, '10.0.17763.437', 'servercore'],
    [`${MCR}/windows/servercore:ltsc2025-amd64`, '10.0.26100', 'servercore'],
    [`${MCR}/windows/server:ltsc2022`, '10.0.20348', 'server'],
    [`${MCR}/windows:20H2`, '10.0.19042', 'windows'],
    [`${MCR}/windows/servercore/iis:windowsservercore-ltsc2019`, '10.0.17763', 'servercore'],
    [`${MCR}/dotnet/framework/sdk:4.8-20260714-windowsservercore-ltsc2019`, '10.0.17763', 'servercore'],
    [`${MCR}/dotnet/runtime:9.0-nanoserver-1809`, '10.0.17763', 'nanoserver'],
    [`${MCR}/powershell:lts-nanoserver-1809`, '10.0.17763', 'nanoserver'],
    ['golang:1.27-windowsservercore-ltsc2025', '10.0.26100', 'servercore'],
    ['python:3.10-windowsservercore-1809', '10.0.17763', 'servercore'],
    ['example.com/businesscentral:10.0.20348.2461', '10.0.20348.2461', 'unknown'],
  ])('%s', (text, version, family) => {
    const facts = readTag(parseReference(text));
    expect(facts).toMatchObject({ family, saysWindows: true, floating: false });
    expect(facts.version && formatWindowsVersion(facts.version)).toBe(version);
  });

  it.each(['python:1809', 'example.com/app:2004', 'redis:1903', 'alpine:3.22', 'golang:latest'])(
    'nothing about Windows: %s',
    (text) => {
      expect(readTag(parseReference(text))).toMatchObject({ saysWindows: false, floating: false });
      expect(readTag(parseReference(text)).version).toBeUndefined();
    },
  );

  it.each([
    `${MCR}/dotnet/framework/sdk:4.8`,
    'golang:1.27-windowsservercore',
    'golang:1.27-nanoserver',
    `${MCR}/windows/servercore/iis`,
  ])('Windows, and no release: %s', (text) => {
    const facts = readTag(parseReference(text));
    expect(facts).toMatchObject({ saysWindows: true, floating: true });
    expect(facts.version).toBeUndefined();
  });
});

describe('the same image for another release', () => {
  it.each([
    ['golang:1.27-windowsservercore-ltsc2025', 'ltsc2022', '1.27-windowsservercore-ltsc2022'],
    ['golang:1.27-nanoserver', 'ltsc2022', '1.27-nanoserver-ltsc2022'],
    [`${MCR}/dotnet/runtime:9.0-nanoserver-1809-amd64`, 'ltsc2022', '9.0-nanoserver-ltsc2022'],
    [`${MCR}/dotnet/framework/sdk:4.8`, 'ltsc2022', '4.8.1-windowsservercore-ltsc2022'],
    [`${MCR}/dotnet/framework/sdk:4.8.1`, 'ltsc2019', '4.8-windowsservercore-ltsc2019'],
    [`${MCR}/windows/servercore:10.0.17763.437`, 'ltsc2022', 'ltsc2022'],
    ['example.com/businesscentral:10.0.20348.2461', 'ltsc2025', undefined],
  ])('%s for %s', (text, release, tag) => {
    const reference = parseReference(text);
    expect(referenceForRelease(reference, readTag(reference), release)?.tag).toBe(tag);
  });
});
