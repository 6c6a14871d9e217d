import { describe, expect, it } from 'vitest';
import { mixedStages } from '../../src/pairing/mixed-stages.ts';
import { CORE, NANO, type Published, subject } from './builders.ts';

const line = (image: string, name: string) => `FROM ${image} AS ${name}\nRUN build\n`;
const mixed = (text: string, published?: Published) => mixedStages(subject(text, published));

describe('stages on releases that no one host carries in process isolation', () => {
  it.each<[string, string, Published, number]>([
    ['one release', line(`${CORE}:ltsc2022`, 'a') + line(`${NANO}:ltsc2022`, 'b'), {}, 0],
    [
      'two that Windows Server 2025 carries',
      `${line(`${CORE}:ltsc2025`, 'a')}${line(`${NANO}:ltsc2022`, 'b')}COPY --from=a a b\n`,
      {},
      0,
    ],
    [
      'two that none carries',
      `${line(`${CORE}:ltsc2019`, 'a')}${line(`${NANO}:ltsc2022`, 'b')}COPY --from=a a b\n`,
      {},
      2,
    ],
    [
      'what is only copied from need not run',
      `FROM ${CORE}:ltsc2019 AS a\nFROM ${NANO}:ltsc2022\nCOPY --from=a a b\nRUN true\n`,
      {},
      0,
    ],
    [
      'a stage that the target does not need',
      line(`${CORE}:ltsc2019`, 'a') + line(`${NANO}:ltsc2022`, 'b'),
      {},
      0,
    ],
    [
      'an index of several releases is taken as each host needs it',
      `${line('golang:1.27-windowsservercore', 'a')}${line(`${NANO}:ltsc2022`, 'b')}COPY --from=a a b\n`,
      { 'golang:1.27-windowsservercore': ['26100.1', '17763.1'] },
      0,
    ],
    [
      'one release in an index, beside Linux',
      `${line('acme/tools:1', 'a')}${line(`${NANO}:ltsc2022`, 'b')}COPY --from=a a b\n`,
      { 'acme/tools:1': ['linux', '17763.1', '17763.2 arm64'] },
      2,
    ],
    [
      'the registry’s word against the tag’s',
      `${line('acme/tools:ltsc2019', 'a')}${line(`${NANO}:ltsc2022`, 'b')}COPY --from=a a b\n`,
      { 'acme/tools:ltsc2019': ['20348.1'] },
      0,
    ],
    [
      'a release nobody knows leaves it open',
      `${line('acme/tools:1-nanoserver', 'a')}${line(`${NANO}:ltsc2022`, 'b')}COPY --from=a a b\n`,
      {},
      0,
    ],
  ])('%s', (_, text, published, places) => {
    const found = mixed(text, published);
    expect(found.map(({ rule }) => rule)).toEqual(places === 0 ? [] : ['mixed-windows-stages']);
    expect(found[0]?.places ?? []).toHaveLength(places);
  });

  it('names the releases, oldest first, and the file', () => {
    const text = `${line(`${NANO}:ltsc2022`, 'a')}${line(`${CORE}:ltsc2016`, 'b')}COPY --from=a a b\n`;
    expect(mixed(text)[0]?.message).toBe(
      'The stages of Dockerfile stand on Windows Server 2016, Windows Server 2022; no Windows host runs all of these in process isolation.',
    );
  });
});
