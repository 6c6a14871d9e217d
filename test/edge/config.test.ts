import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import type { CheckOptions } from '../../src/check.ts';
import { CONFIG_KEYS, readConfig, readVariants } from '../../src/edge/config/read-config.ts';
import { MOST_VARIANTS } from '../../src/edge/config/variants.ts';
import { type ConfigSources, DEFAULT_CONFIG, withConfig } from '../../src/edge/config.ts';

const schema = JSON.parse(readFileSync(new URL('../../schema/config.schema.json', import.meta.url), 'utf8'));
const valid = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);

const settings = { name: 'c.yml', placed: true };
const config = (content: string) => readConfig({ ...settings, content });
const variants = (content: string) => readVariants({ ...settings, content, placed: false });

const WHOLE = `
files: docker/**
images: [a, b]
hosts:
  - windows-2022
  - 10.0.26100/client
hosts-match: any
isolation: Hyperv
policy: exact
build-args: { TAG: 1.10, EMPTY: "" }
levels: { floating-tag: off, moving-label: error }
variants:
  - dockerfile: .\\web\\Dockerfile
    build-args:
      VERSION: [ltsc2022, ltsc2025]
      KIND: [nano, core]
      FIXED: true
    hosts: windows-2025
    target: final
    isolation: all
  - dockerfile: api/Dockerfile
`;

describe('a config file', () => {
  it('may say all of this', () => {
    const built = (VERSION: string, KIND: string) => ({
      dockerfile: 'web/Dockerfile',
      buildArgs: { VERSION, KIND, FIXED: 'true' },
      hosts: ['windows-2025'],
      target: 'final',
      isolation: 'all',
      place: expect.objectContaining({ file: 'c.yml', line: 13 }),
    });
    expect(config(WHOLE)).toEqual({
      value: {
        files: ['docker/**'],
        images: ['a', 'b'],
        hosts: ['windows-2022', '10.0.26100/client'],
        hostsMatch: 'any',
        isolation: 'hyperv',
        policy: 'exact',
        buildArgs: { TAG: '1.10', EMPTY: '' },
        levels: { 'floating-tag': 'off', 'moving-label': 'error' },
        variants: [
          built('ltsc2022', 'nano'),
          built('ltsc2022', 'core'),
          built('ltsc2025', 'nano'),
          built('ltsc2025', 'core'),
          {
            dockerfile: 'api/Dockerfile',
            buildArgs: {},
            hosts: [],
            place: expect.objectContaining({ line: 21, column: 5 }),
          },
        ],
      },
    });
  });

  it.each(['', '# nothing\n', '---\n', '{}', 'hosts:\n', 'variants: []\n'])('may say nothing: %j', (text) => {
    const reading = config(text);
    expect(reading).toHaveProperty('value');
  });

  it('may use anchors', () => {
    const text = 'variants:\n- dockerfile: a\n  hosts: &h [ltsc2022]\n- dockerfile: b\n  hosts: *h\n';
    expect(config(text)).toMatchObject({
      value: { variants: [{ hosts: ['ltsc2022'] }, { hosts: ['ltsc2022'] }] },
    });
  });

  it('tells every fault at once, each with its place', () => {
    const text = `host: windows-2022
hosts: [windows-2021, { a: b }, ]
isolation: both
policy: [exact]
build-args: { A: [1, 2], "B C": 1, D: {} }
levels: { floating-tags: off, moving-label: loud, build-mismatch: }
policy: exact
variants:
  - build-args: { A: [], B: [[]] }
  - dockerfile: ""
    hosts: *nowhere
  -
  - text
`;
    const reading = config(text);
    expect('faults' in reading ? reading.faults : []).toEqual([
      'c.yml:1:1: the configuration has no key `host` (did you mean `hosts`?)',
      expect.stringMatching(/^c\.yml:2:9: Host "windows-2021" cannot be used: .*Did you mean/),
      'c.yml:2:23: `hosts` takes a text, not a mapping.',
      'c.yml:3:12: `isolation` takes default, process, hyperv, any or all, not `both`.',
      'c.yml:4:9: `policy` takes a text, not a list.',
      'c.yml:5:18: `A` takes one text here; a list of values belongs to a variant.',
      'c.yml:5:27: the name of a build argument has no blanks and no `=`.',
      'c.yml:5:39: `D` takes a text, or a list of texts.',
      'c.yml:6:11: there is no rule `floating-tags` (did you mean `floating-tag`?)',
      'c.yml:6:45: `moving-label` takes error, warning, notice or off, not `loud`.',
      'c.yml:6:51: `build-mismatch` has no level.',
      'c.yml:7:1: `policy` stands here twice.',
      'c.yml:9:5: a variant needs a `dockerfile`.',
      'c.yml:9:22: the list of `A` has no value.',
      'c.yml:9:30: each value of `B` takes a text.',
      'c.yml:10:18: `dockerfile` is empty.',
      'c.yml:11:12: the alias *nowhere leads nowhere.',
      'c.yml:11:20: a variant is empty.',
      'c.yml:13:5: a variant takes a mapping, not a text.',
    ]);
  });

  it.each([
    ['a list', '- a\n', 'the configuration takes a mapping, not a list'],
    ['a text', 'a\n', 'the configuration takes a mapping, not a text'],
    ['no YAML', 'a: [\n', 'is no YAML that can be read'],
    ['two documents', 'hosts: ltsc2022\n---\nhosts: ltsc2019\n', 'second document'],
    ['a file of zeros', '\0\0', 'zero bytes'],
    ['keys that are lists', '? [a]\n: b\n', 'a key must be a text'],
    ['an alias in itself', 'a: &a *a\n', ''],
    ['a nest of lists', `a: ${'['.repeat(5000)}`, 'is no YAML that can be read'],
    ['a bomb of aliases', bomb(), 'no key `a`'],
  ])('is refused where it is %s', (_, text, what) => {
    const reading = config(text);
    expect('faults' in reading && reading.faults.join('\n')).toContain(what);
  });

  it('names no more faults than anybody reads', () => {
    const reading = config(Array.from({ length: 1000 }, (_, index) => `key${index}: x`).join('\n'));
    const faults = 'faults' in reading ? reading.faults : [];
    expect(faults).toHaveLength(51);
    expect(faults.at(-1)).toBe('c.yml has 950 more faults.');
  });
});

