import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import type { GuestProcess } from '../guest-runner.ts';
import { joinArguments, splitArguments } from './command-line.ts';
import { PROGRAMS } from './programs.ts';
import { WINE_PROGRAMS } from './wine-prefix.ts';

/** A process of this machine that belongs to a prefix. */
interface PrefixProcess {
  readonly pid: number;
  readonly argv: readonly string[];
  /** Whether it is a Windows program, not a tool beside it. */
  readonly windows: boolean;
}

/** Everything that runs with this prefix, Wine's own servers too; not what has ended and waits to be collected. */
export function prefixProcesses(prefix: string): readonly PrefixProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
        if (!environment.includes(`WINEPREFIX=${prefix}`)) {
          return [];
        }
        const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replace(/\0+$/, '').split('\0');
        const loader = readlinkSync(`/proc/${pid}/exe`);
        const windows = /^wine(?!server)/.test(basename(loader));
        // A program that is just starting still has its loader before it, which another one may have loaded.
        const argv = windows && isLoader(words[0]) ? words.slice(1) : words;
        return argv[0] === '' ? [] : [{ pid: Number(pid), argv, windows }];
      } catch {
        // It ended while it was read, or belongs to somebody else.
        return [];
      }
    });
}

/** A path of this machine, which no program of a guest has: `/usr/lib/wine/wine64`, with the preloader at work. */
function isLoader(word = ''): boolean {
  return word.startsWith('/') && /^wine(?:64)?(?:-preloader)?$/.test(basename(word));
}

/**
 * The processes of a container as Windows would list them, the first one first. Wine's servers and the batch file that
 * starts the container are left out.
 */
export function guestProcesses(
  prefix: string,
  first: string,
  isLauncher: (argv: readonly string[]) => boolean,
): readonly GuestProcess[] {
  const canonical = joinArguments(splitArguments(first));
  return prefixProcesses(prefix)
    .filter(({ windows, argv }) => windows && !isLauncher(argv) && !WINE_PROGRAMS.has(fileOf(argv)))
    .sort((left, right) => left.pid - right.pid)
    .map(({ argv }) => {
      const commandLine = joinArguments(argv);
      return { name: listedName(fileOf(argv)), commandLine: commandLine === canonical ? first : commandLine };
    });
}

function fileOf(argv: readonly string[]): string {
  const name = (argv[0] ?? '').toLowerCase().replace(/^.*[\\/]/, '');
  return name.includes('.') ? name : `${name}.exe`;
}

function listedName(file: string): string {
  return PROGRAMS.find((program) => program.file.toLowerCase() === file)?.file ?? file;
}
