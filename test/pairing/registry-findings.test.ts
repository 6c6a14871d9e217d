import { describe, expect, it } from 'vitest';
import { demandOfFile } from '../../src/demands/model.ts';
import type { RegistryFailure, ResolvedImage } from '../../src/images/model.ts';
import { registryFindings } from '../../src/pairing/registry-findings.ts';
import { checkedImage, subjectOfDemand } from '../../src/pairing/subjects.ts';
import { reading, resolved } from './builders.ts';

const SILENT = {
  reason: 'unreachable',
  message: 'a.b is not reachable.',
  remedy: 'Look at the network.',
} as const;
const failing = (name: string, reason: RegistryFailure, message: string): ResolvedImage => ({
  ...resolved(name),
  failure: { reason, message, remedy: 'Look again.' },
});
/** The subjects of files that name these images, one a line. */
const subjects = (...files: readonly (readonly ResolvedImage[])[]) =>
  files.map((images, at) => {
    const file = reading(images.map(({ name }) => `FROM ${name}\nRUN x\n`).join(''), `${at}/Dockerfile`);
    return subjectOfDemand(demandOfFile(file), file.uses, (use) => {
      const image = images.find(({ name }) => name === use.reference);
      if (image === undefined) throw new Error(`no image ${use.reference}`);
      return checkedImage(image, undefined);
    });
  });
const told = (given: ReturnType<typeof subjects>, demanded = false) =>
  registryFindings(given, demanded).map(
    ({ rule, level, message, places }) => `${rule} ${level} ${places.length}: ${message}`,
  );

describe('what registries did not tell', () => {
  const down = (name: string): ResolvedImage => ({ ...resolved(`a.b/${name}:1`), failure: SILENT });

  it('nothing, where all told', () => {
    expect(told(subjects([resolved('a.b/x:1', '20348.1')]))).toEqual([]);
  });

  it('a registry that is too slow is one finding, whatever each question was told', () => {
    const slow = (name: string) => failing(`a.b/${name}:1`, 'timeout', `${name} took too long.`);
    expect(told(subjects([slow('x'), slow('y'), failing('c.d/z:1', 'timeout', 'z took too long.')]))).toEqual(
      [
        'registry-unanswered notice 2: a.b/x:1, a.b/y:1: x took too long. Judged by the tag alone.',
        'registry-unanswered notice 1: c.d/z:1: z took too long. Judged by the tag alone.',
      ],
    );
  });

  it('a registry out of reach is one finding, with all the places that need it', () => {
    expect(told(subjects([down('x'), down('y')], [down('x')]))).toEqual([
      'registry-unanswered notice 3: a.b/x:1, a.b/y:1: a.b is not reachable. Judged by the tag alone.',
    ]);
  });

  it('however many images it keeps', () => {
    const many = Array.from({ length: 50 }, (_, at) => down(`image-${at}`));
    expect(told(subjects(many))).toEqual([
      'registry-unanswered notice 50: a.b/image-0:1, a.b/image-1:1, a.b/image-2:1 and 47 more: a.b is not reachable. Judged by the tag alone.',
    ]);
  });

  it('is an error where its word was demanded, and nothing is judged without it', () => {
    expect(told(subjects([down('x')]), true)).toEqual([
      'registry-unanswered error 1: a.b/x:1: a.b is not reachable.',
    ]);
  });

  it('another cause is another finding', () => {
    const denied = failing('a.b/y:1', 'unauthorized', 'a.b wants a login.');
    expect(told(subjects([down('x'), denied])).map((line) => line.split(':')[0])).toEqual([
      'registry-unanswered notice 1',
      'registry-unanswered notice 1',
    ]);
  });

  it('each image that is not there is one of its own', () => {
    const gone = (name: string) => failing(`a.b/${name}:1`, 'not-found', 'It is not there.');
    expect(told(subjects([gone('x'), gone('y')], [gone('x')]), true)).toEqual([
      'image-not-found error 2: a.b/x:1: It is not there.',
      'image-not-found error 1: a.b/y:1: It is not there.',
    ]);
  });

  it('names the image where there is one, and the remedy of the registry', () => {
    const [one] = registryFindings(subjects([down('x')]), false);
    expect(one).toMatchObject({ subject: { image: 'a.b/x:1' }, remedy: 'Look at the network.' });
    const [two] = registryFindings(subjects([down('x'), down('y')]), false);
    expect(two?.subject).toEqual({});
  });
});