function bomb(): string {
  const levels = Array.from({ length: 30 }, (_, level) =>
    level === 0
      ? 'a: &a0 [x]'
      : `a${level}: &a${level} [${Array(10)
          .fill(`*a${level - 1}`)
          .join()}]`,
  );
  return `${levels.join('\n')}\nhosts: *a29\n`;
}

describe('variants by themselves', () => {
  it.each([
    ['YAML', '- dockerfile: a\n  build-args: {A: [1, 2]}\n'],
    ['JSON', '[{"dockerfile": "a", "build-args": {"A": ["1", 2]}}]'],
    ['JSON with tabs', '[\n\t{\n\t\t"dockerfile": "a",\n\t\t"build-args": {"A": ["1", "2"]}\n\t}\n]'],
    ['a mapping', 'variants:\n- dockerfile: a\n  build-args: {A: [1, 2]}\n'],
  ])('may be %s', (_, text) => {
    expect(variants(text)).toEqual({
      value: [
        { dockerfile: 'a', buildArgs: { A: '1' }, hosts: [] },
        { dockerfile: 'a', buildArgs: { A: '2' }, hosts: [] },
      ],
    });
  });

  it('may be as many as are taken, and no more', () => {
    const list = (length: number) => JSON.stringify(Array.from({ length }, (_, index) => index));
    const text = (length: number) => `[{"dockerfile": "a", "build-args": {"A": ${list(length)}}}]`;
    expect(variants(text(MOST_VARIANTS))).toHaveProperty('value.length', MOST_VARIANTS);
    expect(variants(text(MOST_VARIANTS + 1))).toEqual({
      faults: ['c.yml:1:2: all variants together are more than 1000, which are taken at most.'],
    });
    const names = Array.from({ length: 60 }, (_, index) => `"A${index}": [1, 2, 3]`).join();
    expect(variants(`[{"dockerfile": "a", "build-args": {${names}}}]`)).toHaveProperty('faults.length', 1);
  });

  it('keep the names of build arguments, whatever they are', () => {
    const reading = variants('- dockerfile: a\n  build-args: {__proto__: p, toString: t}\n');
    const [variant] = 'value' in reading ? reading.value : [];
    expect(Object.entries(variant?.buildArgs ?? {})).toEqual([
      ['__proto__', 'p'],
      ['toString', 't'],
    ]);
  });

  it.each([
    ['text', '`variants` takes a list'],
    ['{dockerfile: a}', 'this text has no key `dockerfile`'],
  ])('are no %s', (text, what) => {
    const reading = variants(text);
    expect('faults' in reading && reading.faults.join()).toContain(what);
  });
});

