import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GuestExecution, GuestRunner } from '../guest-runner.ts';
import { programOf } from './command-line.ts';
import { commandMissing, ENDED_FROM_OUTSIDE, NO_EXIT_CODE, notSimulated } from './failures.ts';
import { findProgram } from './programs.ts';
import { endPrefix, GRACE } from './wine-end.ts';
import { fromWine, isLaunch, LAUNCH, readExitCode, toWine, writeLaunch } from './wine-launch.ts';
import { VersionCorrection } from './wine-output.ts';
import { makePrefix, makeTemplate, runWine, type WineHome, wineEnvironment } from './wine-prefix.ts';
import { guestProcesses, prefixProcesses } from './wine-processes.ts';

type Command = Parameters<GuestRunner['start']>[0];

/** Executes command lines by Wine, each container in a prefix of its own. */
export interface WineGuestRunner extends GuestRunner {
  /** Ends every container that still runs and removes all files. */
  close(): Promise<void>;
}

/**
 * Windows programs cannot write to the sockets that Node gives its children, so two pipes lie between; a third, empty one is
 * the standard input, as a container has it that is given none. When the first process ends, all of the prefix does, as a
 * container ends with its first process: else what it left behind would hold the pipes open.
 */
const PIPES = ': | { { "$@" 2>&1 >&3 3>&-; wineserver -k; } | cat >&2 3>&-; } 3>&1 | cat';

/** How many seconds Wine's server waits for more work, in case that nobody is left to end it. */
const SERVER_STAYS = 60;

/** Between two looks for the first process, in milliseconds. */
const START_STEP = 10;

/** Why guests cannot run by Wine here, or `undefined` when they can. */
export function wineGuestsMissing(): string | undefined {
  if (process.platform !== 'linux') {
    return 'guests under Wine need Linux';
  }
  const found = (process.env.PATH ?? '').split(delimiter).some((place) => existsSync(join(place, 'wine')));
  return found ? undefined : 'wine is not installed (Debian: wine and wine64)';
}

/**
 * A runner with a fresh template prefix, which takes some seconds. To be closed.
 *
 * Where Wine 8 shows something else than Windows, `wine` in commands.ts says so. Besides, its `ping` writes all it has to say
 * at its end, knows no `-t` (a number of requests stands in), and it has no PowerShell and no `timeout`.
 */
export async function createWineGuestRunner(): Promise<WineGuestRunner> {
  const home: WineHome = { folder: await mkdtemp(join(tmpdir(), 'wine-guests-')) };
  const running = new Set<GuestExecution>();
  try {
    const template = await makeTemplate(home, (prefix) => endPrefix(home, prefix));
    let number = 0;
    return {
      name: 'wine',
      async start(command) {
        number += 1;
        const execution = await start(
          home,
          template,
          join(home.folder, 'containers', String(number)),
          command,
        );
        running.add(execution);
        void execution.exited.finally(() => running.delete(execution));
        return execution;
      },
      async close() {
        await Promise.all([...running].map((execution) => execution.kill()));
        await rm(home.folder, { recursive: true, force: true, maxRetries: 3 });
      },
    };
  } catch (thrown) {
    await rm(home.folder, { recursive: true, force: true, maxRetries: 3 });
    throw thrown;
  }
}

