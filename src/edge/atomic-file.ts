import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CheckError, messageOf } from '../errors.ts';

/** Writes a file whole or not at all. Throws `report-unwritable` naming the path. */
export async function writeFileWhole(file: string, text: string): Promise<void> {
  const temporary = `${file}.${globalThis.crypto.randomUUID()}.tmp`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(temporary, text);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw new CheckError(
      'report-unwritable',
      `${file} could not be written: ${messageOf(error)}`,
      'Name a path that this user may write to.',
      { cause: error },
    );
  }
}