describe('the schema of the config', () => {
  it('has every key, and takes what is taken', () => {
    expect(Object.keys(schema.properties).sort()).toEqual([...CONFIG_KEYS].sort());
    const whole = load(WHOLE.replace('Hyperv', 'hyperv').replaceAll(': off', ': "off"'));
    expect(valid(whole), JSON.stringify(valid.errors)).toBe(true);
  });

  it.each([
    { host: 'a' },
    { hosts: [''] },
    { policy: 'both' },
    { 'build-args': { A: [1] } },
    { 'build-args': { 'A B': 1 } },
    { levels: { 'floating-tag': 'loud' } },
    { variants: [{}] },
    { variants: [{ dockerfile: 'a', 'build-args': { A: [] } }] },
    { variants: [{ dockerfile: 'a', isolation: 'both' }] },
  ])('refuses what is refused: %j', (value) => {
    expect(valid(value)).toBe(false);
    expect(config(JSON.stringify(value))).toHaveProperty('faults');
  });

  it('refuses whatever the reader refuses by its form, and nothing ever throws', () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('a', ['a'], 1, null, { A: 1 }, [{ dockerfile: 'a' }]),
    );
    const one = fc.dictionary(fc.constantFrom(...CONFIG_KEYS, 'other'), value, { maxKeys: 4 });
    fc.assert(
      fc.property(one, (told) => {
        const reading = config(JSON.stringify(told));
        // Rules and hosts are looked up, and null counts as not said; neither is a matter of form.
        if (valid(told) && told.hosts === undefined && told.levels === undefined && !deepHosts(told))
          expect(reading).toHaveProperty('value');
      }),
    );
  });
});

function deepHosts(told: Readonly<Record<string, unknown>>): boolean {
  return JSON.stringify(told.variants ?? '').includes('"hosts"');
}

