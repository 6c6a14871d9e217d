import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outputsIn } from '../action/runner.ts';
import { type SimulatedEngine, startWindowsEngine } from '../windows-engine/engine.ts';
import { tableGuestRunner } from '../windows-engine/guest/table.ts';
import { baseImage } from '../windows-engine/simulate.ts';
import {
  createPrefix,
  everythingRequired,
  prefixEnvironment,
  removePrefix,
  runNode,
  setRegistry,
  type WinePrefix,
  windowsPath,
  wineMissing,
} from '../wine/prefix.ts';
import { makeWindowsProgram } from '../wine/windows-program.ts';

const missing = wineMissing();
if (missing && !everythingRequired()) process.stderr.write(`The action under Wine is skipped: ${missing}.\n`);

const CURRENT_VERSION = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
const PRODUCT_OPTIONS = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\ProductOptions';

/** A Windows Server 2022 with a Windows engine behind its usual pipe, and a PowerShell that knows the processes there. */
describe.skipIf(missing !== undefined && !everythingRequired())('the action by Windows node.exe', () => {
  let prefix: WinePrefix;
  let work: string;
  let engine: SimulatedEngine;
  let relay: ReturnType<typeof spawn>;

  beforeAll(async () => {
    expect(missing).toBeUndefined();
    work = await mkdtemp(join(tmpdir(), 'wine-action-'));
    prefix = await createPrefix();
    engine = await startWindowsEngine({
      engine: '29.1',
      host: 'windows-server-2022',
      images: [baseImage('ltsc2022'), baseImage('ltsc2019')],
      guest: tableGuestRunner(),
      name: hostname(),
      listen: { port: 0 },
    });
    await Promise.all([
      setRegistry(prefix, {
        [CURRENT_VERSION]: {
          CurrentBuild: '20348',
          CurrentBuildNumber: '20348',
          UBR: 5499,
          DisplayVersion: '21H2',
          ProductName: 'Windows Server 2022 Datacenter',
          EditionID: 'ServerDatacenter',
          InstallationType: 'Server',
          BuildLabEx: '20348.1.amd64fre.fe_release.210507-1500',
        },
        [PRODUCT_OPTIONS]: { ProductType: 'ServerNT' },
      }),
      makeWindowsProgram(
        prefix.node,
        resolve('test/wine/powershell-program.ts'),
        join(prefix.directory, 'drive_c/windows/system32/WindowsPowerShell/v1.0/powershell.exe'),
      ),
    ]);
    relay = await startRelay(prefix, work, new URL(engine.dockerHost.replace(/^tcp/, 'http')).port);
  });
  afterAll(async () => {
    relay?.kill();
    await engine?.close();
    if (prefix) await removePrefix(prefix);
    if (work) await rm(work, { recursive: true, force: true });
  });

  async function step(name: string, inputs: Readonly<Record<string, string>>) {
    const folder = join(work, name);
    await mkdir(join(folder, 'checkout'), { recursive: true });
    const files = ['output', 'summary', 'state'];
    await Promise.all(files.map((file) => writeFile(join(folder, file), '')));
    const dockerfile = 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\r\nRUN dir\r\n';
    await writeFile(join(folder, 'checkout', 'Dockerfile'), dockerfile);
    const environment = {
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: windowsPath(join(folder, 'checkout')),
      GITHUB_OUTPUT: windowsPath(join(folder, 'output')),
      GITHUB_STEP_SUMMARY: windowsPath(join(folder, 'summary')),
      GITHUB_STATE: windowsPath(join(folder, 'state')),
      RUNNER_TEMP: windowsPath(folder),
      WINDOWS_ENGINE_SIMULATOR: engine.dockerHost,
      INPUT_RESOLVE: 'tags',
      ...inputs,
    };
    const main = await runNode(prefix, resolve('dist/main.js'), [], environment);
    const [output = '', summary = '', state = ''] = await Promise.all(
      files.map((file) => readFile(join(folder, file), 'utf8')),
    );
    const states = Object.fromEntries(
      Object.entries(outputsIn(state)).map(([key, value]) => [`STATE_${key}`, value]),
    );
    const post = await runNode(prefix, resolve('dist/post.js'), [], { ...environment, ...states });
    return { main, post, outputs: outputsIn(output), summary };
  }

  it('finds its host, runs both modes, proves both, and leaves nothing', async () => {
    const { main, post, outputs, summary } = await step('passes', {});
    expect({ exitCode: main.exitCode, stderr: main.stderr }, main.stdout).toEqual({
      exitCode: 0,
      stderr: '',
    });
    expect(outputs).toMatchObject({
      result: 'passed',
      'host-version': '10.0.20348.5499',
      'host-product': 'server',
      'smoke-tried': '2',
      'smoke-ran': '2',
      hyperv: 'works',
    });
    expect(summary.match(/ran, proved/g)?.length).toBeGreaterThanOrEqual(2);
    expect(engine.containers()).toEqual([]);
    expect(post).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('fails with 1 where Windows refuses, with the cause that it gives', async () => {
    const { main, outputs, summary } = await step('refused', {
      INPUT_FILES: 'none-here*',
      INPUT_IMAGES: 'mcr.microsoft.com/windows/nanoserver:ltsc2019',
      INPUT_SMOKE: 'always',
    });
    expect(main.exitCode).toBe(1);
    expect(outputs).toMatchObject({ result: 'failed', 'smoke-tried': '2', 'smoke-ran': '1' });
    expect(summary).toContain('does not match the host operating system');
    expect(engine.containers()).toEqual([]);
  });
});

async function startRelay(prefix: WinePrefix, work: string, port: string) {
  const script = join(work, 'relay.mjs');
  await build({
    entryPoints: [resolve('test/wine/pipe-relay.ts')],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
  });
  const log = join(work, 'relay.log');
  await writeFile(log, '');
  const out = openSync(log, 'w');
  const relay = spawn('wine', [prefix.node, windowsPath(script), 'docker_engine', port], {
    env: prefixEnvironment(prefix),
    stdio: ['ignore', out, out],
  });
  for (let tries = 0; tries < 200; tries++) {
    const said = await readFile(log, 'utf8');
    if (said.includes('listening')) return relay;
    await sleep(100);
  }
  throw new Error(`The relay did not come up: ${await readFile(log, 'utf8')}`);
}
