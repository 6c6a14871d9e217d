import { execFileSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFileWhole } from '../../src/edge/atomic-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'atomic-file-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a file that is written whole', () => {
  it('is made with its directories, and takes the place of an older one', async () => {
    const file = path.join(folder, 'a', 'b', 'report.json');
    await writeFileWhole(file, 'first');
    await writeFileWhole(file, 'second');
    expect(readFileSync(file, 'utf8')).toBe('second');
    expect(readdirSync(path.dirname(file))).toEqual(['report.json']);
  });

  it('leaves nothing where it cannot be written', async () => {
    const file = path.join(folder, 'taken');
    mkdirSync(file);
    await expect(writeFileWhole(file, 'text')).rejects.toMatchObject({ code: 'report-unwritable' });
    expect(readdirSync(folder)).toEqual(['taken']);
  });

  it.skipIf(process.platform === 'win32')('goes behind a link, which stays one', async () => {
    const file = path.join(folder, 'real.json');
    const link = path.join(folder, 'link.json');
    writeFileSync(file, 'old');
    symlinkSync(file, link);
    await writeFileWhole(link, 'new');
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });

  // As root, renaming a file to /dev/null would take that device from everybody on the machine.
  it.skipIf(process.platform === 'win32')('is no longer a file where a pipe or a device stands', async () => {
    const pipe = path.join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const reader = await open(pipe, 'r+');
    await writeFileWhole(pipe, 'through');
    const { buffer, bytesRead } = await reader.read(Buffer.alloc(20));
    await reader.close();
    expect(buffer.subarray(0, bytesRead).toString()).toBe('through');
    expect(lstatSync(pipe).isFIFO()).toBe(true);
  });
});
