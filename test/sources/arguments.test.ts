import { describe, expect, it } from 'vitest';
import type { DockerfileOptions } from '../../src/sources/dockerfile.ts';
import { codesIn, read, usesIn } from './reader.ts';

type Options = Partial<DockerfileOptions>;

/** The one reference of the first stage. */
const reference = (text: string, options?: Options) => read(text, options).uses[0]?.reference;

describe('arguments in FROM', () => {
  it.each<[string, string, Options, string | undefined]>([
    ['a default', 'ARG TAG=ltsc2022\nFROM a:$TAG', {}, 'a:ltsc2022'],
    ['a default in quotes', 'ARG TAG="ltsc2022"\nFROM a:${TAG}', {}, 'a:ltsc2022'],
    ['a default in single quotes', "ARG TAG='$x'ltsc2022\nFROM a:${TAG#?x}", {}, 'a:ltsc2022'],
    ['a given value', 'ARG TAG=ltsc2022\nFROM a:$TAG', { buildArgs: { TAG: 'ltsc2025' } }, 'a:ltsc2025'],
    [
      'a given value without a default',
      'ARG TAG\nFROM a:$TAG',
      { buildArgs: { TAG: 'ltsc2025' } },
      'a:ltsc2025',
    ],
    ['a given value is taken as it is', 'ARG TAG\nFROM a:$TAG', { buildArgs: { TAG: '"x"' } }, undefined],
    ['several in one ARG', 'ARG A=a B="b" C=c\nFROM $A$B$C', {}, 'abc'],
    ['one that refers to an earlier one', 'ARG A=a\nARG B=${A}b\nFROM $B', {}, 'ab'],
    ['one that refers to an earlier one of its line', 'ARG A=a B=${A}b\nFROM $B', {}, 'ab'],
    [
      'a given value reaches those that refer to it',
      'ARG A=a\nARG B=$A-b\nFROM $B',
      { buildArgs: { A: 'z' } },
      'z-b',
    ],
    ['one that refers to itself', 'ARG A=a\nARG A=${A}b\nFROM $A', {}, 'ab'],
    ['the last of two', 'ARG A=a\nARG A=b\nFROM $A', {}, 'b'],
    ['one declared again without a value keeps it', 'ARG A=a\nARG A\nFROM $A', {}, 'a'],
    ['a default in the FROM', 'FROM a:${TAG:-ltsc2022}', {}, 'a:ltsc2022'],
    ['an optional one that is declared', 'ARG PREFIX\nFROM ${PREFIX}a', {}, 'a'],
    ['an alternative', 'ARG TAG\nFROM a${TAG:+:$TAG}', {}, 'a'],
    ['an escape by backtick', '# escape=`\nARG A=a`b\nFROM $A', {}, 'ab'],
    ['a comment between', 'ARG A=a\n# c\n\nFROM $A', {}, 'a'],
    ['over several lines', 'ARG A=a \\\n  B=b\nFROM $A$B', {}, 'ab'],
  ])('%s', (_what, text, options, expected) => {
    expect(reference(text, options)).toBe(expected);
  });
});