async function start(
  home: WineHome,
  template: string,
  prefix: string,
  { argv, commandLine, system, onOutput }: Command,
): Promise<GuestExecution> {
  const word = argv?.[0] ?? programOf(commandLine);
  const program = findProgram(word, system.family);
  if (program === undefined) {
    throw commandMissing(word, system.family);
  }
  if (!existsSync(join(template, 'drive_c/windows/system32', `${program.name}.exe`))) {
    return saysNotSimulated(program.file, onOutput);
  }
  try {
    await makePrefix(template, prefix, system);
    await writeLaunch(prefix, commandLine, system);
    // Wine's servers start now, apart from the pipes, and stay while the first process of the container is on its way:
    // else they end with this one, and begin anew with the next, or are met on their way out.
    await runWine(home, prefix, 'wineserver', `-p${SERVER_STAYS}`);
    await runWine(home, prefix, 'wine', 'C:\\windows\\system32\\cmd.exe', '/d', '/c', 'exit');
  } catch (thrown) {
    await removePrefix(home, prefix);
    throw thrown;
  }
  const child = spawn('sh', ['-c', PIPES, 'sh', 'wine', ...LAUNCH], {
    cwd: join(prefix, 'drive_c'),
    env: wineEnvironment(home, prefix),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const corrections = [
    forward(child.stdout, (chunk) => onOutput('stdout', chunk), system.kernelVersion),
    forward(child.stderr, (chunk) => onOutput('stderr', chunk), system.kernelVersion),
  ];
  const life = { ending: false, ended: false };
  const listed = () => guestProcesses(prefix, toWine(commandLine), isLaunch);
  const closed = Promise.all([once(child, 'close'), ...corrections]);
  const exited = (async () => {
    await closedOrReaped(closed, prefix);
    const code = (await readExitCode(prefix)) ?? (life.ending ? ENDED_FROM_OUTSIDE : NO_EXIT_CODE);
    life.ended = true;
    await removePrefix(home, prefix);
    return code;
  })();
  // Windows answers a start when the first process is there; Wine takes a moment longer to have it.
  while (!life.ended && child.exitCode === null && listed().length === 0) await sleep(START_STEP);
  return {
    exited,
    processes: () =>
      life.ending || life.ended
        ? []
        : listed().map((process) => ({
            name: process.name,
            commandLine: fromWine(process.commandLine),
          })),
    async kill() {
      life.ending = true;
      // More than once: what is just starting is not yet known to the server, and would start another, or wait for it.
      while (!life.ended) {
        await runWine(home, prefix, 'wineserver', '-k');
        await Promise.race([exited, sleep(GRACE.step)]);
        if (!life.ended) endPrograms(prefix);
      }
      await exited;
    },
  };
}

/**
 * Waits until nothing holds the pipes any more. A program that was just starting when the server was ended waits for it
 * without end: once the first process has left its exit code, what does not go by itself is ended.
 */
async function closedOrReaped(closed: Promise<unknown>, prefix: string): Promise<void> {
  let done = false;
  const end = closed.finally(() => {
    done = true;
  });
  let patience = GRACE.steps / 5;
  while (!done) {
    await Promise.race([end, sleep(GRACE.step)]);
    if (done || (await readExitCode(prefix)) === undefined) continue;
    patience -= 1;
    if (patience <= 0) endPrograms(prefix);
  }
  await end;
}

/** Ends the Windows programs of a prefix without asking its server. */
function endPrograms(prefix: string): void {
  for (const { pid, windows } of prefixProcesses(prefix)) {
    if (!windows) continue;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
}

/** Resolves when the stream is at its end. */
async function forward(
  stream: Readable,
  write: (chunk: Uint8Array) => void,
  kernelVersion: string,
): Promise<void> {
  const correction = new VersionCorrection(kernelVersion);
  const pass = (chunk: Uint8Array) => {
    if (chunk.length > 0) {
      write(chunk);
    }
  };
  for await (const chunk of stream) {
    pass(correction.push(chunk as Uint8Array));
  }
  pass(correction.end());
}

async function removePrefix(home: WineHome, prefix: string): Promise<void> {
  await endPrefix(home, prefix);
  await rm(prefix, { recursive: true, force: true, maxRetries: 3 });
}

/** A program that the image has and Wine has not. */
function saysNotSimulated(file: string, onOutput: Command['onOutput']): GuestExecution {
  const text = `${notSimulated(`run ${file} under Wine`).message}\r\n`;
  const exited = (async () => {
    await sleep(0);
    onOutput('stderr', Buffer.from(text));
    return NO_EXIT_CODE;
  })();
  return { exited, processes: () => [], kill: async () => void (await exited) };
}
