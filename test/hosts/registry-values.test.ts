import { describe, expect, test } from 'vitest';
import { readRegistryFacts, readRegQuery } from '../../src/hosts/registry-values.ts';

const NONE = new Map<string, string>();

const ENGLISH = [
  '',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion',
  '    SystemRoot    REG_SZ    C:\\Windows',
  '    BuildBranch    REG_SZ    fe_release',
  '    BuildLabEx    REG_SZ    20348.1.amd64fre.fe_release.210507-1500',
  '    CurrentBuild    REG_SZ    20348',
  '    CurrentBuildNumber    REG_SZ    20348',
  '    CurrentMajorVersionNumber    REG_DWORD    0xa',
  '    DigitalProductId    REG_BINARY    A400000003',
  '    DisplayVersion    REG_SZ    21H2',
  '    EditionID    REG_SZ    ServerDatacenter',
  '    InstallationType    REG_SZ    Server Core',
  '    ProductName    REG_SZ    Windows Server 2022 Datacenter',
  '    RegisteredOwner    REG_SZ    ',
  '    ReleaseId    REG_SZ    2009',
  '    UBR    REG_DWORD    0x157b',
  '',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Accessibility',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\AeDebug',
  '',
];

/** reg.exe of a German Windows: what is not name, type or data may be in its language. */
const GERMAN = [
  '',
  'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\ProductOptions',
  '    (Standard)    REG_SZ    (Wert nicht gesetzt)',
  '    ProductType    REG_SZ    WinNT',
  '    ProductSuite    REG_MULTI_SZ    ',
  '',
  'Suchergebnis: 3 Treffer gefunden.',
];

describe('what reg query printed', () => {
  test.each([
    ['\r\n', 'Windows line ends'],
    ['\n', 'bare line ends'],
  ])('with %j: every value by its name in lower case (%s)', (lineEnd) => {
    const values = readRegQuery(ENGLISH.join(lineEnd));
    expect(values.get('currentbuildnumber')).toBe('20348');
    expect(values.get('productname')).toBe('Windows Server 2022 Datacenter');
    expect(values.get('ubr')).toBe('0x157b');
    expect(values.get('registeredowner')).toBe('');
    expect(values.size).toBe(14);
  });

  test('on a localised Windows: names and types are the same', () => {
    expect([...readRegQuery(GERMAN.join('\r\n'))]).toEqual([
      ['(standard)', '(Wert nicht gesetzt)'],
      ['producttype', 'WinNT'],
      ['productsuite', ''],
    ]);
  });

  test('columns parted by tabs, as older reg.exe prints them', () => {
    expect(readRegQuery('\tUBR\tREG_DWORD\t0x2a\r\n').get('ubr')).toBe('0x2a');
  });

  test.each([
    ['', 'nothing'],
    ['ERROR: The system was unable to find the specified registry key or value.\r\n', 'an error'],
    ['FEHLER: Der angegebene Registrierungsschlüssel wurde nicht gefunden.\r\n', 'an error in German'],
  ])('%j holds no value: %s', (output) => {
    expect(readRegQuery(output).size).toBe(0);
  });
});

describe('the facts in the registry', () => {
  test('of Windows Server 2022: ReleaseId stood still at 2009, DisplayVersion is right', () => {
    expect(
      readRegistryFacts(readRegQuery(ENGLISH.join('\r\n')), new Map([['producttype', 'ServerNT']])),
    ).toEqual({
      version: { build: 20348, revision: 5499 },
      product: 'server',
      edition: 'ServerDatacenter',
      displayVersion: '21H2',
      architecture: 'amd64',
    });
  });

  test.each([
    [
      { currentbuildnumber: '17763', currentbuild: '17763', ubr: '0x1b61' },
      { build: 17763, revision: 7009 },
    ],
    [
      { currentbuild: '14393', ubr: '0x0' },
      { build: 14393, revision: 0 },
    ],
    [{ currentbuildnumber: '26100' }, { build: 26100 }],
    [{ currentbuildnumber: '26100', ubr: 'new' }, { build: 26100 }],
    [{ currentbuildnumber: '', ubr: '0x1' }, undefined],
    [{ currentversion: '6.3' }, undefined],
  ])('%j is version %j', (values, version) => {
    expect(readRegistryFacts(new Map(Object.entries(values)), NONE).version).toEqual(version);
  });

  test.each<[string | undefined, string | undefined, string | undefined, string]>([
    ['WinNT', 'Server', 'client', 'the product type goes first'],
    ['ServerNT', 'Client', 'server', 'Windows 10 multi-session counts as a server, for the engine too'],
    ['LanmanNT', undefined, 'server', 'a domain controller'],
    [undefined, 'Client', 'client', 'without a type the kind of installation tells'],
    [undefined, 'Server Core', 'server', 'the same of a server without desktop'],
    [undefined, 'Nano Server', 'server', 'and of a Nano Server'],
    ['Other', 'IoTUAP', undefined, 'else it is not known'],
  ])('product type %s, installation %s: %s (%s)', (type, installation, product) => {
    const currentVersion = new Map(installation ? [['installationtype', installation]] : []);
    const productOptions = new Map(type ? [['producttype', type]] : []);
    expect(readRegistryFacts(currentVersion, productOptions).product).toBe(product);
  });

  test('the product name is not believed: Windows 11 is called Windows 10 there', () => {
    const values = new Map([
      ['productname', 'Windows 10 Enterprise'],
      ['currentbuildnumber', '26200'],
      ['buildlabex', '26100.1.arm64fre.ge_release.240331-1435'],
    ]);
    expect(readRegistryFacts(values, NONE)).toEqual({ version: { build: 26200 }, architecture: 'arm64' });
  });

  test('before 20H2 the release id is the display version', () => {
    expect(readRegistryFacts(new Map([['releaseid', '1809']]), NONE).displayVersion).toBe('1809');
  });
});
