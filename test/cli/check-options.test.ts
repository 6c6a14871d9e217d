import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkCommand } from '../../src/cli/check-command.ts';
import { imagesCommand } from '../../src/cli/images-command.ts';
import { DEFAULT_CONFIG } from '../../src/edge/config.ts';
import { folder } from './bundle.ts';
import { runCommand } from './fake-terminal.ts';

const NANO_2022 = 'mcr.microsoft.com/windows/nanoserver:ltsc2022';
const check = (cwd: string, ...args: readonly string[]) =>
  runCommand(checkCommand, cwd, [...args, '--resolve', 'tags']);
const reportOf = async (cwd: string, ...args: readonly string[]) =>
  JSON.parse((await check(cwd, ...args, '--format', 'json')).stdout);

// The bundle has it as a constant.
beforeAll(() => void vi.stubGlobal('__VERSION__', '0.0.0'));
afterAll(() => void vi.unstubAllGlobals());

describe('check --format matrix', () => {
  it('prints the legs, and nothing else', async () => {
    const cwd = folder({ 'web/Dockerfile': `FROM ${NANO_2022}\n` });
    const { stdout, exitCode } = await check(cwd, '--host', 'windows-2022', '--format', 'matrix');
    expect(exitCode).toBe(0);
    expect(stdout.split('\n')).toHaveLength(2);
    expect(JSON.parse(stdout)).toEqual({
      include: [
        {
          host: 'windows-2022',
          'runs-on': 'windows-2022',
          dockerfile: 'web/Dockerfile',
          'build-args': '',
          image: NANO_2022,
          isolation: 'process',
        },
      ],
    });
  });

  it('prints an empty one where nothing is worth a runner', async () => {
    const { stdout } = await check(folder({}), '--host', 'windows-2022', '--format', 'matrix');
    expect(stdout).toBe('{"include":[]}\n');
  });
});

describe('check --fan-out', () => {
  it('keeps the legs in the report, and says which hosts get none', async () => {
    const cwd = folder({ Dockerfile: `FROM ${NANO_2022}\n` });
    const args = ['--host', 'ltsc2022', '--host', 'windows-11-24h2', '--isolation', 'hyperv'];
    const report = await reportOf(cwd, ...args, '--fan-out');
    expect(report.matrix).toMatchObject([{ host: 'ltsc2022', runsOn: 'windows-2022', isolation: 'hyperv' }]);
    expect(report.findings.map(({ rule }: { rule: string }) => rule)).toContain('host-without-runner');
    expect(await reportOf(cwd, ...args)).not.toHaveProperty('matrix');
  });
});

describe('check with a config file', () => {
  it('goes by it where no option says otherwise', async () => {
    const cwd = folder({
      Dockerfile: `ARG TAG\nFROM mcr.microsoft.com/windows/nanoserver:$TAG\n`,
      [DEFAULT_CONFIG]: 'hosts: [windows-2022]\nbuild-args: {TAG: ltsc2022}\nisolation: all\n',
    });
    expect(await reportOf(cwd)).toMatchObject({
      hosts: [{ id: 'windows-2022' }],
      images: [{ name: NANO_2022 }],
      settings: { isolation: 'all' },
    });
    const other = await reportOf(cwd, '--host', 'windows-2025', '--build-arg', 'TAG=ltsc2025');
    expect(other).toMatchObject({ hosts: [{ id: 'windows-2025' }], settings: { isolation: 'all' } });
    expect(other.images[0].name).toContain('ltsc2025');
  });

  it.each([
    [['--config', 'no.yml'], /no\.yml does not exist/],
    [['--config', 'bad.yml'], /^bad\.yml:1:1: .*`host`/],
    [['--variants', 'bad.yml'], /^bad\.yml:1:1: /],
  ])('%j is an error of usage', async (args, message) => {
    const cwd = folder({ 'bad.yml': 'host: a\n' });
    await expect(check(cwd, ...args)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(message),
    });
  });
});

describe('images --build-arg', () => {
  it('that no Dockerfile declares is told beside the list', async () => {
    const cwd = folder({ Dockerfile: `ARG TAG=ltsc2022\nFROM mcr.microsoft.com/windows/nanoserver:$TAG\n` });
    const args = ['--build-arg', 'TAGS=ltsc2025', '--format', 'json'];
    const { stdout, stderr, exitCode } = await runCommand(imagesCommand, cwd, args);
    expect(JSON.parse(stdout)).toMatchObject([{ tag: 'ltsc2022' }]);
    expect(stderr).toBe(
      'The build argument TAGS is given, and no Dockerfile that was read declares it. Did you mean TAG?',
    );
    expect(exitCode).toBe(0);
  });
});
