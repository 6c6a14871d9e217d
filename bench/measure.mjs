// Whole processes, in turn, so that a machine that slows down slows all of them; medians of ratios of one run.
import { spawnSync } from 'node:child_process';

function once(command, args, options) {
  const start = process.hrtime.bigint();
  const { error, stderr, status } = spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...options,
    // The same few variables for everybody: what else a shell sets (NODE_OPTIONS, certificates) slows a start.
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      SystemRoot: process.env.SystemRoot,
      ...options?.env,
    },
  });
  if (error) throw error;
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (options?.expect !== undefined && !options.expect.includes(status)) {
    throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${stderr}`);
  }
  return seconds;
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Runs each of the named commands `runs` times in turn, after one turn that is not counted. Seconds by name. */
export function compare(commands, runs) {
  const seconds = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
  for (let turn = -1; turn < runs; turn++) {
    for (const [name, { command = process.execPath, args, options }] of Object.entries(commands)) {
      const taken = Array.isArray(args[0])
        ? args.reduce((sum, each) => sum + once(command, each, options), 0)
        : once(command, args, options);
      if (turn >= 0) seconds[name].push(taken);
    }
  }
  return seconds;
}

/** Median of the ratios, turn by turn. */
export function ratio(seconds, name, to) {
  return median(seconds[name].map((taken, turn) => taken / seconds[to][turn]));
}
