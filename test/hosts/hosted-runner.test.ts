import { describe, expect, it } from 'vitest';
import { declareHost } from '../../src/hosts/declared.ts';
import { hostedRunnerOf } from '../../src/hosts/hosted-runner.ts';

const TODAY = '2026-11-23';

function runnerOf(text: string, today = TODAY) {
  const { id, version, product, architecture, imageStore } = declareHost(text, today);
  return hostedRunnerOf(
    {
      id,
      ...(version === undefined ? {} : { build: version.build }),
      ...(product === undefined ? {} : { product }),
      ...(architecture === undefined ? {} : { architecture }),
      ...(imageStore === undefined ? {} : { imageStore }),
    },
    today,
  );
}

describe('the hosted runner of a host', () => {
  it.each([
    ['windows-2022', 'windows-2022'],
    ['Windows-2022', 'windows-2022'],
    ['windows-2025-vs2026', 'windows-2025-vs2026'],
    ['windows-latest', 'windows-latest'],
    ['windows-2022,store=containerd', 'windows-2022'],
    ['ltsc2022', 'windows-2022'],
    ['ltsc2022,arch=amd64', 'windows-2022'],
    ['ltsc2022,store=graphdriver', 'windows-2022'],
    ['windows-server-2025', 'windows-2025'],
    ['10.0.20348.2340', 'windows-2022'],
    ['10.0.26100/server', 'windows-2025'],
  ])('%s is tried on %s', (host, label) => {
    expect(runnerOf(host)).toEqual({ label });
  });

  it.each([
    ['windows-2019', 'GitHub has retired the label windows-2019'],
    ['ltsc2019', 'GitHub has retired the label windows-2019'],
    ['windows-11-arm', 'the runners with the label windows-11-arm have no Docker'],
    ['10.0.26100/client', 'no hosted runner has its Windows'],
    ['windows-11-24h2', 'no hosted runner has its Windows'],
    ['10.0.25398', 'no hosted runner has its Windows'],
    ['10.0.99999', 'no hosted runner has its Windows'],
    ['ltsc2022,arch=arm64', 'no hosted runner has its architecture and image store'],
    ['ltsc2022,store=containerd', 'no hosted runner has its architecture and image store'],
  ])('%s has none: %s', (host, lacking) => {
    expect(runnerOf(host)).toEqual({ lacking });
  });

  it('of a label that was served then', () => {
    expect(runnerOf('windows-2019', '2025-01-01')).toEqual({ label: 'windows-2019' });
    expect(runnerOf('ltsc2019', '2025-01-01')).toEqual({ label: 'windows-2019' });
  });

  it.each([
    [{ id: 'runner', build: 20348, product: 'server' }, 'it is the machine of this very run'],
    [{ id: 'somewhere' }, 'its build is not known'],
  ])('none of %j', (host, lacking) => {
    expect(hostedRunnerOf(host, TODAY)).toEqual({ lacking });
  });
});
