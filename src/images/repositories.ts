import type { Family } from '../windows/model.ts';
import type { Reference } from './model.ts';

/** What the name of a repository says of every image in it. */
export interface RepositoryFacts {
  /** False for Linux images with Windows in their name. */
  readonly saysWindows: boolean;
  readonly family?: Family;
  readonly architecture?: 'amd64' | 'arm64';
}

export interface RepositoryRow extends RepositoryFacts {
  /** Parts of a repository's path, with `/` between them. Mirrors keep these and put their own in front. */
  readonly path: string;
  /** `here`: the path ends with these parts. `below`: others follow, whatever they are. */
  readonly covers: 'here' | 'below' | 'here-and-below';
  /** The name is Microsoft's in its own registry, and anybody's elsewhere, be it of a Linux image. */
  readonly anybodys?: true;
  readonly sources: readonly string[];
}

/** The day on which the rows below were compared with their sources. */
export const REPOSITORIES_READ = '2026-11-23';

const MICROSOFT_DOCS =
  'https://github.com/MicrosoftDocs/Virtualization-Documentation/blob/77e0742a/virtualization/windowscontainers';

/** Repositories whose names do not tell by themselves. The first row that fits is taken. */
export const REPOSITORIES: readonly RepositoryRow[] = [
  {
    path: 'windows/nanoserver',
    covers: 'here-and-below',
    saysWindows: true,
    family: 'nanoserver',
    sources: [
      `${MICROSOFT_DOCS}/manage-containers/container-base-images.md`,
      `${MICROSOFT_DOCS}/deploy-containers/insider-overview.md`,
    ],
  },
  {
    path: 'windows/servercore',
    covers: 'here-and-below',
    saysWindows: true,
    family: 'servercore',
    sources: [
      `${MICROSOFT_DOCS}/manage-containers/container-base-images.md`,
      `${MICROSOFT_DOCS}/deploy-containers/insider-overview.md`,
      'https://github.com/microsoft/iis-docker',
    ],
  },
  {
    path: 'windows/server',
    covers: 'here-and-below',
    saysWindows: true,
    family: 'server',
    sources: [
      `${MICROSOFT_DOCS}/manage-containers/container-base-images.md`,
      `${MICROSOFT_DOCS}/deploy-containers/insider-overview.md`,
    ],
  },
  {
    path: 'windows/insider',
    covers: 'here',
    saysWindows: true,
    family: 'windows',
    sources: [`${MICROSOFT_DOCS}/deploy-containers/insider-overview.md`],
  },
  {
    path: 'dotnet/framework',
    covers: 'below',
    saysWindows: true,
    family: 'servercore',
    sources: ['https://github.com/microsoft/dotnet-framework-docker/tree/ebb6885f (README.*.md)'],
  },
  {
    path: 'windows-host-process-containers-base-image',
    covers: 'here',
    saysWindows: true,
    family: 'hostprocess',
    sources: ['https://github.com/microsoft/windows-host-process-containers-base-image'],
  },
  {
    path: 'host-process-scratch-image',
    covers: 'here',
    saysWindows: true,
    family: 'hostprocess',
    sources: ['https://github.com/marosset/host-process-scratch-image'],
  },
  {
    path: 'businesscentral',
    covers: 'here',
    anybodys: true,
    saysWindows: true,
    sources: ['https://github.com/microsoft/nav-docker/blob/049eed47/generic/DOCKERFILE'],
  },
  {
    path: 'winamd64',
    covers: 'below',
    saysWindows: true,
    architecture: 'amd64',
    sources: ['https://github.com/docker-library/official-images#architectures-other-than-amd64'],
  },
  {
    path: 'dockurr/windows',
    covers: 'here',
    saysWindows: false,
    sources: ['https://github.com/dockur/windows (a virtual machine in a Linux image)'],
  },
  {
    path: 'dockur/windows',
    covers: 'here',
    saysWindows: false,
    sources: ['https://github.com/dockur/windows (a virtual machine in a Linux image)'],
  },
  {
    path: 'dockurr/windows-arm',
    covers: 'here',
    saysWindows: false,
    sources: ['https://github.com/dockur/windows-arm (a virtual machine in a Linux image)'],
  },
  {
    path: 'cdrx/pyinstaller-windows',
    covers: 'here',
    saysWindows: false,
    sources: ['https://github.com/cdrx/docker-pyinstaller (Wine in a Linux image)'],
  },
  {
    path: 'dockcross',
    covers: 'below',
    saysWindows: false,
    sources: ['https://github.com/dockcross/dockcross (cross compilers in Linux images)'],
  },
  {
    path: 'windows',
    covers: 'here',
    anybodys: true,
    saysWindows: true,
    family: 'windows',
    sources: [`${MICROSOFT_DOCS}/manage-containers/container-base-images.md`],
  },
];

/** Words that say Windows, in a repository's name or in a tag, with the base image they name. */
const WINDOWS_WORDS: ReadonlyMap<string, Family> = new Map([
  ['nanoserver', 'nanoserver'],
  ['servercore', 'servercore'],
  ['windowsservercore', 'servercore'],
  ['windowsserver', 'server'],
  ['windows', 'unknown'],
]);

/** The base image that one word in lower case names; `unknown` for a plain `windows`; `undefined` for any other word. */
export function familyOfWord(word: string): Family | undefined {
  return WINDOWS_WORDS.get(word);
}

/** What the repository of a reference says, whatever registry or mirror it is in. */
export function readRepository(reference: Reference): RepositoryFacts {
  const row = rowOf(reference);
  if (row) return row;
  const families = wordsOfRepository(reference)
    .map(familyOfWord)
    .filter((family) => family !== undefined);
  const named = families.find((family) => family !== 'unknown');
  return { saysWindows: families.length > 0, ...(named ? { family: named } : {}) };
}

/** Words of a repository's name that no image for another system has. */
const ONLY_WINDOWS: ReadonlySet<string> = new Set(['nanoserver', 'windowsservercore']);

/** Whether a repository can hold nothing but images for Windows, undefined where its name does not say. */
export function holdsWindowsOnly(reference: Reference): boolean | undefined {
  const ofMicrosoft = reference.registry === 'mcr.microsoft.com';
  if (ofMicrosoft && reference.repository.startsWith('windows/')) return true;
  const row = rowOf(reference);
  if (row !== undefined && (ofMicrosoft || row.anybodys !== true)) return row.saysWindows;
  return wordsOfRepository(reference).some((word) => ONLY_WINDOWS.has(word)) || undefined;
}

function rowOf({ repository }: Reference): RepositoryRow | undefined {
  return REPOSITORIES.find((row) => covers(row, repository));
}

function wordsOfRepository({ repository }: Reference): readonly string[] {
  return repository.split(/[/._-]+/);
}

function covers(row: RepositoryRow, repository: string): boolean {
  const path = `/${repository}/`;
  const parts = `/${row.path}/`;
  const here = path.endsWith(parts);
  return here ? row.covers !== 'below' : row.covers !== 'here' && path.includes(parts);
}
