// Smoke containers against a real engine and against the simulated one; prints ratios of one run.
import { execFile, execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { wallClock } from '../src/edge/clock.ts';
import { createEngine } from '../src/engine/client.ts';
import { resolveEndpoint } from '../src/engine/endpoint.ts';
import type { Engine } from '../src/engine/model.ts';
import { guestCommand } from '../src/smoke/guest.ts';
import type { HostProcesses, SmokeCandidate, SmokeSettings } from '../src/smoke/model.ts';
import { runSmoke } from '../src/smoke/smoke.ts';
import { realEngineMissing, startRealEngine } from '../test/engine/real-engine.ts';
import { startWindowsEngine } from '../test/windows-engine/engine.ts';
import { tableGuestRunner } from '../test/windows-engine/guest/table.ts';
import { baseImage } from '../test/windows-engine/simulate.ts';
import { median } from './measure.mjs';

const SETTINGS: Omit<SmokeSettings, 'parallel' | 'runId'> = {
  mode: 'auto',
  pull: 'never',
  cleanupImages: false,
  timeoutSeconds: 60,
  budgetSeconds: 600,
  network: 'none',
};
const MANY = 20;
const AT_ONCE = 4;
const START_MS = 1000;

const line = (text: string, value: number, goal: string) =>
  console.log(`${text.padEnd(74)} ${value.toFixed(2).padStart(7)}   (goal ${goal})`);

const folder = mkdtempSync(path.join(tmpdir(), 'engine-bench-'));
try {
  await simulated();
  await real();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A start that always takes the same: what is above the ideal is ours. */
async function simulated(): Promise<void> {
  const images = Array.from({ length: MANY }, (_, number) => ({
    ...baseImage('ltsc2022'),
    reference: `registry.example/image-${number}:1`,
    digest: `sha256:${String(number).padStart(64, '0')}`,
    layers: [{ size: 1_000_000 + number }],
  }));
  const engine = await startWindowsEngine({
    engine: '29.1',
    host: 'windows-server-2022',
    images,
    guest: tableGuestRunner(),
    delays: { start: START_MS },
    listen: { socket: path.join(folder, 'engine.sock') },
  });
  try {
    const client = await clientOf(engine.dockerHost);
    const { Name } = (await client.info()) as { Name: string };
    const processes = async () => ({
      computer: Name,
      processes: engine.hostProcesses().map(({ ProcessId, Name: name, CommandLine, CreationDate }) => ({
        pid: ProcessId,
        name,
        ...(CommandLine === null ? {} : { commandLine: CommandLine }),
        created: Date.parse(CreationDate),
      })),
    });
    const candidates = images.map(({ reference }) => candidateOf(reference));
    const before = engine.calls.length;
    const seconds = await smoke(client, candidates, AT_ONCE, processes, Name);
    const ideal = (MANY / AT_ONCE) * (START_MS / 1000);
    line(
      `${MANY} containers, ${AT_ONCE} at a time, each ${START_MS} ms to start / ideal`,
      seconds / ideal,
      'at most 1.10',
    );
    const ofContainers = engine.calls
      .slice(before)
      .filter(({ path: asked }) => /^\/containers\/(?!json)/.test(asked.replace(/^\/v[\d.]+/, '')));
    line('calls of the engine a pairing', ofContainers.length / MANY, 'at most 7');
    client.close();
  } finally {
    await engine.close();
  }
}

/**
 * Against the docker command line on the same engine, which is a Linux one here: an image that answers as a guest would.
 * `--network none` is the nearest that can be typed to what our containers have; it still costs the engine a sandbox.
 */
async function real(): Promise<void> {
  const missing = realEngineMissing();
  if (missing !== undefined) {
    console.log(`A real engine was left out: ${missing}.`);
    return;
  }
  const engine = await startRealEngine();
  try {
    const host = `unix://${engine.socketPath}`;
    const docker = (...args: readonly string[]) =>
      execFileSync('docker', ['--host', host, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    importGuest(docker, MANY);
    const client = withoutIsolation(await clientOf(host));
    const { Name } = (await client.info()) as { Name: string };
    const processes = async () => ({ computer: Name, processes: processesHere() });
    const { entrypoint, command } = guestCommand('mark', 60);
    const commandOf = (number: number) => [
      ...['run', '--rm', '--network', 'none', '--env', 'ENDS=1', '--entrypoint', entrypoint[0] ?? ''],
      ...[`guest-${number}:1`, ...command],
    ];
    const run = (number: number) => docker(...commandOf(number));
    run(0);
    const ratios: number[] = [];
    for (let turn = 0; turn < 9; turn++) {
      const theirs = timed(() => run(0));
      const ours = await smoke(client, [candidateOf('guest-0:1')], 1, processes, Name);
      ratios.push(ours / theirs);
    }
    line('one smoke run / docker run --rm of the same command', median(ratios), 'at most 1.00');

    const many: number[] = [];
    const theirsAtOnce: number[] = [];
    for (let turn = 0; turn < 3; turn++) {
      const theirs = timed(() => {
        for (let number = 0; number < MANY; number++) run(number);
      });
      const candidates = Array.from({ length: MANY }, (_, number) => candidateOf(`guest-${number}:1`));
      many.push((await smoke(client, candidates, AT_ONCE, processes, Name)) / theirs);
      const start = process.hrtime.bigint();
      await inTurns(MANY, AT_ONCE, (number) =>
        promisify(execFile)('docker', ['--host', host, ...commandOf(number)]),
      );
      theirsAtOnce.push(Number(process.hrtime.bigint() - start) / 1e9 / theirs);
    }
    line(
      `${MANY} smoke runs, ${AT_ONCE} at a time / as many docker run --rm one by one`,
      median(many),
      'at most 0.60',
    );
    line(
      `as many docker run --rm, ${AT_ONCE} at a time / one by one: what the engine itself gains here`,
      median(theirsAtOnce),
      'none',
    );
    client.close();
  } finally {
    await engine.stop();
  }
}

async function smoke(
  engine: Engine,
  candidates: readonly SmokeCandidate[],
  parallel: number,
  readHostProcesses: () => Promise<HostProcesses>,
  machineName?: string,
): Promise<number> {
  const start = process.hrtime.bigint();
  const result = await runSmoke(
    candidates,
    {
      version: { build: 20348, revision: 5499 },
      defaultIsolation: 'process',
      ...(machineName === undefined ? {} : { machineName }),
    },
    { ...SETTINGS, parallel, runId: randomUUID() },
    {
      engine,
      readHostProcesses,
      ...wallClock,
      mark: () => randomUUID(),
      freeDisk: async () => undefined,
      sizeOf: async () => undefined,
      login: async () => undefined,
      progress: () => undefined,
      signal: new AbortController().signal,
    },
  );
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const failed = [...result.observations.values()].find(({ outcome }) => outcome !== 'ran');
  if (failed !== undefined) throw new Error(`a container did not run: ${JSON.stringify(failed)}`);
  return seconds;
}

/** What a Linux host shows of its processes. */
function processesHere(): readonly { pid: number; name: string; commandLine: string; created: number }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        return [{ pid: Number(pid), name: commandLine, commandLine, created: Date.now() }];
      } catch {
        return [];
      }
    });
}

