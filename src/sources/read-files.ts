import { resolve } from 'node:path';
import { messageOf } from '../errors.ts';
import { MAX_FILE_BYTES, tooLarge } from './decode.ts';
import type { SourceProblem, SourceReading } from './reading.ts';
import { unreadable } from './unreadable.ts';

export interface FileSystem {
  /** As `stat` of `node:fs/promises`: links are followed. */
  stat(path: string): Promise<{ isFile(): boolean; isDirectory(): boolean; readonly size: number }>;
  /** As `readFile` of `node:fs/promises`, without an encoding. */
  readFile(path: string): Promise<Uint8Array>;
}

export interface ReadOptions {
  /** What the files are relative to. */
  readonly workspace: string;
  readonly fileSystem: FileSystem;
  /** Reads the content of one file; `readDockerfile`, with the options of the run. */
  read(content: Uint8Array, file: string): SourceReading;
  /** How many files are open at once. */
  readonly concurrency?: number;
}

/** How many files are open at once. */
export const CONCURRENCY = 16;

/** Why a file could not be read, by the code of the error, and what to do. */
const READ_FAULTS: Readonly<Record<string, readonly [fault: string, remedy: string]>> = {
  ENOENT: ['does not exist', 'Correct the path, or leave it out.'],
  ENOTDIR: ['does not exist: a part of its path is a file', 'Correct the path, or leave it out.'],
  EACCES: [
    'may not be read by this user',
    'Give read permission, or leave the file out with a negated path.',
  ],
  EPERM: ['may not be read by this user', 'Give read permission, or leave the file out with a negated path.'],
  EISDIR: ['is a directory', 'Name the files in it, or the directory itself as a path to search.'],
  ELOOP: ['is a link that leads back to itself', 'Point the link at a file, or remove it.'],
  EMFILE: ['could not be opened: too many files are open', 'Raise the limit of open files.'],
};

/**
 * Reads files, several at once, and gives their readings in the order of `files`.
 * A file that cannot be read becomes a reading with that one problem; the others are read all the same.
 */
export async function readFiles(
  files: readonly string[],
  options: ReadOptions,
): Promise<readonly SourceReading[]> {
  const readings = new Array<SourceReading>(files.length);
  let next = 0;
  const work = async () => {
    while (next < files.length) {
      const index = next++;
      readings[index] = await readOne(files[index] ?? '', options);
    }
  };
  const workers = Math.min(options.concurrency ?? CONCURRENCY, files.length);
  await Promise.all(Array.from({ length: workers }, work));
  return readings;
}

async function readOne(file: string, options: ReadOptions): Promise<SourceReading> {
  const content = await contentOf(file, options);
  return 'problem' in content ? unreadable(file, content.problem) : options.read(content.bytes, file);
}

/** What a file holds, or why that is not to be had; `missing` where there is no such file at all. */
export type Content =
  | { readonly bytes: Uint8Array }
  | { readonly problem: SourceProblem; readonly missing: boolean };

/** Reads one file. The size is asked for first, so that a huge file is never loaded, and only regular files are opened. */
export async function contentOf(
  file: string,
  { workspace, fileSystem }: Pick<ReadOptions, 'workspace' | 'fileSystem'>,
): Promise<Content> {
  const path = resolve(workspace, file);
  const not = (problem: SourceProblem, code = ''): Content => ({
    problem,
    missing: code === 'ENOENT' || code === 'ENOTDIR',
  });
  try {
    const stat = await fileSystem.stat(path);
    if (stat.isDirectory()) return not(fault(file, 'EISDIR', 'is a directory'));
    if (!stat.isFile()) return not(fault(file, '', 'it is no regular file'));
    if (stat.size > MAX_FILE_BYTES) return not(tooLarge(file, stat.size));
    return { bytes: await fileSystem.readFile(path) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    return not(fault(file, code, messageOf(error)), code);
  }
}

function fault(file: string, code: string, message: string): SourceProblem {
  const [reason, remedy] = READ_FAULTS[code] ?? [
    `could not be read: ${message}`,
    'Make it a readable file, or leave it out with a negated path.',
  ];
  return {
    code: 'file-unreadable',
    message: `${file} ${reason}.`,
    remedy,
    place: { file, line: 1, column: 1 },
  };
}
