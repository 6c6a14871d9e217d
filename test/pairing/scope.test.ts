import { describe, expect, it } from 'vitest';
import { usesInScope } from '../../src/pairing/scope.ts';
import { CORE, NANO, type Published, reading, resolverOf } from './builders.ts';

const PUBLISHED: Published = {
  [`${NANO}:ltsc2022`]: ['20348.1'],
  'alpine:3.22': ['linux', 'linux arm64'],
  'golang:1.27': ['linux', '26100.1', '20348.1'],
  'golang:1.27-windowsservercore': ['26100.1', '20348.1'],
  'acme/app:1': ['20348.1'],
  'acme/mixed:1-nanoserver': ['linux', '20348.1'],
  'acme/unread:1': [],
};

/** The references of a Dockerfile that count. */
function inScope(text: string): readonly string[] {
  const resolve = resolverOf(PUBLISHED);
  return usesInScope(reading(text), (use) => resolve(use.reference)).map((use) => use.reference);
}

describe('an image counts by itself', () => {
  it.each<[string, string, boolean]>([
    ['its index holds Windows alone', 'FROM acme/app:1', true],
    ['its index holds Linux alone', 'FROM alpine:3.22', false],
    ['its index holds both, and nobody asks for Windows', 'FROM golang:1.27', false],
    ['its index holds both, and its tag says Windows', 'FROM acme/mixed:1-nanoserver', true],
    ['nothing was read, and its name says Windows', `FROM ${CORE}:ltsc2019`, true],
    ['nothing was read, and its name says nothing', 'FROM acme/unread:1', false],
    ['the file asks for Windows by name', 'FROM --platform=windows/amd64 golang:1.27', true],
    ['and gets what there is, be it for Linux', 'FROM --platform=windows/amd64 alpine:3.22', true],
    ['in any case, with a version', 'FROM --platform=Windows(10.0.20348)/amd64 golang:1.27', true],
    ['the file asks for Linux', 'FROM --platform=linux/amd64 golang:1.27', false],
    ['even where the name says Windows', 'FROM --platform=linux/amd64 acme/mixed:1-nanoserver', false],
    ['an architecture alone asks for no system', `FROM --platform=amd64 ${NANO}:ltsc2022`, true],
    ['nor for Windows', 'FROM --platform=amd64 golang:1.27', false],
    ['what is no platform asks for nothing', `FROM --platform=window/amd64/v1/x ${NANO}:ltsc2022`, true],
    ['a platform argument follows the build', 'FROM --platform=$TARGETPLATFORM alpine:3.22', false],
    ['and leaves a Windows image what it is', `FROM --platform=$TARGETPLATFORM ${NANO}:ltsc2022`, true],
  ])('%s: %s', (_, text, counts) => {
    expect(inScope(text)).toHaveLength(counts ? 1 : 0);
  });
});

describe('something in its file pairs it with Windows', () => {
  const WINDOWS = `FROM ${NANO}:ltsc2022`;
  it.each<[string, string, readonly string[]]>([
    ['a backtick as escape', '# escape=`\nFROM golang:1.27\nRUN go build', ['golang:1.27']],
    ['a Windows shell', 'FROM golang:1.27\nSHELL ["powershell", "-Command"]\nRUN go build', ['golang:1.27']],
    [
      'a Windows stage that needs it',
      `FROM golang:1.27 AS build\nRUN go build\n${WINDOWS}\nCOPY --from=build /a /a`,
      ['golang:1.27', `${NANO}:ltsc2022`],
    ],
    [
      'a Windows stage that copies from it',
      `${WINDOWS}\nCOPY --from=golang:1.27 /a /a`,
      [`${NANO}:ltsc2022`, 'golang:1.27'],
    ],
    [
      'a Windows stage that does not need it',
      `FROM alpine:3.22 AS lint\nRUN lint\n${WINDOWS}`,
      [`${NANO}:ltsc2022`],
    ],
    [
      'not where it is built on another machine',
      `FROM --platform=$BUILDPLATFORM golang:1.27 AS build\nRUN go build\n${WINDOWS}\nCOPY --from=build /a /a`,
      [`${NANO}:ltsc2022`],
    ],
    [
      'not by its system alone',
      `FROM --platform=$BUILDOS/amd64 golang:1.27 AS build\nRUN go build\n${WINDOWS}\nCOPY --from=build /a /a`,
      [`${NANO}:ltsc2022`],
    ],
    [
      'but there, too, where it is a Windows image',
      `FROM --platform=$BUILDPLATFORM golang:1.27-windowsservercore AS build\nRUN go build\n${WINDOWS}\nCOPY --from=build /a /a`,
      ['golang:1.27-windowsservercore', `${NANO}:ltsc2022`],
    ],
    [
      'not where it is for Linux by name',
      `FROM --platform=linux/amd64 alpine:3.22 AS build\nRUN true\n${WINDOWS}\nCOPY --from=build /a /a`,
      [`${NANO}:ltsc2022`],
    ],
    [
      'an architecture by itself leaves it in',
      `FROM --platform=amd64 golang:1.27 AS build\nRUN go build\n${WINDOWS}\nCOPY --from=build /a /a`,
      ['golang:1.27', `${NANO}:ltsc2022`],
    ],
    [
      'not by a Windows stage that is not built',
      `${WINDOWS} AS windows\nRUN true\nFROM alpine:3.22`,
      [`${NANO}:ltsc2022`],
    ],
    [
      'not by an image that is only copied from',
      `FROM alpine:3.22\nCOPY --from=${NANO}:ltsc2022 /a /a`,
      [`${NANO}:ltsc2022`],
    ],
  ])('%s', (_, text, expected) => {
    expect(inScope(text)).toEqual(expected);
  });
});
