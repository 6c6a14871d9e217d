import { mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFiles } from '../../src/sources/find.ts';

const FILES = [
  'Dockerfile',
  'Dockerfile.dockerignore',
  'Dockerfile.windows',
  'Dockerfile.windows~',
  'Dockerfile.bak',
  'Dockerfile.template',
  'Dockerfile.md',
  'README.md',
  '.devcontainer/Dockerfile',
  '.git/Dockerfile',
  'node_modules/x/Dockerfile',
  'a/b/app.Dockerfile',
  'a/b/app.dockerfile',
  'a/Containerfile',
  'a/Containerfile.ltsc2022',
  'a/node_modules/x/Dockerfile',
  'a/.Dockerfile.swp',
  'a/.#Dockerfile',
  'build/windows.txt',
  '[odd] {name}/Dockerfile',
];
const FOUND = [
  '.devcontainer/Dockerfile',
  'Dockerfile',
  'Dockerfile.windows',
  '[odd] {name}/Dockerfile',
  'a/Containerfile',
  'a/Containerfile.ltsc2022',
  'a/b/app.Dockerfile',
  'a/b/app.dockerfile',
];

let root: string;
let workspace: string;
const find = async (...given: string[]) => {
  const { files, unmatched } = await findFiles(given, workspace, { stat }, 'dockerfiles');
  return { files, unmatched };
};

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'find-'));
  workspace = join(root, 'work [1] (x)');
  for (const file of FILES) {
    await mkdir(dirname(join(workspace, file)), { recursive: true });
    await writeFile(join(workspace, file), 'FROM scratch\n');
  }
  await mkdir(join(root, 'outside'));
  await writeFile(join(root, 'outside', 'Dockerfile'), 'FROM scratch\n');
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

describe('without paths', () => {
  it('Dockerfiles and Containerfiles are found everywhere, and nothing that is only named after them', async () => {
    expect(await find()).toEqual({ files: FOUND, unmatched: [] });
  });

  it('blank entries count for nothing', async () => {
    expect(await find('', '  ')).toEqual({ files: FOUND, unmatched: [] });
  });

  it('exclusions alone take away from them', async () => {
    expect(await find('!a', '!.devcontainer/**')).toEqual({
      files: ['Dockerfile', 'Dockerfile.windows', '[odd] {name}/Dockerfile'],
      unmatched: [],
    });
  });

  it('a workspace without any gives none, and that is not told as unmatched', async () => {
    expect(await findFiles([], join(workspace, 'build'), { stat })).toMatchObject({
      files: [],
      unmatched: [],
    });
  });
});

describe('with paths', () => {
  it.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['a file', ['Dockerfile'], ['Dockerfile'], []],
    ['a file of another name', ['build/windows.txt'], ['build/windows.txt'], []],
    [
      'a file that no search would take',
      ['Dockerfile.bak', 'node_modules/x/Dockerfile'],
      ['Dockerfile.bak', 'node_modules/x/Dockerfile'],
      [],
    ],
    [
      'a file twice',
      ['Dockerfile', './Dockerfile', 'Dockerfile*s'],
      ['Dockerfile', 'Dockerfile.windows'],
      [],
    ],
    [
      'a directory',
      ['a'],
      ['a/Containerfile', 'a/Containerfile.ltsc2022', 'a/b/app.Dockerfile', 'a/b/app.dockerfile'],
      [],
    ],
    ['a directory with a slash', ['a/b/'], ['a/b/app.Dockerfile', 'a/b/app.dockerfile'], []],
    ['a directory whose name looks like a pattern', ['[odd] {name}'], ['[odd] {name}/Dockerfile'], []],
    ['the workspace', ['.'], FOUND, []],
    ['a glob', ['**/*.dockerfile'], ['a/b/app.dockerfile'], []],
    ['a glob of files that are not looked for by default', ['*.template'], ['Dockerfile.template'], []],
    ['a glob with braces', ['a/b/app.{D,d}ockerfile'], ['a/b/app.Dockerfile', 'a/b/app.dockerfile'], []],
    [
      'a glob that begins with what looks like an exclusion',
      ['!(build)/Containerfile'],
      ['a/Containerfile'],
      [],
    ],
    [
      'backslashes',
      ['a\\b\\app.Dockerfile', 'a\\Container*'],
      ['a/Containerfile', 'a/Containerfile.ltsc2022', 'a/b/app.Dockerfile'],
      [],
    ],
    ['an exclusion', ['a', '!a/b'], ['a/Containerfile', 'a/Containerfile.ltsc2022'], []],
    [
      'an exclusion with a glob',
      ['**/*ockerfile', '!**/app.*', '!./.devcontainer/'],
      ['Dockerfile', '[odd] {name}/Dockerfile'],
      [],
    ],
    ['an exclusion with backslashes', ['a', '!a\\b\\*'], ['a/Containerfile', 'a/Containerfile.ltsc2022'], []],
    ['outside of the workspace', ['../outside', '../outside/Dockerfile'], ['../outside/Dockerfile'], []],
    ['a file that is not there', ['nope/Dockerfile', 'Dockerfile'], ['Dockerfile'], ['nope/Dockerfile']],
    ['a path through a file', ['Dockerfile/x'], [], ['Dockerfile/x']],
    ['a glob that matches nothing', ['**/*.nope'], [], ['**/*.nope']],
    ['a directory without any', ['build'], [], ['build']],
    ['a glob of which all is excluded', ['a/**', '!a'], [], ['a/**']],
  ])('%s', async (_what, given, files, unmatched) => {
    expect(await find(...given)).toEqual({ files, unmatched });
  });

  it('absolute ones are told relative to the workspace', async () => {
    expect(await find(join(workspace, 'Dockerfile'), join(workspace, 'a', 'b'))).toEqual({
      files: ['Dockerfile', 'a/b/app.Dockerfile', 'a/b/app.dockerfile'],
      unmatched: [],
    });
  });

  it('one that is there but may not be looked at is handed on for the reader to tell why', async () => {
    const denied = { stat: () => Promise.reject(Object.assign(new Error('denied'), { code: 'EACCES' })) };
    expect(await findFiles(['secret/Dockerfile'], workspace, denied)).toMatchObject({
      files: ['secret/Dockerfile'],
      unmatched: [],
    });
  });
});

