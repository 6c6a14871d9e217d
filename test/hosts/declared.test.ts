import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CheckError } from '../../src/errors.ts';
import { declareHost } from '../../src/hosts/declared.ts';
import { RUNNER_LABELS } from '../../src/hosts/labels.ts';
import { hostsNamed, RELEASES } from '../../src/windows/releases.ts';

const TODAY = '2026-11-23';

function faultOf(text: string): CheckError {
  try {
    declareHost(text, TODAY);
  } catch (thrown) {
    if (thrown instanceof CheckError) {
      return thrown;
    }
    throw thrown;
  }
  throw new Error(`${text} was accepted`);
}

describe('a declared host', () => {
  // text, version, product, codes of its problems
  test.each([
    ['windows-2025', '26100', 'server', ''],
    ['windows-2025-vs2026', '26100', 'server', ''],
    ['windows-2022', '20348', 'server', ''],
    ['Windows-2022', '20348', 'server', ''],
    ['windows-latest', '26100', 'server', 'moving-label'],
    ['windows-11-arm', '26200', 'client', 'runner-without-docker'],
    ['windows-11-vs2026-arm', '26200', 'client', 'runner-without-docker'],
    ['windows-2019', '17763', 'server', 'retired-label'],
    ['windows-2016', '14393', 'server', 'retired-label'],
    ['windows-2022/server', '20348', 'server', ''],

    ['ltsc2016', '14393', 'server', ''],
    ['ltsc2019', '17763', 'server', ''],
    ['ltsc2022', '20348', 'server', ''],
    ['LTSC2025', '26100', 'server', ''],
    ['1809', '17763', 'server', 'host-product-assumed'],
    ['1809/client', '17763', 'client', ''],
    ['1809 server', '17763', 'server', ''],
    ['1909/server', '18363', 'server', 'host-end-of-life'],
    ['20H2/client', '19042', 'client', ''],
    ['20h2', '19042', 'server', 'host-product-assumed host-end-of-life'],
    ['22h2', 'ambiguous', '', ''],
    ['21h2/server', '20348', 'server', ''],
    ['24h2/client', '26100', 'client', ''],
    ['25h2', '26200', 'client', ''],

    ['windows-server-2016', '14393', 'server', ''],
    ['windows-server-2019', '17763', 'server', ''],
    ['windows-server-2022', '20348', 'server', ''],
    ['windows-server-2025', '26100', 'server', ''],
    ['windows-server-23h2', '25398', 'server', ''],
    ['windows-10-22h2', '19045', 'client', ''],
    ['windows-11-24h2', '26100', 'client', ''],
    ['windows-11-25h2', '26200', 'client', ''],
    ['Windows Server 2022', '20348', 'server', ''],
    ['Windows 11 24H2', '26100', 'client', ''],

    ['10.0.20348', '20348', 'server', ''],
    ['10.0.20348.2340', '20348.2340', 'server', ''],
    ['10.0.26100', '26100', 'server', 'host-product-assumed'],
    ['10.0.26100.33296', '26100.33296', 'server', 'host-product-assumed'],
    ['10.0.26100/client', '26100', 'client', ''],
    ['10.0.26100.1742/server', '26100.1742', 'server', ''],
    ['10.0.26100 / Client', '26100', 'client', ''],
    ['10.0.26100 client', '26100', 'client', ''],
    ['client 10.0.26100.1742', '26100.1742', 'client', ''],
    ['10.0.26200', '26200', 'client', ''],
    ['10.0.29999', '29999', 'server', 'host-product-assumed'],
    ['10.0.29999/client', '29999', 'client', ''],
  ])('%s is 10.0.%s, %s (%s)', (text, version, product, problems) => {
    if (version === 'ambiguous') {
      expect(faultOf(text).code).toBe('host-invalid');
      return;
    }
    const host = declareHost(text, TODAY);
    const { build, revision } = host.version ?? {};
    expect([build, revision].filter((part) => part !== undefined).join('.')).toBe(version);
    expect(host.product).toBe(product);
    expect(host.problems.map((problem) => problem.code).join(' ')).toBe(problems);
    expect(host).toMatchObject({ id: text, origin: 'declared' });
    expect(host.defaultIsolation).toBe(product === 'client' ? 'hyperv' : 'process');
    for (const problem of host.problems) {
      expect(problem.remedy).toMatch(/\w.*\.$/);
    }
  });

  test('a hosted label tells engine, image store and architecture, and no revision and no working Hyper-V', () => {
    const host = declareHost('windows-2022', TODAY);
    expect(host).toMatchObject({
      label: 'windows-2022',
      containerOs: 'windows',
      architecture: 'amd64',
      imageStore: 'graphdriver',
      engineVersion: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    });
    expect(host.version).toEqual({ build: 20348 });
    expect(host).not.toHaveProperty('hyperv');
  });

  test('a label without Docker has no engine', () => {
    const host = declareHost('windows-11-arm', TODAY);
    expect(host).not.toHaveProperty('containerOs');
    expect(host).not.toHaveProperty('engineVersion');
    expect(declareHost('windows-11-arm', '2026-08-30').problems).toEqual([]);
  });

  test('a problem of an assumed product says how to write it', () => {
    const [problem] = declareHost('10.0.26100,isolation=hyperv', TODAY).problems;
    expect(problem?.remedy).toContain('10.0.26100/client');
  });

  test('servicing ends with its last day: a host is past it the day after', () => {
    expect(declareHost('ltsc2016', '2027-01-12').problems).toEqual([]);
    expect(declareHost('ltsc2016', '2027-01-13').problems.map((problem) => problem.code)).toEqual([
      'host-end-of-life',
    ]);
  });

  test.each([
    ['ltsc2022,isolation=hyperv', { defaultIsolation: 'hyperv' }],
    ['windows-11-24h2, Isolation = Process', { defaultIsolation: 'process' }],
    ['ltsc2022,store=containerd', { imageStore: 'containerd' }],
    ['windows-2022,store=containerd,engine=29.1.5', { imageStore: 'containerd', engineVersion: '29.1.5' }],
    ['ltsc2022,engine=20.10', { engineVersion: '20.10' }],
    ['ltsc2022,engine=19.03.19-ce', { engineVersion: '19.03.19-ce' }],
    ['ltsc2022,hyperv=absent', { hyperv: 'absent' }],
    ['ltsc2022,hyperv=works', { hyperv: 'works' }],
    ['ltsc2022,hyperv=broken', { hyperv: 'broken' }],
    ['10.0.26100/client,arch=arm64', { product: 'client', architecture: 'arm64' }],
    ['ltsc2022,hyperv=absent,hyperv=absent', { hyperv: 'absent' }],
  ])('%s tells more of itself', (text, facts) => {
    expect(declareHost(text, TODAY)).toMatchObject(facts);
  });

  test('every word of the release table, and every label, declares a host or says which Windows it leaves open', () => {
    const words = RELEASES.flatMap(({ names }) => [
      ...(names.server?.words ?? []),
      ...(names.client?.words ?? []),
    ]);
    for (const word of [...words, ...RUNNER_LABELS.map((row) => row.label)]) {
      if (new Set(hostsNamed(word).map((named) => named.release)).size > 1) {
        expect(faultOf(word).message).toContain('more than one Windows');
      } else {
        expect(declareHost(word, TODAY).version?.build).toBeGreaterThan(0);
      }
    }
  });
});