describe('predefined arguments', () => {
  const platform = { os: 'windows', architecture: 'arm64', variant: 'v8', osVersion: '10.0.26100.1' };

  it.each<[string, string, string]>([
    ['TARGETPLATFORM', 'windows/amd64', 'windows(10.0.26100.1)/arm64/v8'],
    ['TARGETOS', 'windows', 'windows'],
    ['TARGETOSVERSION', '', '10.0.26100.1'],
    ['TARGETARCH', 'amd64', 'arm64'],
    ['TARGETVARIANT', '', 'v8'],
    ['BUILDPLATFORM', 'windows/amd64', 'windows/arm64/v8'],
    ['BUILDOS', 'windows', 'windows'],
    ['BUILDOSVERSION', '', '10.0.26100.1'],
    ['BUILDARCH', 'amd64', 'arm64'],
    ['BUILDVARIANT', '', 'v8'],
    ['TARGETSTAGE', 'default', 'default'],
  ])('%s', (name, plain, full) => {
    const text = `FROM --platform=x\${${name}} a`;
    expect(read(text).uses[0]?.platform).toBe(`x${plain}`);
    expect(read(text, { platform }).uses[0]?.platform).toBe(`x${full}`);
    expect(codesIn(text)).toEqual([]);
  });

  it('can be given', () => {
    expect(reference('FROM a:$TARGETARCH', { buildArgs: { TARGETARCH: 'arm64' } })).toBe('a:arm64');
  });

  it('TARGETSTAGE is the target, or the name of the last stage', () => {
    const text = 'FROM a:$TARGETSTAGE AS one\nFROM b AS Two';
    expect(reference(text)).toBe('a:two');
    expect(reference(text, { target: 'one' })).toBe('a:one');
  });

  it('of proxies are not seen by FROM', () => {
    expect(codesIn('FROM a:$HTTP_PROXY', { buildArgs: { HTTP_PROXY: 'x' } })).toEqual([
      'unresolved-argument',
    ]);
  });
});

describe('an argument without a value', () => {
  it.each<[string, string, Options, RegExp]>([
    ['that nobody declares', 'FROM a:$TAG', {}, /"ARG TAG=…"/],
    ['that has no default', 'ARG TAG\nFROM a:$TAG', {}, /--build-arg TAG=…/],
    ['whose default is empty', 'ARG TAG=\nFROM a:$TAG', {}, /--build-arg TAG=…/],
    [
      'whose default is of another without a value',
      'ARG A\nARG TAG=$A\nFROM a:$TAG',
      {},
      /--build-arg TAG=…/,
    ],
    ['that is given as nothing', 'ARG TAG=x\nFROM a:$TAG', { buildArgs: { TAG: '' } }, /--build-arg TAG=…/],
    ['that is declared in a stage', 'FROM a\nARG TAG=x\nFROM b:$TAG', {}, /Move "ARG TAG" above/],
    ['that is given but not declared', 'FROM a:$TAG', { buildArgs: { TAG: 'x' } }, /Add "ARG TAG" above/],
    ['that is declared in other capitals', 'ARG Tag=x\nFROM a:$TAG', {}, /Tag: capitals count/],
    ['that is all there is', 'FROM $IMAGE', {}, /"ARG IMAGE=…"/],
    ['that is demanded', 'FROM a:${TAG:?which}', {}, /--build-arg TAG=…/],
    ['that is predefined and empty', 'FROM a:$TARGETVARIANT', {}, /--build-arg TARGETVARIANT=…/],
    ['in the platform', 'FROM --platform=$P a', {}, /platform/],
  ])('%s is told', (_what, text, options, remedy) => {
    const { problems } = read(text, options);
    expect(problems).toMatchObject([{ code: 'unresolved-argument' }]);
    expect(problems[0]?.remedy).toMatch(remedy);
  });

  it('leaves no use where nothing is left that could be an image', () => {
    expect(usesIn('FROM a:$TAG')).toEqual([]);
  });

  it('and without a declaration is told even where a name is left, which BuildKit takes', () => {
    const text = 'FROM ${REGISTRY}windows/nanoserver:ltsc2022';
    expect(codesIn(text)).toEqual(['unresolved-argument']);
    expect(usesIn(text)).toEqual(['stage windows/nanoserver:ltsc2022 run']);
  });

  it('names every one of several', () => {
    expect(read('FROM $A/$B:$C').problems[0]?.message).toContain('A, B and C have no value');
  });

  it('is told with the place of the word', () => {
    expect(read('FROM  --platform=windows/amd64 a:$TAG AS b').problems[0]?.place).toMatchObject({
      line: 1,
      column: 32,
      endColumn: 38,
    });
  });
});

