import { describe, expect, it } from 'vitest';
import type { ResolvedImage } from '../../src/images/model.ts';
import { findingsOfImageAlone } from '../../src/pairing/image-findings.ts';
import { checkedImage } from '../../src/pairing/subjects.ts';
import { CORE, NANO, place, resolved, TODAY } from './builders.ts';

const told = (image: ResolvedImage, today = TODAY, demanded = false) =>
  findingsOfImageAlone(checkedImage(image, undefined), [place(1)], today, demanded).map(
    ({ rule, level }) => `${rule} ${level}`,
  );
const failed = (reason: 'timeout' | 'not-found', text = `${NANO}:ltsc2022`): ResolvedImage => ({
  ...resolved(text),
  failure: { reason, message: 'It said no.', remedy: 'Ask again.' },
});

describe('what is said of an image whatever the host', () => {
  it.each<[string, ResolvedImage, boolean, readonly string[]]>([
    ['nothing', resolved(`${NANO}:ltsc2022`, '20348.1'), false, []],
    ['a silent registry, where the tag may answer', failed('timeout'), false, ['registry-unanswered notice']],
    ['a silent registry, whose word was demanded', failed('timeout'), true, ['registry-unanswered error']],
    ['no such image', failed('not-found'), false, ['image-not-found error']],
    [
      'a tag that names no release',
      resolved('golang:1.27-nanoserver', '20348.1'),
      false,
      ['floating-tag notice'],
    ],
    [
      'which is no news of an image that is not there',
      failed('not-found', 'golang:1-nanoserver'),
      false,
      ['image-not-found error'],
    ],
  ])('%s', (_, image, demanded, expected) => {
    expect(told(image, TODAY, demanded)).toEqual(expected);
  });

  it('a floating tag is told with what it holds today', () => {
    const image = checkedImage(resolved('golang:1.27-nanoserver', '26100.1', '20348.1'), undefined);
    expect(findingsOfImageAlone(image, [], TODAY, false)[0]?.message).toContain(
      'Today it holds 10.0.26100.1, 10.0.20348.1.',
    );
  });
});

describe('the end of support of base images', () => {
  it.each<[string, ResolvedImage, string, readonly string[]]>([
    ['long before', resolved(`${CORE}:ltsc2022`), '2026-11-23', []],
    ['within three months', resolved(`${CORE}:ltsc2016`), '2026-11-23', ['image-end-of-life notice']],
    ['on the last day', resolved(`${CORE}:ltsc2016`), '2027-01-11', ['image-end-of-life notice']],
    ['the day after', resolved(`${CORE}:ltsc2016`), '2027-01-12', ['image-end-of-life warning']],
    [
      'Nano Server may end before the others',
      resolved(`${NANO}:sac2016`),
      '2026-11-23',
      ['image-end-of-life warning'],
    ],
    ['a semi-annual release', resolved(`${CORE}:1909`), '2026-11-23', ['image-end-of-life warning']],
    ['by the registry, against the tag', resolved(`${CORE}:1909`, '20348.1'), '2026-11-23', []],
    [
      'by the registry, where the tag says nothing',
      resolved('acme/app:1', 'linux', '18363.1'),
      '2026-11-23',
      ['image-end-of-life warning'],
    ],
    ['not of an index of several', resolved('acme/app:1', '18363.1', '20348.1'), '2026-11-23', []],
    ['not of a build without base images', resolved('acme/app:1', '22621.1'), '2026-11-23', []],
    ['not of a Linux image', resolved('alpine:3.22', 'linux'), '2026-11-23', []],
  ])('%s', (_, image, today, expected) => {
    expect(told(image, today)).toEqual(expected);
  });
});
