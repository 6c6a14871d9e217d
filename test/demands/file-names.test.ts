import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileShelf } from '../../src/sources/file-shelf.ts';

/** A shelf over files by path, on a file system that counts capitals, and what was listed of it. */
function shelfOf(...files: readonly string[]) {
  const listed: string[] = [];
  const missing = () => Object.assign(new Error('not there'), { code: 'ENOENT' });
  const isDirectory = (path: string) => files.some((file) => `/w/${file}`.startsWith(`${path}/`));
  const shelf = new FileShelf('/w', {
    stat: async (path) => {
      const isFile = files.includes(path.slice('/w/'.length));
      if (!isFile && !isDirectory(path)) throw missing();
      return { isFile: () => isFile, isDirectory: () => !isFile, size: 1 };
    },
    readFile: async () => new Uint8Array(),
    readdir: async (path) => {
      listed.push(path);
      if (!isDirectory(path)) throw missing();
      const below = files.filter((file) => `/w/${file}`.startsWith(`${path}/`));
      return [...new Set(below.map((file) => posix.relative(path, `/w/${file}`).split('/')[0] ?? ''))];
    },
  });
  return { shelf, listed };
}

describe('the names of files, as Windows finds them', () => {
  it.each<readonly [what: string, files: readonly string[], path: string, found: string]>([
    ['as it is', ['Dockerfile'], 'Dockerfile', 'Dockerfile'],
    ['in other capitals', ['Dockerfile.windows'], 'dockerfile.Windows', 'Dockerfile.windows'],
    [
      'below directories in other capitals',
      ['Docker/Win/Dockerfile'],
      'docker/win/DOCKERFILE',
      'Docker/Win/Dockerfile',
    ],
    ['a directory', ['Docker/Dockerfile'], 'docker', 'Docker'],
    ['the one that is there', ['Dockerfile', 'dockerfile'], 'dockerfile', 'dockerfile'],
    ['one of two', ['Dockerfile', 'DockerFile'], 'dockerfile', 'dockerfile'],
    ['one of two directories', ['A/b', 'a/c'], 'a/B', 'a/B'],
    ['none', ['Dockerfile'], 'Containerfile', 'Containerfile'],
    ['none below a file', ['Dockerfile'], 'dockerfile/x', 'dockerfile/x'],
    ['letters of other scripts', ['Ärger/Dockerfile'], 'ärger/dockerfile', 'Ärger/Dockerfile'],
  ])('%s', async (_, files, path, found) => {
    expect(await shelfOf(...files).shelf.foundName(path)).toBe(found);
  });

  it('a directory is listed once, and only where a name is not there', async () => {
    const { shelf, listed } = shelfOf('a/Dockerfile', 'a/b/Dockerfile');
    await shelf.foundName('a/Dockerfile');
    expect(listed).toEqual([]);
    const asked = ['a/dockerfile', 'A/B/dockerfile', 'a/none', 'a/DOCKERFILE'];
    await Promise.all(asked.map((path) => shelf.foundName(path)));
    expect([...listed].sort()).toEqual(['/w', '/w/a', '/w/a/b']);
  });
});
