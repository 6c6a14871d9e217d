import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readProject } from './reader.ts';

describe('hostile files end in a problem', () => {
  const laughs = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let at = 1; at < 12; at++)
    laughs.push(
      `a${at}: &a${at} [${Array(10)
        .fill(`*a${at - 1}`)
        .join(', ')}]`,
    );
  const chain = ['a0: &a0 [x]'];
  for (let at = 1; at < 20_000; at++) chain.push(`a${at}: &a${at} [*a${at - 1}]`);
  const hidden = ['x: !reset', '  a0: &a0 [x]'];
  for (let at = 1; at < 20_000; at++) hidden.push(`  a${at}: &a${at} [*a${at - 1}]`);
  const includes = `include: [${Array(40).fill('next.yaml').join(', ')}]`;

  it.each([
    ['aliases that multiply', `${laughs.join('\n')}\nservices: {web: {image: x, cap_add: *a11}}`],
    [
      'merge keys that multiply',
      `${laughs.join('\n').replaceAll('[', '{<<: [').replaceAll(']', ']}')}\nservices: {}`,
    ],
    ['a chain of aliases', `${chain.join('\n')}\nservices: *a19999`],
    [
      'a chain of aliases that is only followed from its end',
      `${hidden.join('\n')}\nservices: {web: *a19999}`,
    ],
    ['nesting without end', '['.repeat(100_000)],
    ['nested mappings without end', 'a: {'.repeat(50_000)],
    ['a variable nested without end', `services: {web: {image: "${'${A:-'.repeat(50_000)}"}}`],
  ])('%s', async (_, text) => {
    const { problems } = await readProject(text);
    expect(problems.map(({ code }) => code)).toContain('compose-syntax');
    expect(problems.every(({ message }) => message.length < 2000)).toBe(true);
  });

  it('includes that multiply', async () => {
    const files = {
      'compose.yaml': includes,
      'next.yaml': includes.replaceAll('next', 'last'),
      'last.yaml': 'services: {a: {image: x}}',
    };
    const { services } = await readProject(files);
    expect(services.map(({ name }) => name)).toEqual(['a']);
    const deep: Record<string, string> = {};
    for (let at = 0; at < 30; at++) {
      deep[at === 0 ? 'compose.yaml' : `f${at}.yaml`] =
        `include: [f${at + 1}.yaml, f${at + 1}.yaml]\nservices: {s${at}: {image: x}}`;
    }
    const { problems } = await readProject(deep);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThan(5000);
  });

  it('more files than any project has', async () => {
    const list = Array.from({ length: 1000 }, (_, at) => `f${at}.yaml`);
    const { problems } = await readProject({
      'compose.yaml': `include: [${list.join(', ')}]`,
      ...Object.fromEntries(list.map((name) => [name, 'services: {}'])),
    });
    expect(problems.some(({ message }) => message.includes('left unread'))).toBe(true);
  });
});

describe('for any file', () => {
  const line = fc.constantFrom(
    'services:',
    '  web:',
    '  db: &db',
    '  app: *db',
    '    <<: *db',
    '    image: app:${TAG:-1}',
    '    image: ${',
    '    image: [a]',
    '    build: .',
    '    build: {args: {A: , B: $C}}',
    '    extends: db',
    '    extends: {file: b.yaml, service: web}',
    '    ports: !override ["80:80", {target: 1}]',
    '    volumes: !reset',
    '    volumes: ["C:\\\\a:C:\\\\b", {type: bind}]',
    '    profiles: [a]',
    '    ulimits: {a: 1}',
    '    deploy: {resources: }',
    'include: [b.yaml, {path: c.yaml}]',
    'x-a: &a {b: c}',
    '---',
    '- a',
    '\t',
    '"',
    '',
  );
  const file = fc.array(line, { maxLength: 25 }).map((lines) => lines.join('\n'));

  it('nothing is thrown, and every place lies in its file', async () => {
    await fc.assert(
      fc.asyncProperty(file, file, fc.constantFrom('empty', 'unknown'), async (text, other, unset) => {
        const files: Readonly<Record<string, string>> = {
          'compose.yaml': text,
          'b.yaml': other,
          '.env': text,
        };
        const { services, problems } = await readProject(files, { unset, files: ['compose.yaml', 'b.yaml'] });
        const places = [
          ...problems.map(({ place }) => place),
          ...services.flatMap(({ place, options, image }) => [
            place,
            ...options.map((option) => option.place),
            ...(image ? [image.place] : []),
          ]),
        ];
        for (const { file: name, line: number, column } of places) {
          const lines = (files[name] ?? '').split('\n');
          expect(number).toBeLessThanOrEqual(lines.length);
          expect(column).toBeLessThanOrEqual((lines[number - 1] ?? '').length + 1);
        }
      }),
    );
  });

  it('any text at all is read without an error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        await readProject({ 'compose.yaml': text, '.env': text });
      }),
    );
  });
});
