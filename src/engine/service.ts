import { messageOf } from '../errors.ts';
import type { Clock } from './clock.ts';
import { EngineError } from './engine-error.ts';
import type { Engine } from './model.ts';
import { plainLine } from './plain-line.ts';
import { readServiceState, type ServiceState } from './service-state.ts';
import { ALREADY_RUNNING, START_FAILURES, type StartFailure } from './start-failures.ts';

export type { ServiceState } from './service-state.ts';

export interface ServiceWorld {
  /** Runs a program without a shell and gives what it printed; rejects where it cannot be started. */
  readonly run: (
    command: string,
    args: readonly string[],
    signal: AbortSignal,
  ) => Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }>;
  readonly clock: Clock;
  /** The full path of `sc.exe`, so that none in a checked-out repository can take its place. */
  readonly tool?: string;
}

/** The Windows service of a Docker engine, as its installers name it (microsoft/Windows-Containers, Docker's static packages). */
export const ENGINE_SERVICE = 'docker';
/** Docker Desktop's. It starts an engine only for a user who is logged in, so it is told of and never started. */
const DESKTOP_SERVICE = 'com.docker.service';

/** `sc` asks the service manager, which answers at once unless Windows itself is in trouble. */
const ASK_MS = 10_000;
const POLL_MS = 500;

/** How long an engine may take to come up: it loads all its containers, and Windows starts its network service with it. */
export const START_LIMIT_MS = 120_000;

/** The state of the engine's service, by the number in what `sc query` prints. Never throws; takes 10 s at most. */
export async function serviceState(world: ServiceWorld, name = ENGINE_SERVICE): Promise<ServiceState> {
  try {
    const { exitCode, stdout } = await ask(world, ['query', name]);
    return readServiceState(exitCode, stdout);
  } catch {
    return 'unknown';
  }
}

/**
 * Starts the service of the engine where it does not run, and waits until the engine answers.
 *
 * @param engine what is pinged; its first answer ends the waiting
 * @throws {EngineError} `engine-absent` without such a service, `engine-forbidden`, `engine-stopped` when it does not
 *   start or stops again, `engine-timeout` when it does not answer within the limit
 */
export async function startService(
  world: ServiceWorld,
  engine: Pick<Engine, 'greet'>,
  limits: { readonly milliseconds?: number; readonly signal?: AbortSignal } = {},
): Promise<void> {
  const { clock } = world;
  const limit = limits.milliseconds ?? START_LIMIT_MS;
  const end = clock.now() + limit;
  let asked = false;
  for (;;) {
    const state = await serviceState(world);
    if (state === 'missing') throw await absent(world);
    if (state === 'paused') {
      throw failure(
        'engine-stopped',
        'it is paused',
        'Let it go on as an administrator: `sc.exe continue docker`.',
      );
    }
    if (state === 'stopped' && asked) {
      throw failure(
        'engine-stopped',
        'it was started and stopped again',
        'Look into the Windows event log (Application, source docker): it says why the engine ended.',
      );
    }
    if (state === 'stopped' || state === 'unknown') {
      if (!asked) await start(world);
      asked = true;
    }
    if (state !== 'stopping' && (await answers(engine, end - clock.now(), limits.signal))) return;
    if (limits.signal?.aborted || clock.now() + POLL_MS >= end) break;
    await clock.sleep(POLL_MS, limits.signal).catch(() => undefined);
  }
  if (limits.signal?.aborted) {
    throw new EngineError(
      'engine-timeout',
      `The Windows service \`${ENGINE_SERVICE}\` was started, and waiting for its engine was given up.`,
      'The engine may still come up.',
      { cause: limits.signal.reason },
    );
  }
  throw new EngineError(
    'engine-timeout',
    `The Windows service \`${ENGINE_SERVICE}\` runs, but its engine did not answer within ${limit / 1000} s.`,
    'Look into the Windows event log (Application, source docker), and try again.',
  );
}

async function start(world: ServiceWorld): Promise<void> {
  let exitCode: number;
  let said: string;
  try {
    const result = await ask(world, ['start', ENGINE_SERVICE]);
    exitCode = result.exitCode;
    said = plainLine(`${result.stdout} ${result.stderr}`, 200);
  } catch (thrown) {
    throw failure(
      'engine-stopped',
      `sc cannot be run (${plainLine(messageOf(thrown), 200)})`,
      'Start the service as an administrator: `sc.exe start docker`.',
    );
  }
  if (exitCode === 0 || exitCode === ALREADY_RUNNING) return;
  const known = START_FAILURES.get(exitCode);
  if (known?.code === 'engine-absent') throw await absent(world);
  if (known) throw failure(known.code, `${known.what} (Windows error ${exitCode})`, known.remedy);
  throw failure(
    'engine-stopped',
    `Windows error ${exitCode}${said && `, ${said}`}`,
    'Look the error up, and start the service as an administrator: `sc.exe start docker`.',
  );
}

async function answers(
  engine: Pick<Engine, 'greet'>,
  remaining: number,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  try {
    await engine.greet({
      milliseconds: Math.max(1, Math.min(remaining, ASK_MS)),
      ...(signal && { signal }),
    });
    return true;
  } catch (thrown) {
    // Waiting makes neither of these better.
    if (
      thrown instanceof EngineError &&
      ['engine-forbidden', 'engine-endpoint-invalid'].includes(thrown.code)
    ) {
      throw thrown;
    }
    return false;
  }
}

async function absent(world: ServiceWorld): Promise<EngineError> {
  const desktop = await serviceState(world, DESKTOP_SERVICE);
  const there = desktop !== 'missing' && desktop !== 'unknown';
  return new EngineError(
    'engine-absent',
    `There is no Windows service \`${ENGINE_SERVICE}\` on this machine${there ? `, but Docker Desktop is installed (its service is ${desktop})` : ''}.`,
    there
      ? 'Start Docker Desktop as the user who runs this, switch it to Windows containers, and try again.'
      : 'Install Docker on this machine, or name another engine by DOCKER_HOST or a docker context.',
  );
}

function failure(code: StartFailure['code'], what: string, remedy: string): EngineError {
  return new EngineError(
    code,
    `The Windows service \`${ENGINE_SERVICE}\` could not be started: ${what}.`,
    remedy,
  );
}

/** Asks `sc`, and settles in time even when it does not. */
async function ask({ run, clock, tool = 'sc.exe' }: ServiceWorld, args: readonly string[]) {
  const giveUp = new AbortController();
  const timer = new AbortController();
  const tooLate = clock.sleep(ASK_MS, timer.signal).then(() => {
    throw new Error(`no answer within ${ASK_MS / 1000} s`);
  });
  tooLate.catch(() => undefined);
  try {
    return await Promise.race([run(tool, args, giveUp.signal), tooLate]);
  } finally {
    timer.abort();
    giveUp.abort();
  }
}
