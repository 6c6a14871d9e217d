import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkCommand } from '../../src/cli/check-command.ts';
import { REPORT_FORMATS } from '../../src/cli/formats.ts';
import { judgeCommand } from '../../src/cli/judge-command.ts';
import { folder } from './bundle.ts';
import { runCommand } from './fake-terminal.ts';

const MICROSOFT = 'mcr.microsoft.com/windows';
const IMAGES = [
  `${MICROSOFT}/nanoserver:ltsc2022`,
  `${MICROSOFT}/servercore:ltsc2019`,
  `${MICROSOFT}/servercore:10.0.14393.8422`,
  `${MICROSOFT}/servercore:10.0.26100.33296`,
  `${MICROSOFT}/nanoserver@sha256:${'a'.repeat(64)}`,
  'mcr.microsoft.com/oss/kubernetes/windows-host-process-containers-base-image:v1.0.0',
  'golang:1.27-windowsservercore',
  'alpine:3.22',
];
const HOSTS = [
  'windows-2022',
  'windows-2025',
  'windows-11-25h2',
  '10.0.14393.1',
  '10.0.17763',
  '10.0.25398',
  '10.0.26100.1/client',
  'ltsc2022,store=containerd,hyperv=broken',
  '10.0.99999',
];
/** What nobody writes, and programs do that print a value which is not there. */
const SLIP = /\bNaN\b|\[object |\bundefined\b(?! behaviou?r)/;
const cwd = folder({});

// The bundle has it as a constant.
beforeAll(() => void vi.stubGlobal('__VERSION__', '0.0.0'));
afterAll(() => void vi.unstubAllGlobals());

async function checked(policy: string, format: string): Promise<string> {
  const options = ['--resolve', 'tags', '--policy', policy, '--format', format, '--isolation', 'all'];
  const images = IMAGES.flatMap((image) => ['--image', image]);
  const hosts = HOSTS.flatMap((host) => ['--host', host]);
  return (await runCommand(checkCommand, cwd, [...options, ...images, ...hosts])).stdout;
}

describe.each(['compatible', 'exact'])('with the policy %s', (policy) => {
  it.each(REPORT_FORMATS)('no slip of a program stands in the report as %s', async (format) => {
    const printed = await checked(policy, format);
    // The verdict of that name stands in cells of tables with a legend, and as a value for scripts.
    const legend = 'undefined: may start, and may misbehave';
    const withoutVerdicts = {
      text: printed.replace(/^(?:.* )?(?:process|hyperv) +\S.*$/gm, '').replace(legend, ''),
      summary: printed.replace(legend, '').replace(/(?:process: |hyperv: |<td>)undefined(?=<)/g, ''),
      json: printed.replaceAll('"prediction": "undefined"', ''),
    }[format as string];
    if (format === 'text' || format === 'summary') expect(printed).toContain(legend);
    expect(withoutVerdicts ?? printed).not.toMatch(SLIP);
  });

  it('nor in what judge says', async () => {
    for (const host of HOSTS) {
      for (const image of IMAGES) {
        for (const isolation of ['process', 'hyperv']) {
          const options = ['--policy', policy, '--isolation', isolation];
          const { stdout } = await runCommand(judgeCommand, cwd, [
            ...options,
            '--host',
            host,
            '--image',
            image,
          ]);
          expect(stdout).not.toMatch(SLIP);
        }
      }
    }
  });
});

it('a table without that verdict has no word about it', async () => {
  const args = ['--resolve', 'tags', '--host', 'ltsc2022', '--image', IMAGES[0] as string];
  expect((await runCommand(checkCommand, cwd, args)).stdout).not.toContain('undefined');
});