describe.skipIf(process.platform === 'win32')('links', () => {
  beforeAll(async () => {
    await symlink('../../a', join(workspace, 'a', 'b', 'loop'));
    await symlink('itself', join(workspace, 'itself'));
    await symlink('../outside', join(workspace, 'link'));
  });

  afterAll(async () => {
    for (const link of ['a/b/loop', 'itself', 'link']) await rm(join(workspace, link));
  });

  it('to directories, met on the way, are not followed, so that loops end', async () => {
    expect(await find()).toEqual({ files: FOUND, unmatched: [] });
  });

  describe('to files, met on the way,', () => {
    const links: readonly (readonly [string, string])[] = [
      ['a/Dockerfile', '../build/windows.txt'],
      ['a/b/Dockerfile', '../../build/windows.txt'],
      ['build/Dockerfile', '../Dockerfile'],
      ['build/Containerfile', '../../outside/Dockerfile'],
      ['build/Dockerfile.gone', 'nowhere'],
      ['build/Dockerfile.self', 'Dockerfile.self'],
      ['build/Dockerfile.folder', '../a'],
    ];
    beforeAll(async () => {
      for (const [link, target] of links) await symlink(target, join(workspace, link));
    });
    afterAll(async () => {
      for (const [link] of links) await rm(join(workspace, link));
    });

    it('are taken, once a file, and where that is not found by its own name', async () => {
      expect(await find('a', 'build')).toEqual({
        files: [
          'a/Containerfile',
          'a/Containerfile.ltsc2022',
          'a/Dockerfile',
          'a/b/app.Dockerfile',
          'a/b/app.dockerfile',
          'build/Dockerfile',
        ],
        unmatched: [],
      });
      expect((await find()).files).toEqual([...FOUND, 'a/Dockerfile'].sort());
    });

    it('a pattern that matches nothing but links to elsewhere matches nothing', async () => {
      expect(await find('build/Contain*')).toEqual({ files: [], unmatched: ['build/Contain*'] });
    });

    it('are taken beside a file that is a link to itself', async () => {
      expect((await find('itself', 'gone/Dockerfile', 'a/b')).files).toEqual([
        'a/b/Dockerfile',
        'a/b/app.Dockerfile',
        'a/b/app.dockerfile',
        'itself',
      ]);
    });

    it('lead out of the workspace only where they are named outright', async () => {
      expect((await find('build/Containerfile')).files).toEqual(['build/Containerfile']);
    });
  });

  it('named outright are followed', async () => {
    expect(await find('link')).toEqual({ files: ['link/Dockerfile'], unmatched: [] });
  });

  it('that lead to themselves are handed on for the reader to tell why', async () => {
    expect(await find('itself')).toEqual({ files: ['itself'], unmatched: [] });
  });
});
