import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Dockerfiles } from '../../src/demands/dockerfiles.ts';
import { MAX_FILE_BYTES } from '../../src/sources/decode.ts';
import { FileShelf, type FileSystem } from '../../src/sources/file-shelf.ts';

interface Asked {
  readonly workspace: string;
  readonly fileSystem: FileSystem;
  readonly concurrency?: number;
}

function readFiles(files: readonly string[], { workspace, fileSystem, concurrency }: Asked) {
  const dockerfiles = new Dockerfiles(new FileShelf(workspace, fileSystem, [], concurrency));
  return Promise.all(
    files.map((file) => dockerfiles.open(file).then((dockerfile) => dockerfile.read({ buildArgs: {} }))),
  );
}

const failing = (code: string): FileSystem => ({
  stat: () => Promise.reject(Object.assign(new Error(`${code}: no`), { code })),
  readFile: () => Promise.reject(new Error('not asked for')),
});
const regular = { isFile: () => true, isDirectory: () => false };

describe('a file that cannot be read', () => {
  it.each(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EISDIR', 'ELOOP', 'EMFILE', 'EIO', ''])(
    'for %j is a problem of that file',
    async (code) => {
      const readings = await readFiles(['a/Dockerfile'], {
        workspace: '/w',
        fileSystem: failing(code),
      });
      expect(readings).toMatchObject([
        {
          file: 'a/Dockerfile',
          uses: [],
          problems: [{ code: 'file-unreadable', place: { file: 'a/Dockerfile', line: 1, column: 1 } }],
        },
      ]);
      expect(readings[0]?.problems[0]?.remedy).not.toBe('');
      expect(readings[0]?.line(1)).toBeUndefined();
    },
  );

  it('while it is read, after it was looked at, is a problem too', async () => {
    const fileSystem: FileSystem = {
      stat: () => Promise.resolve({ ...regular, size: 1 }),
      readFile: () => Promise.reject(Object.assign(new Error('gone'), { code: 'ENOENT' })),
    };
    expect(await readFiles(['x'], { workspace: '/w', fileSystem })).toMatchObject([
      { problems: [{ code: 'file-unreadable' }] },
    ]);
  });

  it.each([
    ['a pipe', { isFile: () => false, isDirectory: () => false, size: 0 }, 'file-unreadable'],
    ['a directory', { isFile: () => false, isDirectory: () => true, size: 0 }, 'file-unreadable'],
    ['a huge file', { ...regular, size: MAX_FILE_BYTES + 1 }, 'file-too-large'],
  ])('%s is never opened', async (_what, stats, code) => {
    let opened = false;
    const fileSystem: FileSystem = {
      stat: () => Promise.resolve(stats),
      readFile: () => {
        opened = true;
        return Promise.resolve(new Uint8Array());
      },
    };
    const readings = await readFiles(['x'], { workspace: '/w', fileSystem });
    expect(readings).toMatchObject([{ problems: [{ code }] }]);
    expect(opened).toBe(false);
  });

  it('that grew after it was looked at is still told as too large', async () => {
    const fileSystem: FileSystem = {
      stat: () => Promise.resolve({ ...regular, size: 1 }),
      readFile: () => Promise.resolve(new Uint8Array(MAX_FILE_BYTES + 1).fill(0x20)),
    };
    expect(await readFiles(['x'], { workspace: '/w', fileSystem })).toMatchObject([
      { problems: [{ code: 'file-too-large' }] },
    ]);
  });
});

describe('many files', () => {
  it('are read several at once, never more, and told in their order', async () => {
    const files = Array.from({ length: 100 }, (_, index) => `${index}/Dockerfile`);
    let open = 0;
    let most = 0;
    const fileSystem: FileSystem = {
      stat: () => Promise.resolve({ ...regular, size: 1 }),
      readFile: async (path) => {
        most = Math.max(most, ++open);
        for (let turn = 0; turn < path.length % 7; turn++) await Promise.resolve();
        open--;
        return new TextEncoder().encode('FROM scratch');
      },
      realpath: (path) => Promise.resolve(path),
    };
    const readings = await readFiles(files, { workspace: '/w', fileSystem, concurrency: 4 });
    expect(readings.map(({ file }) => file)).toEqual(files);
    expect(most).toBe(4);
  });

  it('none give none', async () => {
    expect(await readFiles([], { workspace: '/w', fileSystem: failing('EIO') })).toEqual([]);
  });
});

describe('the real file system', () => {
  let workspace: string;

  beforeAll(async () => {
    workspace = await mkdtemp(join(tmpdir(), 'read-'));
    await writeFile(join(workspace, 'Dockerfile'), 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\n');
    await mkdir(join(workspace, 'directory'));
    if (process.platform !== 'win32') await symlink('loop', join(workspace, 'loop'));
  });

  afterAll(async () => {
    await rm(workspace, { recursive: true, force: true });
  });

  it('gives what can be read, and a problem for the rest', async () => {
    const files = ['missing', 'Dockerfile', 'directory', 'Dockerfile/below'];
    const readings = await readFiles(files, { workspace, fileSystem: { stat, readFile } });
    expect(
      readings.map(({ file, uses, problems }) => [file, uses.length, problems.map(({ code }) => code)]),
    ).toEqual([
      ['missing', 0, ['file-unreadable']],
      ['Dockerfile', 1, []],
      ['directory', 0, ['file-unreadable']],
      ['Dockerfile/below', 0, ['file-unreadable']],
    ]);
  });

  it.skipIf(process.platform === 'win32')('tells a link that leads to itself', async () => {
    const [reading] = await readFiles(['loop'], { workspace, fileSystem: { stat, readFile } });
    expect(reading?.problems).toMatchObject([{ code: 'file-unreadable' }]);
  });
});
