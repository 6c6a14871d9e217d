import { basename, join } from 'node:path';
import type { Listen } from './options.ts';

/** An address of this machine that nobody else has: a socket in the folder, or on Windows a pipe named after it. */
export function localAddress(folder: string): Listen {
  return process.platform === 'win32' ? { pipe: basename(folder) } : { socket: join(folder, 'engine.sock') };
}
