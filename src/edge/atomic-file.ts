import { mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CheckError, messageOf } from '../errors.ts';

/** In words, by the code of the error, as its own text names a file that nobody asked for. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is read-only',
  ENOENT: 'its directory does not exist and cannot be made',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a part of its path is a file',
  EISDIR: 'it is a directory',
  ENOTEMPTY: 'it is a directory',
  ENOSPC: 'no space is left',
  ENAMETOOLONG: 'its name is too long',
};

/**
 * Writes a file whole or not at all; behind a link, the file that it leads to. A device or a pipe (`/dev/null`,
 * `/dev/stdout`) is written to and stays what it is.
 * @throws CheckError `report-unwritable` naming the path
 */
export async function writeFileWhole(file: string, text: string): Promise<void> {
  let temporary = file;
  try {
    const kind = await stat(file).catch(() => undefined);
    if (kind !== undefined && !kind.isFile() && !kind.isDirectory()) {
      await writeFile(file, text);
      return;
    }
    const target = kind === undefined ? file : await realpath(file);
    const beside = `${target}.${globalThis.crypto.randomUUID()}.tmp`;
    await mkdir(path.dirname(target), { recursive: true });
    temporary = beside;
    await writeFile(beside, text);
    await rename(beside, target);
  } catch (error) {
    if (temporary !== file) await rm(temporary, { force: true }).catch(() => undefined);
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw new CheckError(
      'report-unwritable',
      `${file} could not be written: ${REASONS[code] ?? messageOf(error)}.`,
      'Name a path that this user may write to.',
      { cause: error },
    );
  }
}
