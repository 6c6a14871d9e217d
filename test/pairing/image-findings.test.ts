import { describe, expect, it } from 'vitest';
import type { ResolvedImage } from '../../src/images/model.ts';
import { findingsOfImageAlone } from '../../src/pairing/image-findings.ts';
import { checkedImage } from '../../src/pairing/subjects.ts';
import { CORE, NANO, place, resolved, TODAY } from './builders.ts';

const GONE = { reason: 'not-found', message: 'It is not there.', remedy: 'Look again.' } as const;
const told = (image: ResolvedImage, today = TODAY) =>
  findingsOfImageAlone(checkedImage(image, undefined), [place(1)], today).map(
    ({ rule, level }) => `${rule} ${level}`,
  );

describe('what is said of an image whatever the host', () => {
  it.each<[string, ResolvedImage, readonly string[]]>([
    ['nothing', resolved(`${NANO}:ltsc2022`, '20348.1'), []],
    ['a tag that names no release', resolved('golang:1.27-nanoserver', '20348.1'), ['floating-tag notice']],
    [
      'which is no news of an image that is not there',
      { ...resolved('golang:1-nanoserver'), failure: GONE },
      [],
    ],
  ])('%s', (_, image, expected) => {
    expect(told(image)).toEqual(expected);
  });

  it('a floating tag is told with what it holds today', () => {
    const image = checkedImage(resolved('golang:1.27-nanoserver', '26100.1', '20348.1'), undefined);
    expect(findingsOfImageAlone(image, [], TODAY)[0]?.message).toContain(
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
