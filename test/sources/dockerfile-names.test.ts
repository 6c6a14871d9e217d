import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findFiles } from '../../src/sources/find.ts';

let workspace: string;
beforeEach(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'names-'));
});
afterEach(() => rm(workspace, { recursive: true, force: true }));

/** Which of these files are found where nobody names one. */
async function found(...files: readonly string[]): Promise<readonly string[]> {
  for (const file of files) await writeFile(join(workspace, file), 'FROM scratch\n');
  return (await findFiles([], workspace, { stat })).files;
}

describe('names that Dockerfiles have', () => {
  it.each([
    'Dockerfile',
    'dockerfile',
    'DOCKERFILE',
    'DockerFile',
    'Containerfile',
    'containerfile',
    'Dockerfile.windows',
    'dockerfile.windows',
    'DOCKERFILE.ltsc2022',
    'Dockerfile-windows',
    'Dockerfile_windows',
    'Dockerfile2',
    'Containerfile-windows',
    'windows.Dockerfile',
    'windows.dockerfile',
    'windows.DOCKERFILE',
    'windows.Containerfile',
    'Dockerfile.go',
    'go.dockerfile',
  ])('%s', async (name) => {
    expect(await found(name)).toEqual([name]);
  });
});

describe('names of something else', () => {
  it.each([
    'dockerfile.go',
    'dockerfile.ts',
    'Dockerfile_test.go',
    'dockerfile-parser.js',
    'DockerfileParser.cs',
    'dockerfiles',
    'Dockerfile.windows.template',
    'DOCKERFILE.MD',
    'Dockerfile-nginx.conf',
    'my-dockerfile',
    'Dockerfile.dockerignore',
  ])('%s', async (name) => {
    expect(await found(name)).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')(
  'of names that differ in case, what is built by default',
  () => {
    it.each<[readonly string[], readonly string[]]>([
      [['Dockerfile', 'dockerfile'], ['Dockerfile']],
      [['DOCKERFILE', 'Dockerfile', 'dockerfile'], ['Dockerfile']],
      [['DOCKERFILE', 'dockerfile'], ['dockerfile']],
      [
        ['Dockerfile', 'dockerfile.windows'],
        ['Dockerfile', 'dockerfile.windows'],
      ],
      [
        ['app.Dockerfile', 'app.dockerfile'],
        ['app.Dockerfile', 'app.dockerfile'],
      ],
    ])('%j', async (files, expected) => {
      expect(await found(...files)).toEqual(expected);
    });

    it('one that is named outright is read all the same', async () => {
      await found('Dockerfile', 'dockerfile');
      expect((await findFiles(['dockerfile', '.'], workspace, { stat })).files).toEqual([
        'Dockerfile',
        'dockerfile',
      ]);
    });
  },
);