describe('options and config', () => {
  const workspace = mkdtempSync(path.join(tmpdir(), 'config-'));
  const options: CheckOptions = {
    workspace,
    paths: [],
    images: [],
    hosts: [],
    hostsMatch: 'every',
    isolation: 'default',
    policy: 'compatible',
    buildArgs: {},
    resolve: 'auto',
    failOn: 'error',
    levels: {},
  };
  const put = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(workspace, file)), { recursive: true });
    writeFileSync(path.join(workspace, file), text);
  };
  const configured = (sources: Partial<ConfigSources>, more: Partial<CheckOptions> = {}) =>
    withConfig({ ...options, ...more }, { given: new Set(), ...sources });

  it('are the options alone where there is no config', async () => {
    expect(await configured({})).toEqual(options);
    expect(await configured({}, { workspace: path.join(workspace, 'nowhere') })).toMatchObject({ hosts: [] });
  });

  it('are joined: inputs go before, build arguments and levels by name', async () => {
    put(
      'ci.yml',
      'hosts: ltsc2022\nisolation: all\nfiles: a\nbuild-args: {A: 1, B: 1}\nlevels: {floating-tag: off, moving-label: off}\n',
    );
    const given = {
      hosts: ['ltsc2025'],
      buildArgs: { B: '2' },
      levels: { 'moving-label': 'error' },
    } as const;
    expect(await configured({ config: 'ci.yml', given: new Set(['hosts', 'build-args']) }, given)).toEqual({
      ...options,
      hosts: ['ltsc2025'],
      isolation: 'all',
      paths: ['a'],
      buildArgs: { A: '1', B: '2' },
      levels: { 'floating-tag': 'off', 'moving-label': 'error' },
    });
  });

  it('take variants from a file or a text before those of the config', async () => {
    put('ci.yml', 'variants: [{dockerfile: config}]\n');
    put('v.json', '[{"dockerfile": "file"}]');
    const dockerfiles = async (sources: Partial<ConfigSources>) =>
      (await configured(sources)).variants?.map(({ dockerfile, place }) => [dockerfile, place?.file]);
    expect(await dockerfiles({ config: 'ci.yml' })).toEqual([['config', 'ci.yml']]);
    expect(await dockerfiles({ config: './ci.yml', variantsFile: 'v.json' })).toEqual([['file', 'v.json']]);
    expect(
      await dockerfiles({ config: 'ci.yml', variants: { text: '- dockerfile: text', name: 'variants' } }),
    ).toEqual([['text', undefined]]);
  });

  it('say no files where images were given and files were not', async () => {
    put('ci.yml', 'files: a\nhosts: ltsc2022\nvariants: [{dockerfile: config}]\n');
    const of = async (...given: readonly string[]) =>
      configured({ config: 'ci.yml', given: new Set(given) }, { images: ['x'] });
    expect(await of('images')).toEqual({ ...options, images: ['x'], hosts: ['ltsc2022'] });
    expect((await of('images', 'files')).variants).toHaveLength(1);
    expect(await of()).toMatchObject({ paths: ['a'] });
  });

  it.each([
    [{ config: 'not-there.yml' }, 'not-there.yml does not exist.'],
    [{ variantsFile: 'not-there.yml' }, 'not-there.yml does not exist.'],
    [{ config: '.' }, /^\. could not be read/],
  ])('fail where a file was named that cannot be read: %j', async (sources, message) => {
    await expect(configured(sources)).rejects.toMatchObject({
      code: 'input-invalid',
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });

  it('take the usual file with the other ending of YAML, and only one of them', async () => {
    const both = mkdtempSync(path.join(tmpdir(), 'config-'));
    const usual = () => configured({}, { workspace: both });
    mkdirSync(path.join(both, '.github'));
    writeFileSync(path.join(both, '.github/windows-isolation-check.yaml'), 'isolation: all\n');
    expect((await usual()).isolation).toBe('all');
    writeFileSync(path.join(both, DEFAULT_CONFIG), 'isolation: process\n');
    await expect(usual()).rejects.toMatchObject({
      code: 'input-invalid',
      message:
        '.github/windows-isolation-check.yml and .github/windows-isolation-check.yaml are both there, and one config file is read.',
    });
    const named = await configured({ config: DEFAULT_CONFIG }, { workspace: both });
    expect(named.isolation).toBe('process');
  });

  it('take the usual file where it is there, and tell the faults of both texts at once', async () => {
    put(DEFAULT_CONFIG, 'isolation: all\n');
    expect((await configured({})).isolation).toBe('all');
    put(DEFAULT_CONFIG, 'isolation: both\n');
    await expect(configured({ variants: { text: '- a', name: 'variants' } })).rejects.toMatchObject({
      code: 'input-invalid',
      message: expect.stringMatching(/^\.github\/windows-isolation-check\.yml:1:12: .*\nvariants:1:3: /),
    });
  });
});