describe('words that cannot be expanded', () => {
  it.each([
    ['in FROM', 'FROM a:${TAG', 1],
    ['in FROM, by quotes', 'FROM a:"x', 1],
    ['in the platform', 'FROM --platform=${ a', 1],
    ['in ARG', 'ARG A=${\nFROM a', 1],
    ['in a later ARG', 'ARG A=1\nARG B=2 C=${A!}\nFROM a', 2],
  ])('%s are told', (_what, text, line) => {
    expect(read(text).problems).toMatchObject([{ code: 'dockerfile-syntax', place: { line } }]);
  });

  it('demands in an ARG are told there', () => {
    expect(read('ARG A="${B:?B is needed}"\nFROM a').problems).toMatchObject([
      { code: 'unresolved-argument', place: { line: 1, column: 5 } },
    ]);
  });
});

describe('values that grow without end', () => {
  const doubling = (lines: number) =>
    ['ARG V0=0123456789', ...Array.from({ length: lines }, (_, at) => `ARG V${at + 1}=$V${at}$V${at}`)].join(
      '\n',
    );

  it('are refused where they become longer than any name, and the rest of the file is read', () => {
    const { uses, problems } = read(`${doubling(60)}\nFROM $V60 AS a\nFROM b`);
    expect(uses.map((use) => use.reference)).toEqual(['b']);
    expect(problems.map(({ code, place }) => `${code} ${place.line}`)).toEqual([
      'dockerfile-syntax 14',
      'unresolved-argument 62',
    ]);
    expect(problems[0]?.message).toContain('more than 65536 characters');
  });

  it.each([
    ['a default within a default', `${'${A:-x$V12$V12$V12'.repeat(50)}${'}'.repeat(50)}`],
    ['one character by many', '${V12//0/$V12}'],
    ['in quotes', '"$V12$V12"'],
    ['by a FROM itself', '$V12'.repeat(100)],
  ])('however they grow: %s', (_, word) => {
    const { problems } = read(`${doubling(12)}\nFROM ${word}`);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message.length).toBeLessThan(600);
  });

  it('a long value that is used once is no trouble', () => {
    expect(reference(`ARG LONG=${'x'.repeat(60_000)}\nARG TAG=1\nFROM a:$TAG`)).toBe('a:1');
  });
});

describe('messages stay short', () => {
  const long = 'x'.repeat(50_000);
  it.each([
    ['a name', `FROM ${long}`],
    ['a name with capitals', `FROM A${long}`],
    ['a digest', `FROM a@${long}`],
    ['a tag', `FROM a:${long}`],
    ['a registry', `FROM ${long}_.y/z`],
    ['a variable', `FROM $${long}`],
    ['many variables', `FROM ${Array.from({ length: 9000 }, (_, at) => `$A${at}`).join('')}`],
    ['a demand', `FROM \${A:?${long}}`],
    ['a pattern', `FROM \${A/${long}}`],
    ['a stage', `FROM a AS 1${long}`],
    ['a flag', `FROM --${long} a`],
    ['a platform', `FROM --platform=$${long} a`],
    ['an escape character', `# escape=${long}\nFROM a`],
    ['a copied stage', `FROM a\nCOPY --from=${long}: b c`],
    ['a copied variable', `FROM a\nCOPY --from=$${long} b c`],
    ['a heredoc', `FROM a\nRUN <<${long}`],
    ['an instruction', `FROM a\n${long} b`],
  ])('whatever they quote: %s', (_, text) => {
    const { problems } = read(text);
    expect(problems.length).toBeGreaterThan(0);
    for (const { message, remedy } of problems) {
      expect(message.length).toBeLessThan(1200);
      expect(remedy.length).toBeLessThan(1200);
    }
  });

  it('however many stages there are to name', () => {
    const stages = Array.from({ length: 5000 }, (_, at) => `FROM a AS s${at}`).join('\n');
    const [problem] = read(stages, { target: 'nope' }).problems;
    expect(problem?.message).toBe(
      'There is no stage "nope" in this file; its stages are s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, 4990 more.',
    );
  });
});
