import { describe, expect, test } from 'vitest';
import { parseHosts } from '../../src/hosts/hosts.ts';

const TODAY = '2026-11-23';

describe('several declared hosts', () => {
  test('keep their order, empty texts are passed over', () => {
    const { hosts, runner, errors } = parseHosts(
      ['ltsc2025', '', '  ', 'windows-2022', '1809/client'],
      TODAY,
    );
    expect(hosts.map((host) => host.id)).toEqual(['ltsc2025', 'windows-2022', '1809/client']);
    expect(runner).toBe(false);
    expect(errors).toEqual([]);
  });

  test.each([
    [['windows-2022', ' Windows-2022 '], 'windows-2022'],
    [['10.0.26100/client', '10.0.26100 client', 'Client 10.0.26100'], '10.0.26100/client'],
    [
      ['ltsc2022,hyperv=absent,engine=20.10', 'ltsc2022, engine=20.10, hyperv=absent'],
      'ltsc2022,hyperv=absent,engine=20.10',
    ],
  ])('%j are one host, under the first text', (texts, id) => {
    expect(parseHosts(texts, TODAY).hosts.map((host) => host.id)).toEqual([id]);
  });

  test.each([
    [['ltsc2022', 'ltsc2022,isolation=hyperv']],
    [['10.0.26100/client', '10.0.26100/server']],
    [['10.0.20348', '10.0.20348.2340']],
    [['windows-2022', 'ltsc2022']],
  ])('%j are two', (texts) => {
    const { hosts } = parseHosts(texts, TODAY);
    expect(hosts).toHaveLength(2);
    expect(new Set(hosts.map((host) => host.id)).size).toBe(2);
  });

  test('runner asks for the detected host and is none of the declared', () => {
    expect(parseHosts(['Runner', 'ltsc2022'], TODAY)).toMatchObject({
      runner: true,
      hosts: [{ id: 'ltsc2022' }],
    });
  });

  test('every text that is no host is told, each once, and the others stay', () => {
    const { hosts, errors } = parseHosts(['ltsc2020', 'windows-2022', 'beos', 'beos', 'ltsc2022,x=y'], TODAY);
    expect(hosts.map((host) => host.id)).toEqual(['windows-2022']);
    expect(errors.map((error) => error.code)).toEqual(['host-invalid', 'host-invalid', 'host-invalid']);
    expect(errors.map((error) => /"([^"]*)"/.exec(error.message)?.[1])).toEqual([
      'ltsc2020',
      'beos',
      'ltsc2022,x=y',
    ]);
  });
});
