import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { startWindowsEngine, type WindowsEngineOptions } from './engine.ts';
import type { OwnedGuestRunner } from './guests.ts';

/** The options of an engine as JSON; the guest by its name, as functions are no JSON: `table` where none is named. */
export type StandAloneOptions = Omit<WindowsEngineOptions, 'guest'> & { readonly guest?: string };

/**
 * Runs an engine as a program of its own. The options are a file's, or, for `-`, the first line of the standard input, whose
 * end ends the engine then. Prints `{"dockerHost":"…","guest":"table"}` and a line end once it answers; `guest` is `wine`
 * where command lines are executed by Wine. SIGTERM and SIGINT end it too.
 * @throws Error for a guest that is not at hand, and whatever `startWindowsEngine` throws.
 */
export async function standAlone(
  source: string | undefined,
  guests: Readonly<Record<string, () => Promise<OwnedGuestRunner>>>,
): Promise<void> {
  if (source === undefined)
    throw new Error('give a JSON file with the options of the engine, or - for the standard input');
  const lines = source === '-' ? createInterface({ input: process.stdin }) : undefined;
  const text = lines ? await firstLine(lines) : readFileSync(source, 'utf8');
  const { guest: name = 'table', ...options } = JSON.parse(text) as StandAloneOptions;
  const begin = guests[name];
  if (!begin) throw new Error(`no guest ${name} here; there are: ${Object.keys(guests).join(', ')}`);
  // From here on, as what a guest has begun must be ended even when nobody waits for the engine any more.
  const end = new Promise<void>((resolve) => {
    lines?.on('close', () => resolve());
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
  const guest = await begin();
  try {
    const engine = await startWindowsEngine({ ...options, guest });
    process.stdout.write(`${JSON.stringify({ dockerHost: engine.dockerHost, guest: guest.name })}\n`);
    await end;
    await engine.close();
  } finally {
    await guest.close?.();
  }
}

function firstLine(lines: ReturnType<typeof createInterface>): Promise<string> {
  return new Promise((resolve, reject) => {
    lines.once('line', resolve);
    lines.once('close', () => reject(new Error('no options on the standard input')));
  });
}
