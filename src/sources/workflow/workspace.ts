import { posix } from 'node:path';
import { WORKSPACE } from '../shell/model.ts';

/** A path in which the workspace may stand, relative to the workspace; the last one counts, as what stands before it is left. */
export function belowWorkspace(path: string): string {
  const at = path.lastIndexOf(WORKSPACE);
  if (at < 0) return path;
  const rest = path
    .slice(at + 1)
    .replaceAll('\\', '/')
    .replace(/^\/+/, '');
  const normal = posix.normalize(rest);
  return normal === '.' ? '' : normal.replace(/\/$/, '');
}

/** A text as people may see it. */
export function withoutWorkspace(text: string): string {
  return text.replaceAll(WORKSPACE, '${{ github.workspace }}');
}