describe('a text that is no host is refused', () => {
  // text, what the message names, what the remedy suggests
  test.each([
    ['windws-2022', 'windws-2022', 'Did you mean windows-2022?'],
    ['windows-2023', 'windows-2023', 'Did you mean windows-202'],
    ['ltsc2020', 'ltsc2020', 'Did you mean ltsc20'],
    ['2022', '2022', 'Did you mean ltsc2022?'],
    ['11-24h2', '11-24h2', 'Did you mean windows-11-24h2?'],
    ['20348', '20348', 'Did you mean 10.0.20348?'],
    ['20348.2340', '20348.2340', 'Did you mean 10.0.20348.2340?'],
    ['windows-11', 'windows-11', 'windows-11-24h2 or windows-11-25h2'],
    ['21h2', 'more than one Windows', 'windows-10-21h2 or ltsc2022 or windows-11-21h2'],
    ['22h2', 'more than one Windows', 'windows-10-22h2 or windows-11-22h2'],
    ['23h2', 'more than one Windows', 'windows-11-23h2 or windows-server-23h2'],
    ['22h2/server', 'no server is called 22h2', 'A host is'],
    ['ltsc2022/client', 'no client is called ltsc2022', 'A host is'],
    ['windows-2022/client', 'windows-2022 is a server', 'A host is'],
    ['10.0.20348/client', 'there is no client of that build', 'A host is'],
    ['10.0.19045/server', 'there is no server of that build', 'A host is'],
    ['server 10.0.26100/client', 'both server and client', 'A host is'],
    ['10.0.26100/desktop', 'not "desktop"', 'A host is'],
    ['10.0.26100/', 'not ""', 'A host is'],
    ['10.0.2034', 'build 2034', 'A host is'],
    ['10.0.203480', 'build 203480', 'A host is'],
    ['10.0.20348.x', '10.0.20348.x', 'A host is'],
    ['6.3.9600', '6.3.9600', 'A host is'],
    ['ubuntu-latest', 'Linux runner', 'A host is'],
    ['macos-15', 'macOS runner', 'A host is'],
    ['runner,isolation=hyperv', 'detected host', 'A host is'],
    ['', 'names no host', 'A host is'],
    ['/client', 'names no host', 'A host is'],
    ['mcr.microsoft.com/windows/servercore:ltsc2022', 'mcr.microsoft.com', 'A host is'],
    ['ltsc2022,isolation=vm', 'isolation must be process or hyperv, not "vm"', 'A host is'],
    ['ltsc2022,isolaton=hyperv', 'did you mean isolation?', 'A host is'],
    ['ltsc2022,colour=blue', 'known are isolation, store, engine, hyperv, arch', 'A host is'],
    ['ltsc2022,__proto__=x', 'known are', 'A host is'],
    ['ltsc2022,engine=new', 'engine must be a version', 'A host is'],
    ['ltsc2022,hyperv=yes', 'works, absent or broken', 'A host is'],
    ['ltsc2022,store', 'graphdriver or containerd', 'A host is'],
    ['ltsc2022,', '"" after the comma', 'A host is'],
    ['ltsc2022,arch=amd64,arch=arm64', 'arch is given twice', 'A host is'],
  ])('%s', (text, message, remedy) => {
    const fault = faultOf(text);
    expect(fault).toMatchObject({ code: 'host-invalid', exitCode: 2 });
    expect(fault.message).toContain(message);
    expect(fault.message).toContain(`"${text}"`);
    expect(fault.remedy).toContain(remedy);
  });

  test('all its faults are told at once', () => {
    const { message } = faultOf('windws-2022,isolation=vm,colour=blue');
    expect(message).toContain('windws-2022');
    expect(message).toContain('isolation must be');
    expect(message).toContain('colour=blue');
  });

  test('an endless text is cut in the message', () => {
    expect(faultOf('windows'.repeat(10_000)).message.length).toBeLessThan(500);
  });

  test('any text at all gives a host or this error, and nothing else', () => {
    const part = fc.oneof(
      fc.constantFrom(
        'windows-2022',
        '10.0.26100',
        'client',
        'server',
        '/',
        ',',
        '=',
        ' ',
        'hyperv',
        'engine',
        '1809',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        try {
          expect(declareHost(parts.join(''), TODAY).version?.build).toBeGreaterThan(0);
        } catch (thrown) {
          expect(thrown).toMatchObject({ code: 'host-invalid' });
        }
      }),
    );
  });
});

test('a runner for arm64 without Docker has no others to name for images for arm64', () => {
  const remedyOf = (label: string) => declareHost(label, TODAY).problems[0]?.remedy;
  expect(remedyOf('windows-11-arm')).toMatch(/for images for amd64; .* Windows 11 24H2 on arm64\.$/);
});
