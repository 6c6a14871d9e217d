import { describe, expect, it } from 'vitest';
import { byPlace } from '../../src/report/order.ts';
import { checkCase, type Published } from './world.ts';

const NANO = 'mcr.microsoft.com/windows/nanoserver';
const CORE = 'mcr.microsoft.com/windows/servercore';
const PUBLISHED: Published = {
  [`${NANO}:ltsc2022`]: ['10.0.20348.5499'],
  [`${NANO}:ltsc2025`]: ['10.0.26100.33296'],
  [`${CORE}:ltsc2019`]: ['10.0.17763.8880'],
  [`${CORE}:ltsc2022`]: ['10.0.20348.5499'],
  'docker.io/library/alpine:3.22': ['linux'],
};
const run = (image: string) => `FROM ${image}\nRUN echo hello\n`;
const placesOf = (places: readonly { readonly file: string; readonly line: number }[]) =>
  places.map(({ file, line }) => `${file}:${line}`);

describe('many files', () => {
  it('one image in six stages of three files is one finding with six places, in order', async () => {
    const two = (tag: string) =>
      `FROM ${CORE}:${tag} AS a\nRUN a\nFROM ${CORE}:${tag}\nCOPY --from=a a a\nRUN b\n`;
    const { report } = await checkCase({
      files: {
        'c/Dockerfile': two('ltsc2019'),
        'a/Dockerfile': two('ltsc2019'),
        'b/Dockerfile': two('ltsc2019'),
      },
      published: PUBLISHED,
    });
    expect(report.findings.map(({ rule, places }) => [rule, placesOf(places)])).toEqual([
      [
        'build-mismatch',
        [
          'a/Dockerfile:1',
          'a/Dockerfile:3',
          'b/Dockerfile:1',
          'b/Dockerfile:3',
          'c/Dockerfile:1',
          'c/Dockerfile:3',
        ],
      ],
    ]);
  });

  it('however the image is written', async () => {
    const { report, asked } = await checkCase({
      files: {
        'a/Dockerfile': `ARG TAG=ltsc2019\n${run(`${CORE}:\${TAG}`)}`,
        'b/Dockerfile': run(`"${CORE}:ltsc2019"`),
        'c/Dockerfile': `ARG BASE=${CORE}\n${run('$BASE:ltsc2019')}`,
      },
      published: PUBLISHED,
    });
    expect(report.findings.map(({ rule, places }) => [rule, places.length])).toEqual([['build-mismatch', 3]]);
    expect(asked.filter((name) => name === `${CORE}:ltsc2019`)).toHaveLength(1);
  });

  it('findings stand in the order of files and lines, errors first within a line', async () => {
    const { report } = await checkCase({
      files: {
        'b/Dockerfile': run(`${CORE}:ltsc2019`),
        'a/Dockerfile': `${run(`${NANO}:ltsc2025 AS x`)}FROM ${NANO}:ltsc2022\nCOPY --from=x a a\nRUN a \\\n`,
        Dockerfile: run(`${NANO}:ltsc2099`),
      },
      published: PUBLISHED,
      options: { resolve: 'auto' },
    });
    const told = report.findings.map(({ rule, places: [first] }) => `${first?.file}:${first?.line} ${rule}`);
    expect(told).toEqual([
      'Dockerfile:1 image-not-found',
      'a/Dockerfile:1 image-newer-than-host',
      'b/Dockerfile:1 build-mismatch',
    ]);
    expect([...report.findings].sort(byPlace)).toEqual(report.findings);
  });

  it('what cannot be read is told, each with its file, and stops nothing', async () => {
    const { report } = await checkCase({
      files: {
        'binary/Dockerfile': '\0\0\0\0',
        'syntax/Dockerfile': 'FROM\nRUN echo hello\n',
        'variable/Dockerfile': 'FROM $NOWHERE\n',
        'reference/Dockerfile': 'FROM No/Such:Name\n',
        'empty/Dockerfile': '',
        'linux/Dockerfile': run('alpine:3.22'),
        'good/Dockerfile': run(`${CORE}:ltsc2019`),
      },
      published: PUBLISHED,
    });
    const told = report.findings.map(({ rule, places: [first] }) => `${first?.file} ${rule}`);
    expect(told).toEqual([
      'binary/Dockerfile file-not-text',
      'empty/Dockerfile dockerfile-syntax',
      'good/Dockerfile build-mismatch',
      'reference/Dockerfile invalid-reference',
      'syntax/Dockerfile dockerfile-syntax',
      'variable/Dockerfile unresolved-argument',
    ]);
    expect(report.files.map(({ file }) => file)).toHaveLength(7);
    expect(report.result).toBe('failed');
  });

  it('a file that goes away between being found and being read is told', async () => {
    const { report } = await checkCase({
      files: { 'good/Dockerfile': run(`${CORE}:ltsc2019`) },
      published: PUBLISHED,
      options: { paths: ['good/Dockerfile', 'gone/Dockerfile'] },
    });
    expect(report.findings.map(({ rule }) => rule).sort()).toEqual([
      'build-mismatch',
      'path-matches-nothing',
    ]);
  });

  it('the same image on every host is a finding a host: each asks for another remedy', async () => {
    const { report } = await checkCase({
      files: { Dockerfile: run(`${CORE}:ltsc2019`) },
      published: PUBLISHED,
      options: { hosts: ['windows-2022', 'windows-2025'] },
    });
    expect(report.findings.map(({ rule, subject }) => `${rule} ${subject.host}`)).toEqual([
      'build-mismatch windows-2022',
      'build-mismatch windows-2025',
    ]);
  });

  it('two hundred files with one image are one question to the registry', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 200 }, (_, at) => [`service-${at}/Dockerfile`, run(`${CORE}:ltsc2019`)]),
    );
    const { report, asked } = await checkCase({ files, published: PUBLISHED });
    expect(report.findings.map(({ places }) => places.length)).toEqual([200]);
    expect(asked.filter((name) => name === `${CORE}:ltsc2019`)).toHaveLength(1);
  });
});
