import { describe, expect, it } from 'vitest';
import { checkCase } from './world.ts';

const NANO = 'mcr.microsoft.com/windows/nanoserver';
const CORE = 'mcr.microsoft.com/windows/servercore';

/** `rule level file:line,…` of each finding. */
const told = (outcome: Awaited<ReturnType<typeof checkCase>>) =>
  outcome.report.findings.map(
    ({ rule, level, places }) =>
      `${rule} ${level} ${places.map(({ file, line }) => `${file}:${line}`).join()}`,
  );

const tags = (files: Readonly<Record<string, string>>, options = {}) =>
  checkCase({ files, options: { resolve: 'tags', levels: { 'image-end-of-life': 'off' }, ...options } });

describe('Compose files in a check', () => {
  it('give a Dockerfile its arguments, and their own place to its findings', async () => {
    const outcome = await tags({
      'compose.yaml': `services:
  web:
    build:
      context: app
      args:
        WINDOWS: ltsc2025
`,
      'app/Dockerfile': `ARG WINDOWS=ltsc2022\nFROM ${NANO}:\${WINDOWS}\n`,
    });
    expect(told(outcome)).toEqual(['image-newer-than-host error compose.yaml:4,app/Dockerfile:2']);
    expect(outcome.report.files.map(({ file }) => file)).toEqual(['app/Dockerfile', 'compose.yaml']);
  });

  it('name images that services run, and what Windows makes of their options', async () => {
    const outcome = await tags({
      'compose.yaml': `services:
  web:
    image: ${CORE}:ltsc2022
    privileged: true
    shm_size: 1gb
  db:
    image: postgres:17
    privileged: true
`,
    });
    expect(told(outcome)).toEqual([
      'option-rejected error compose.yaml:4',
      'option-ignored warning compose.yaml:5',
    ]);
  });

  it('ask for the isolation that counts', async () => {
    const files = (isolation: string) => ({
      'compose.yaml': `services:\n  web:\n    image: ${CORE}:ltsc2019\n    isolation: ${isolation}\n`,
    });
    expect(told(await tags(files('process')))).toEqual(['build-mismatch error compose.yaml:3']);
    expect(told(await tags(files('hyperv')))).toEqual([]);
  });

  it('of Linux alone are worth no word, whatever is wrong with them, unless they are named', async () => {
    const files = { 'compose.yaml': 'services:\n  db:\n    image: postgres:${TAG}\n    nonsense: 1\n' };
    expect(told(await tags(files))).toEqual(['nothing-to-check warning ']);
    expect(told(await tags(files, { paths: ['compose.yaml'] }))).toEqual([
      'unset-variable warning compose.yaml:3',
    ]);
  });
});

describe('bake files in a check', () => {
  it('give a Dockerfile its arguments', async () => {
    const outcome = await tags({
      'docker-bake.json': `{
  "target": {
    "default": { "context": "app", "args": { "WINDOWS": "ltsc2019" }, "platforms": ["windows/amd64"] },
    "linux": { "context": "app", "platforms": ["linux/amd64"] }
  }
}
`,
      'app/Dockerfile': `ARG WINDOWS=ltsc2022\nFROM ${NANO}:\${WINDOWS}\nRUN dir\n`,
    });
    expect(told(outcome)).toEqual(['build-mismatch error docker-bake.json:3,app/Dockerfile:2']);
  });
});
