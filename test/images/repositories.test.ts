import { describe, expect, it } from 'vitest';
import { parseReference } from '../../src/images/reference.ts';
import { REPOSITORIES, readRepository } from '../../src/images/repositories.ts';

const told = (text: string): string => {
  const { saysWindows, family, architecture } = readRepository(parseReference(text));
  return [saysWindows ? 'Windows' : 'nothing', family, architecture].filter(Boolean).join(' ');
};

describe('what the name of a repository says of every image in it', () => {
  it.each([
    ['mcr.microsoft.com/windows/nanoserver', 'Windows nanoserver'],
    ['mcr.microsoft.com/windows/nanoserver/insider', 'Windows nanoserver'],
    ['mcr.microsoft.com/windows/servercore', 'Windows servercore'],
    ['mcr.microsoft.com/windows/servercore/iis', 'Windows servercore'],
    ['mcr.microsoft.com/windows/server', 'Windows server'],
    ['mcr.microsoft.com/windows/server/insider', 'Windows server'],
    ['mcr.microsoft.com/windows', 'Windows windows'],
    ['mcr.microsoft.com/windows/insider', 'Windows windows'],
    ['mcr.microsoft.com/dotnet/framework/sdk', 'Windows servercore'],
    ['mcr.microsoft.com/dotnet/framework/aspnet', 'Windows servercore'],
    ['mcr.microsoft.com/oss/kubernetes/windows-host-process-containers-base-image', 'Windows hostprocess'],
    ['mcr.microsoft.com/businesscentral', 'Windows'],
    ['winamd64/golang', 'Windows amd64'],
    ['ghcr.io/prometheus-community/windows-exporter', 'Windows'],
    ['example.com/tools/app-nanoserver', 'Windows nanoserver'],
    ['example.com/tools/windows_servercore.build', 'Windows servercore'],
    // Of these only a tag or a registry tells.
    ['mcr.microsoft.com/dotnet/sdk', 'nothing'],
    ['mcr.microsoft.com/powershell', 'nothing'],
    ['golang', 'nothing'],
    ['mcr.microsoft.com/mssql/server', 'nothing'],
  ])('%s: %s', (text, expected) => {
    expect(told(text)).toBe(expected);
  });

  it.each([
    'localhost:5000/mcr/windows/servercore/iis',
    'acme.azurecr.io/mirror/mcr.microsoft.com/windows/servercore',
    'docker.io/acme/windows/servercore',
  ])('a mirror keeps the words and puts its own in front: %s', (text) => {
    expect(told(text)).toBe('Windows servercore');
  });

  it.each([
    ['a virtual machine in a Linux image', 'dockurr/windows'],
    ['the same from GitHub', 'ghcr.io/dockur/windows'],
    ['the same for Arm', 'dockurr/windows-arm'],
    ['a cross compiler in a Linux image', 'dockcross/windows-static-x64'],
    ['Wine in a Linux image', 'cdrx/pyinstaller-windows'],
    ['a word of which Windows is a part', 'acme/windowsill'],
    ['another word of which it is', 'acme/swindows'],
    ['a server of something else', 'acme/server'],
  ])('no Windows image, although the name may look like it: %s (%s)', (_, text) => {
    expect(told(text)).toBe('nothing');
  });

  it('every row says where it was read', () => {
    for (const { path, sources } of REPOSITORIES)
      expect(sources, path).toEqual(sources.filter((source) => source.startsWith('https://github.com/')));
    for (const { path, sources } of REPOSITORIES) expect(sources.length, path).toBeGreaterThan(0);
  });

  it('no row is hidden behind an earlier one', () => {
    for (const row of REPOSITORIES) {
      const example = row.covers === 'below' ? `${row.path}/x` : row.path;
      expect(readRepository(parseReference(`example.com/${example}`)), row.path).toBe(row);
    }
  });
});
