import { spawn } from 'node:child_process';
import type { RunCommand } from '../smoke/command.ts';

/** Of what a program prints; the process list of a busy machine is some hundred kilobytes. */
const LONGEST_OUTPUT = 64 * 1024 * 1024;

/**
 * Runs a program without a shell, and ends it when the signal says that nobody waits any more, which `@actions/exec`
 * has no means for. Rejects where it cannot be started, was ended, or prints without an end.
 */
export const spawnCommand: RunCommand = (command, args, signal) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      signal,
      killSignal: 'SIGKILL',
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let size = 0;
    const printed = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8');
      child[name].on('data', (text: string) => {
        size += text.length;
        if (size <= LONGEST_OUTPUT) printed[name] += text;
        else child.kill('SIGKILL');
      });
    }
    child.on('error', (error) => {
      // What it started itself may live on and hold its output open; nobody waits for that.
      child.stdout.destroy();
      child.stderr.destroy();
      reject(error);
    });
    child.on('close', (exitCode) => {
      if (size > LONGEST_OUTPUT)
        reject(new Error(`${command} printed more than ${LONGEST_OUTPUT} characters`));
      else resolve({ exitCode: exitCode ?? 1, ...printed });
    });
  });
