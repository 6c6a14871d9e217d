import type { Container } from './container.ts';
import { ContainerProcesses, guestAllocator, hostAllocator } from './container-processes.ts';
import { end } from './ending.ts';
import type { GuestExecution } from './guest-runner.ts';
import { versionParts } from './images.ts';
import type { FaultAction, Isolation } from './options.ts';
import { decideOutcome } from './outcome-of.ts';
import { pause } from './pause.ts';
import { remove } from './removal.ts';
import { failure, failureAtCreate, failureAtStart } from './start-failures.ts';
import { checkStartOptions } from './start-options.ts';
import type { EngineState } from './state.ts';
import { EngineError, say } from './texts.ts';
import { startFailureCodes } from './windows-texts.ts';

/**
 * Starts a container or says why not, and leaves the container as the engine would.
 * @throws EngineError
 */
export async function start(engine: EngineState, container: Container, path: string): Promise<void> {
  const faults = engine.faults.ofStart(path, container.configuredIsolation);
  try {
    checkStartOptions(engine, container);
    container.runtime = 'com.docker.hcsshim.v1';
    await boot(engine, container, faults);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const { exitCode } = startFailureCodes(error.message);
    container.error = error.message;
    container.exitCode = exitCode;
    if (container.hostConfig.AutoRemove === true) await remove(engine, container, path);
    throw error;
  }
}

async function boot(
  engine: EngineState,
  container: Container,
  faults: readonly FaultAction[],
): Promise<void> {
  const { delays = {}, strangerVmwp } = engine.options;
  const configured = container.configuredIsolation;
  const actual = engine.options.actualIsolation ?? configured;
  const stranger = strangerVmwp ? engine.processes.addVmwp() : undefined;
  const atCreate = failureAtCreate(engine, container, faults);
  if (atCreate) throw atCreate;
  const vmwp = actual === 'hyperv' ? engine.processes.addVmwp() : undefined;
  try {
    await pause(engine, (delays.start ?? 0) + (actual === 'hyperv' ? (delays.boot ?? 0) : 0));
    for (const fault of faults) if (fault.kind === 'stalls') await pause(engine, fault.ms);
    const outcome = decideOutcome(engine, container);
    if (outcome.is === 'stalls') await pause(engine, outcome.ms);
    const atStart = failureAtStart(engine, container, faults);
    if (atStart) throw atStart;
    const execution = await run(engine, container);
    begin(engine, container, execution, actual);
    watch(engine, container, execution, {
      vmwp,
      stranger: strangerVmwp === 'comes-and-goes' ? stranger : undefined,
    });
    const early = faults.find((fault) => fault.kind === 'exits-early');
    const code = outcome.is === 'exits' ? outcome.code : early?.code;
    if (code !== undefined) void endEarly(engine, container, code, early?.afterMs ?? 0).catch(() => {});
  } catch (error) {
    if (vmwp !== undefined) engine.processes.remove(vmwp);
    throw error;
  }
}

async function run(engine: EngineState, container: Container): Promise<GuestExecution> {
  const { image } = container.image;
  if (engine.host.os !== 'windows' || !image.family) throw say(engine.generation.name, 'linux-not-simulated');
  // An image that does not say what it is holds what the host has.
  const version = image.osVersion || `10.0.${engine.host.build}.${engine.host.revision}`;
  const { build, revision } = versionParts(version);
  // In process isolation the kernel is the host's, but the revision that `ver` prints comes from the image's registry.
  const kernelBuild = container.configuredIsolation === 'process' ? engine.host.build : build;
  container.forcedExitCode = undefined;
  try {
    return await engine.guest.start({
      argv: container.command.argv,
      commandLine: container.command.commandLine,
      system: {
        version,
        kernelVersion: `10.0.${kernelBuild}.${revision}`,
        family: image.family,
        user: String(
          container.config.User ||
            (image.family === 'nanoserver' ? 'ContainerUser' : 'ContainerAdministrator'),
        ),
        environment: environmentOf(container),
      },
      openStdin: container.config.OpenStdin === true,
      onOutput: (stream, chunk) => container.log.write(stream, chunk),
    });
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'COMMAND_MISSING') throw error;
    throw failure(engine, container, 'command-missing');
  }
}

function environmentOf(container: Container): Record<string, string> {
  const lines = (container.config.Env ?? []) as readonly string[];
  return Object.fromEntries(
    lines.map((line) => {
      const equals = line.indexOf('=');
      return equals < 0 ? [line, ''] : [line.slice(0, equals), line.slice(equals + 1)];
    }),
  );
}

function begin(
  engine: EngineState,
  container: Container,
  execution: GuestExecution,
  actual: Isolation,
): void {
  const { processes, options } = engine;
  const allocator =
    actual === 'process'
      ? hostAllocator(processes)
      : guestAllocator(processes, options.pidCoincidence ?? false);
  container.execution = execution;
  container.processes = new ContainerProcesses(
    container.image.image.family ?? 'nanoserver',
    execution,
    allocator,
  );
  container.startedAt = new Date();
  container.finishedAt = undefined;
  container.exitCode = 0;
  container.error = '';
  container.state = 'running';
}

/** Follows the first process to its end. */
function watch(
  engine: EngineState,
  container: Container,
  execution: GuestExecution,
  workers: { readonly vmwp: number | undefined; readonly stranger: number | undefined },
): void {
  const { delays = {} } = engine.options;
  void (async () => {
    const code = await execution.exited;
    await pause(engine, delays.exit ?? 0).catch(() => {});
    container.log.finish();
    container.processes?.remove();
    container.processes = undefined;
    container.execution = undefined;
    container.exitCode = (container.forcedExitCode ?? code) >>> 0;
    container.finishedAt = new Date();
    container.state = 'exited';
    const leave = () => {
      for (const pid of [workers.vmwp, workers.stranger]) if (pid !== undefined) engine.processes.remove(pid);
    };
    if (delays.vmwpLeaves) setTimeout(leave, delays.vmwpLeaves).unref();
    else leave();
    container.emit('exit');
    if (container.hostConfig.AutoRemove === true)
      await remove(engine, container, `/containers/${container.id}`).catch(() => {});
  })();
}

async function endEarly(
  engine: EngineState,
  container: Container,
  code: number,
  afterMs: number,
): Promise<void> {
  await pause(engine, afterMs);
  await end(container, code);
}
