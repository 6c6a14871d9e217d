import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';

/** What can be started without a shell; the others (`.cmd`, `.bat`) cannot. */
const WINDOWS_ENDINGS: readonly string[] = ['.exe', '.com'];

/**
 * The full path of a program in `PATH`. Relative entries are passed over, and so is the current directory, which
 * Windows would search first: a checked-out repository must not be able to put its own program in the place of ours.
 */
export async function findProgram(
  name: string,
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  isProgram: (file: string) => Promise<boolean> = isExecutableFile,
): Promise<string | undefined> {
  const windows = platform === 'win32';
  const { delimiter, isAbsolute, join } = windows ? path.win32 : path.posix;
  const endings =
    windows && !WINDOWS_ENDINGS.includes(path.win32.extname(name).toLowerCase()) ? WINDOWS_ENDINGS : [''];
  const folders = (environment.PATH ?? environment.Path ?? '')
    .split(delimiter)
    .map((each) => (windows ? each.replace(/^"(.*)"$/, '$1') : each))
    .filter((each) => isAbsolute(each));
  for (const folder of folders) {
    for (const ending of endings) {
      const file = join(folder, name + ending);
      if (await isProgram(file)) return file;
    }
  }
  return undefined;
}

async function isExecutableFile(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
