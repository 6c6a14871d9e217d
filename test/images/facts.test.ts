import { describe, expect, it } from 'vitest';
import { entryFacts } from '../../src/images/facts.ts';
import type { ImageEntry, ResolvedImage, TagFacts } from '../../src/images/model.ts';
import { parseReference } from '../../src/images/reference.ts';
import { readTag } from '../../src/images/tags.ts';

const tag = (text: string): TagFacts => readTag(parseReference(text));
const NANO_2022 = tag('mcr.microsoft.com/windows/nanoserver:ltsc2022');
const FLOATING = tag('golang:1.27-windowsservercore');
const SILENT = tag('golang:1.27');

const entry = (os: string, osVersion?: string): ImageEntry => ({
  digest: `sha256:${'0'.repeat(64)}`,
  platform: { os, architecture: 'amd64', ...(osVersion === undefined ? {} : { osVersion }) },
});
const read = (entries: readonly ImageEntry[], facts: TagFacts = NANO_2022) =>
  ({ answeredBy: 'registry', kind: 'index', entries, tag: facts }) as const;
const unread = (answeredBy: ResolvedImage['answeredBy'], facts: TagFacts) =>
  ({ answeredBy, kind: 'unread', entries: [], tag: facts }) as const;

describe('what the judge is told of the entry that an engine takes', () => {
  it.each([
    [
      'the version that its registry tells, against the tag',
      read([entry('windows', '10.0.17763.8880')]),
      { operatingSystem: 'windows', version: { build: 17763, revision: 8880 }, family: 'nanoserver' },
    ],
    [
      'a version without a revision',
      read([entry('windows', '10.0.17763')]),
      { operatingSystem: 'windows', version: { build: 17763 }, family: 'nanoserver' },
    ],
    [
      'no version there: the one that the tag names',
      read([entry('windows')]),
      { operatingSystem: 'windows', version: { build: 20348 }, family: 'nanoserver' },
    ],
    [
      'no version anywhere',
      read([entry('windows')], FLOATING),
      { operatingSystem: 'windows', family: 'servercore' },
    ],
    [
      'a version that cannot be read is unknown, whatever the tag says',
      read([entry('windows', 'ltsc2022')]),
      { operatingSystem: 'windows', family: 'nanoserver' },
    ],
    [
      'a Linux image has no Windows version',
      read([entry('linux')]),
      { operatingSystem: 'linux', family: 'nanoserver' },
    ],
    [
      'any case of the system',
      read([entry('Windows', '10.0.20348.1')]),
      { operatingSystem: 'windows', version: { build: 20348, revision: 1 }, family: 'nanoserver' },
    ],
    [
      'a system that nobody wrote down is left open',
      read([entry('', '10.0.20348.1')]),
      { version: { build: 20348, revision: 1 }, family: 'nanoserver' },
    ],
  ])('%s', (_, resolved, facts) => {
    expect(entryFacts(resolved, resolved.entries[0])).toEqual(facts);
  });
});

describe('what the judge is told where no entry is taken', () => {
  it.each([
    [
      'no registry was asked: the words of the tag',
      unread('tag', NANO_2022),
      { operatingSystem: 'windows', version: { build: 20348 }, family: 'nanoserver' },
    ],
    [
      'the words name no release',
      unread('tag', FLOATING),
      { operatingSystem: 'windows', family: 'servercore' },
    ],
    ['the words say nothing', unread('nothing', SILENT), { family: 'unknown' }],
    [
      'only the word of the registry counts, and it gave none',
      unread('nothing', NANO_2022),
      { operatingSystem: 'windows', family: 'nanoserver' },
    ],
    [
      'an index of Linux images',
      read([entry('linux'), entry('linux')], SILENT),
      { operatingSystem: 'linux', family: 'unknown' },
    ],
    ['an index of both systems', read([entry('linux'), entry('windows')], SILENT), { family: 'unknown' }],
    [
      'attestations are of no system',
      read([entry('unknown'), entry('linux')], SILENT),
      { operatingSystem: 'linux', family: 'unknown' },
    ],
    ['an empty index', read([], SILENT), { family: 'unknown' }],
  ])('%s', (_, resolved, facts) => {
    expect(entryFacts(resolved, undefined)).toEqual(facts);
  });
});
