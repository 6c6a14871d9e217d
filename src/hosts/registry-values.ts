import type { Product, WindowsVersion } from '../windows/model.ts';

/** Build, revision, edition and names of the running Windows. */
export const CURRENT_VERSION_KEY = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';

/** Client or server, as the engine itself tells them apart when it chooses a default isolation. */
export const PRODUCT_OPTIONS_KEY = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\ProductOptions';

/** What the registry says of this machine. Anything left out was not there or made no sense. */
export interface RegistryFacts {
  readonly version?: WindowsVersion;
  readonly product?: Product;
  /** `ServerDatacenter`, `Professional`, ... */
  readonly edition?: string;
  /** `24H2`; on Windows before 20H2 the release id, `1809`. */
  readonly displayVersion?: string;
  readonly architecture?: 'amd64' | 'arm64';
}

/**
 * The values in what `reg query <key>` printed, by name in lower case.
 * Only lines with a name, a type and data count: headers, the keys below and messages differ by display language.
 */
export function readRegQuery(output: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const line of output.split(/\r?\n/)) {
    const value = /^(?: {2,}|\t)(\S.*?)(?: {2,}|\t)REG_[A-Z_]+(?:(?: {2,}|\t)(.*))?$/.exec(line);
    if (value?.[1] !== undefined) {
      values.set(value[1].toLowerCase(), (value[2] ?? '').trim());
    }
  }
  return values;
}

/**
 * The facts in the values of the two keys above.
 * `ProductName` is not looked at: on Windows 11 it says Windows 10.
 * `ReleaseId` stands still at 2009 from 20H2 on, so `DisplayVersion` goes before it (moby
 * `pkg/parsers/operatingsystem/operatingsystem_windows.go` takes them in the same order).
 */
export function readRegistryFacts(
  currentVersion: ReadonlyMap<string, string>,
  productOptions: ReadonlyMap<string, string>,
): RegistryFacts {
  const build =
    wholeNumber(currentVersion.get('currentbuildnumber')) ?? wholeNumber(currentVersion.get('currentbuild'));
  const revision = wholeNumber(currentVersion.get('ubr'));
  const product =
    productOfType(productOptions.get('producttype')) ??
    productOfInstallation(currentVersion.get('installationtype'));
  const edition = currentVersion.get('editionid');
  const displayVersion = currentVersion.get('displayversion') || currentVersion.get('releaseid');
  const architecture = architectureOfBuildLab(
    currentVersion.get('buildlabex') ?? currentVersion.get('buildlab'),
  );
  return {
    ...(build !== undefined && { version: revision === undefined ? { build } : { build, revision } }),
    ...(product && { product }),
    ...(edition && { edition }),
    ...(displayVersion && { displayVersion }),
    ...(architecture && { architecture }),
  };
}

/** Numbers are text in some values and hexadecimal double words in others. */
function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^(?:0x[0-9a-f]{1,8}|\d{1,9})$/i.test(text) ? Number(text) : undefined;
}

function productOfType(type: string | undefined): Product | undefined {
  switch (type?.toLowerCase()) {
    case 'winnt':
      return 'client';
    case 'servernt':
    case 'lanmannt': // a domain controller
      return 'server';
    default:
      return undefined;
  }
}

function productOfInstallation(type: string | undefined): Product | undefined {
  switch (type?.toLowerCase()) {
    case 'client':
      return 'client';
    case 'server':
    case 'server core':
    case 'nano server':
      return 'server';
    default:
      return undefined;
  }
}

/**
 * `20348.1.amd64fre.fe_release.210507-1500`: what Windows itself was built for, also when the asking process is emulated.
 * The number before it belongs to the base build and is not the revision.
 */
function architectureOfBuildLab(lab: string | undefined): 'amd64' | 'arm64' | undefined {
  const flavour = lab === undefined ? undefined : /\.(amd64|arm64)(?:fre|chk)\./i.exec(lab);
  return flavour ? (flavour[1]?.toLowerCase() as 'amd64' | 'arm64') : undefined;
}
