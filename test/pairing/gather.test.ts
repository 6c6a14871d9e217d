import { describe, expect, it } from 'vitest';
import { demandOfFile } from '../../src/demands/model.ts';
import { createResolver } from '../../src/images/resolve.ts';
import { gatherSubjects } from '../../src/pairing/gather.ts';
import { CORE, NANO, reading } from './builders.ts';

const TAGS = createResolver({
  mode: 'tags',
  registry: { inspect: () => Promise.reject(new Error('never')) },
});

async function gather(files: Readonly<Record<string, string>>, given: readonly string[] = []) {
  const progress: string[] = [];
  const gathered = await gatherSubjects(
    { demands: Object.entries(files).map(([file, text]) => demandOfFile(reading(text, file))) },
    given,
    TAGS,
    (line) => progress.push(line),
  );
  const { images, subjects, files: counts, skippedImages } = gathered;
  return {
    images: images.map(({ key }) => key),
    subjects: subjects.map(({ file, members }) => `${file ?? 'input'}: ${members.length}`),
    files: Object.fromEntries(counts),
    skippedImages,
    progress,
    findings: (unmatched: readonly string[] = [], asked = false) =>
      gathered.findings(unmatched, asked).map(({ rule, places }) => `${rule} ${places.length}`),
  };
}

describe('everything that was named, and what of it has to do with Windows', () => {
  it('counts places by file, images once each', async () => {
    const { files, skippedImages, images, subjects } = await gather({
      'a/Dockerfile': `FROM ${NANO}:ltsc2022\nCOPY --from=${CORE}:ltsc2022 a a\n`,
      'b/Dockerfile': 'FROM golang:1.27 AS build\nRUN go build\nFROM golang:1.27\nCOPY --from=build a a\n',
      'c/Dockerfile': 'FROM golang:1.27\nCOPY --from=alpine:3 a a\n',
    });
    expect(files).toEqual({
      'a/Dockerfile': { uses: 2, skipped: 0 },
      'b/Dockerfile': { uses: 2, skipped: 2 },
      'c/Dockerfile': { uses: 2, skipped: 2 },
    });
    expect(skippedImages).toBe(2);
    expect(images).toEqual([`${NANO}:ltsc2022`, `${CORE}:ltsc2022`]);
    expect(subjects).toEqual(['a/Dockerfile: 2']);
  });

  it('an image that counts in one file is not skipped in another', async () => {
    const { skippedImages } = await gather({
      'linux/Dockerfile': 'FROM golang:1.27\n',
      'windows/Dockerfile': '# escape=`\nFROM golang:1.27\n',
    });
    expect(skippedImages).toBe(0);
  });

  it('an image of the input counts whatever it is, once', async () => {
    const { subjects, images } = await gather({}, ['golang:1.27', 'golang:1.27', `${NANO}:ltsc2022`]);
    expect(subjects).toEqual(['input: 1', 'input: 1']);
    expect(images).toEqual(['docker.io/library/golang:1.27', `${NANO}:ltsc2022`]);
  });

  it('one image for two platforms is two', async () => {
    const { images } = await gather({
      Dockerfile: `FROM ${NANO}:ltsc2022 AS a\nFROM --platform=windows/amd64 ${NANO}:ltsc2022\nCOPY --from=a a a\n`,
    });
    expect(images).toEqual([`${NANO}:ltsc2022`, `${NANO}:ltsc2022 for windows/amd64`]);
  });

  it.each([
    [{ Dockerfile: `FROM ${NANO}:ltsc2022` }, ['Looking up 1 image']],
    [{ Dockerfile: 'FROM a AS x\nFROM b\nCOPY --from=x a a' }, ['Looking up 2 images']],
    [{ Dockerfile: 'FROM scratch' }, []],
  ])('%j tells of %j', async (files, lines) => {
    expect((await gather(files)).progress).toEqual(lines);
  });
});

describe('what is said of files and input', () => {
  it.each<[string, Readonly<Record<string, string>>, readonly string[], readonly string[]]>([
    ['nothing, where all is well', { Dockerfile: `FROM ${NANO}:ltsc2022` }, [], []],
    ['a problem of a file', { Dockerfile: `FROM ${NANO}:ltsc2022 AS` }, [], ['dockerfile-syntax 1']],
    [
      'a reference of the input that is none',
      {},
      ['No Reference'],
      ['invalid-reference 0', 'nothing-to-check 0'],
    ],
    [
      'a reference of a file that is none',
      { Dockerfile: `FROM ${NANO}:LTSC:2022` },
      [],
      ['invalid-reference 1'],
    ],
    ['nothing to check', { Dockerfile: 'FROM golang:1.27' }, [], ['nothing-to-check 0']],
    ['no file at all', {}, [], ['nothing-to-check 0']],
  ])('%s', async (_, files, given, expected) => {
    expect((await gather(files, given)).findings()).toEqual(expected);
  });

  it.each([
    ['of Linux alone: it is told, and fails nothing', 'FROM golang:1.27\nFORM alpine:3.22', 'warning'],
    ['with a Windows image', `FROM ${NANO}:ltsc2022\nFORM alpine:3.22`, 'error'],
    ['with a hint of Windows', '# escape=`\nFROM golang:1.27\nFORM alpine:3.22', 'error'],
    ['of which nobody knows what it is about', `FORM ${NANO}:ltsc2022`, 'error'],
    ['without anything', '', 'error'],
  ])('a mistake in a file %s', async (_, text, level) => {
    const gathered = await gatherSubjects(
      { demands: [demandOfFile(reading(text))] },
      [],
      TAGS,
      () => undefined,
    );
    const problems = gathered.findings([], true);
    expect(new Set(problems.map((problem) => problem.level))).toEqual(new Set([level]));
  });

  it('a pattern that matches nothing', async () => {
    expect((await gather({})).findings(['none/**', 'gone'], true)).toEqual([
      'path-matches-nothing 0',
      'path-matches-nothing 0',
    ]);
  });
});