function candidateOf(image: string): SmokeCandidate {
  return {
    key: image,
    image,
    family: 'nanoserver',
    isolation: 'process',
    required: true,
    prediction: 'runs',
    rule: 'same-build',
    need: 'run',
  };
}

async function clientOf(dockerHost: string): Promise<Engine> {
  const endpoint = await resolveEndpoint({
    environment: { DOCKER_HOST: dockerHost },
    platform: process.platform,
    readFile: async () => undefined,
  });
  return createEngine(endpoint, { clock: wallClock });
}

/** A Linux engine knows no isolation. */
function withoutIsolation(engine: Engine): Engine {
  return new Proxy(engine, {
    get(target, name) {
      const own = Reflect.get(target, name);
      if (name === 'createContainer') {
        return ({ isolation: _, ...spec }: Parameters<Engine['createContainer']>[0]) =>
          target.createContainer(spec);
      }
      return typeof own === 'function' ? own.bind(target) : own;
    },
  });
}

/** An image whose cmd.exe is a script: it prints what a guest of Windows Server 2022 would, and stays unless told to end. */
function importGuest(docker: (...args: readonly string[]) => unknown, many: number): void {
  const root = path.join(folder, 'root');
  mkdirSync(path.join(root, 'bin'), { recursive: true });
  execFileSync('cp', ['/bin/busybox', path.join(root, 'bin/sh')]);
  for (const tool of ['sleep', 'echo']) execFileSync('cp', ['/bin/busybox', path.join(root, 'bin', tool)]);
  const program = path.join(root, 'bin', 'C:\\Windows\\System32\\cmd.exe');
  writeFileSync(
    program,
    `#!/bin/sh
while [ "$1" != WIC-BEGIN ]; do shift; done
echo "WIC-BEGIN $2"
echo "    CurrentBuildNumber    REG_SZ    20348"
echo "    UBR    REG_DWORD    0x157b"
echo "Microsoft Windows [Version 10.0.20348.5499]"
echo "WIC-FACTS $2"
[ -n "$ENDS" ] && exit
sleep 60 &
wait
`,
  );
  chmodSync(program, 0o755);
  const archive = path.join(folder, 'root.tar');
  execFileSync('tar', ['-cf', archive, '-C', root, '.']);
  for (let number = 0; number < many; number++) {
    // A label makes each an image of its own, as one is run once however many names it has.
    docker(
      'import',
      '--change',
      `LABEL number=${number}`,
      '--change',
      'ENV PATH=/bin',
      archive,
      `guest-${number}:1`,
    );
  }
}

/** Does the work for each number, so many at a time. */
async function inTurns(
  count: number,
  atOnce: number,
  work: (number: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

function timed(work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e9;
}
