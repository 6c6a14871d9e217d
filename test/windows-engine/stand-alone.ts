import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { startWindowsEngine, type WindowsEngineOptions } from './engine.ts';
import type { GuestRunner } from './guest-runner.ts';

/** The options of an engine as JSON; the guest by its name, as functions are no JSON. */
export type StandAloneOptions = Omit<WindowsEngineOptions, 'guest'> & { readonly guest?: string };

/**
 * Runs an engine as a program of its own. The options are a file's, or, for `-`, the first line of the standard input, whose
 * end ends the engine then. Prints `{"dockerHost":"…"}` and a line end once it answers. SIGTERM and SIGINT end it too.
 * @throws Error for a guest that is not at hand, and whatever `startWindowsEngine` throws.
 */
export async function standAlone(
  source: string | undefined,
  guests: Readonly<Record<string, GuestRunner>>,
): Promise<void> {
  if (source === undefined)
    throw new Error('give a JSON file with the options of the engine, or - for the standard input');
  const lines = source === '-' ? createInterface({ input: process.stdin }) : undefined;
  const text = lines ? await firstLine(lines) : readFileSync(source, 'utf8');
  const { guest: name, ...options } = JSON.parse(text) as StandAloneOptions;
  const guest = name === undefined ? undefined : guests[name];
  if (name !== undefined && !guest)
    throw new Error(`no guest ${name} here; there are: ${Object.keys(guests).join(', ')}`);
  const engine = await startWindowsEngine(guest ? { ...options, guest } : options);
  process.stdout.write(`${JSON.stringify({ dockerHost: engine.dockerHost })}\n`);
  await new Promise<void>((resolve) => {
    lines?.on('close', () => resolve());
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
  await engine.close();
}

function firstLine(lines: ReturnType<typeof createInterface>): Promise<string> {
  return new Promise((resolve, reject) => {
    lines.once('line', resolve);
    lines.once('close', () => reject(new Error('no options on the standard input')));
  });
}
