import path from 'node:path';
import { messageOf } from '../errors.ts';
import type { CommandResult, RunCommand } from './command.ts';
import { HOST_PROCESS_SCRIPT, powershellArguments } from './host-process-script.ts';
import { HostProcessesError } from './host-processes-error.ts';
import type { ReadHostProcesses } from './model.ts';
import { readProcessAnswer } from './process-answer.ts';

/** A first Windows PowerShell on a cold, busy machine takes seconds to start; one that takes longer than this hangs. */
export const READING_LIMIT = 20_000;

/**
 * Windows PowerShell by its full path, so that no `powershell.exe` in a checked-out repository can take its place; by its
 * plain name where the environment does not say where Windows is, as on the Linux side of WSL.
 */
export function windowsPowerShell(environment: Readonly<Record<string, string | undefined>>): string {
  const root = Object.entries(environment).find(([name]) => name.toLowerCase() === 'systemroot')?.[1];
  return root
    ? path.win32.join(root, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe')
    : 'powershell.exe';
}

/**
 * Reads the processes of this machine with what every Windows Server and client has. A reading that is given up, by its
 * signal or by the limit, settles at once.
 * @param powershell as `windowsPowerShell` tells it
 * @param limit in milliseconds
 * @returns a reader that rejects with a `HostProcessesError`
 */
export function createHostProcessReader(
  powershell: string,
  run: RunCommand,
  limit = READING_LIMIT,
): ReadHostProcesses {
  const args = powershellArguments(HOST_PROCESS_SCRIPT);
  return async (signal) => {
    const start = async (giveUp: AbortSignal) => {
      try {
        return await run(powershell, args, giveUp);
      } catch (thrown) {
        throw new HostProcessesError(
          'powershell-missing',
          `The processes of this machine cannot be read, as ${powershell} could not be started: ${oneLine(messageOf(thrown))}`,
          { cause: thrown },
        );
      }
    };
    return readProcessAnswer(await bounded(start, limit, signal));
  };
}

async function bounded(
  start: (giveUp: AbortSignal) => Promise<CommandResult>,
  limit: number,
  signal: AbortSignal,
): Promise<CommandResult> {
  const running = new AbortController();
  const cancelled = () =>
    new HostProcessesError('cancelled', 'Reading the processes of this machine was cancelled.');
  if (signal.aborted) throw cancelled();
  let timer: NodeJS.Timeout | undefined;
  let cancel: (() => void) | undefined;
  try {
    return await new Promise<CommandResult>((resolve, reject) => {
      const giveUp = (error: HostProcessesError) => {
        reject(error);
        running.abort(error);
      };
      cancel = () => giveUp(cancelled());
      signal.addEventListener('abort', cancel, { once: true });
      timer = setTimeout(() => {
        const seconds = limit / 1000;
        giveUp(
          new HostProcessesError(
            'timed-out',
            `The processes of this machine cannot be read, as PowerShell did not answer within ${seconds} s.`,
          ),
        );
      }, limit);
      start(running.signal).then(resolve, reject);
    });
  } finally {
    clearTimeout(timer);
    if (cancel) signal.removeEventListener('abort', cancel);
  }
}

function oneLine(text: string): string {
  return text.trim().split(/\r?\n/, 1)[0] ?? '';
}
