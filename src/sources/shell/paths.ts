import { posix } from 'node:path';
import { UNKNOWN, WORKSPACE } from './model.ts';

/**
 * Where `cd` leads from a directory; both relative to the workspace. Undefined where that is not known, or not in the
 * workspace.
 */
export function changed(directory: string | undefined, to: string): string | undefined {
  const path = to.replaceAll('\\', '/');
  if (path.includes(UNKNOWN) || path.startsWith('~') || path.startsWith('-')) return undefined;
  if (path.startsWith(WORKSPACE)) return inside(path.slice(WORKSPACE.length));
  if (path.startsWith('/') || /^[a-z]:/i.test(path) || directory === undefined) return undefined;
  return inside(`${directory}/${path}`);
}

/** A path within the workspace, made plain: `''` for the workspace itself. */
function inside(path: string): string | undefined {
  const plain = posix.normalize(`./${path}`).replace(/\/+$/, '');
  if (plain === '..' || plain.startsWith('../')) return undefined;
  return plain === '.' ? '' : plain;
}

/** The value of a variable that holds the path of a directory of the workspace. */
export function pathOf(directory: string | undefined): string {
  if (directory === undefined) return UNKNOWN;
  return directory === '' ? WORKSPACE : `${WORKSPACE}/${directory}`;
}

/** A path runs up to what no path of a repository has in it, and what options put behind one. */
const ANCHORED = new RegExp(`${WORKSPACE}([^:;,"'=|<>*?\\s${WORKSPACE}]*)`, 'g');

/**
 * A text with every path that begins at the workspace made relative to a directory: `./app` and `../app`, never `app`,
 * which `--volume` would take for a name.
 */
export function relativeTo(directory: string | undefined, text: string): string {
  if (!text.includes(WORKSPACE)) return text;
  return text.replaceAll(ANCHORED, (_, behind: string) => {
    // What is joined to the path without a slash is another name than that of the workspace.
    if (directory === undefined || (behind !== '' && !/^[\\/]/.test(behind))) return UNKNOWN;
    const path = `.${behind.replaceAll('\\', '/')}`;
    if (path.includes(UNKNOWN))
      return directory === '' ? path : `${'../'.repeat(directory.split('/').length)}${path}`;
    const relative = posix.relative(`/${directory}`, posix.join('/', path));
    const written = relative.startsWith('..') ? relative : `./${relative}`;
    return written === './' ? '.' : written;
  });
}
