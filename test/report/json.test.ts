import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { PAIRING_RULES } from '../../src/pairing/deciding-rules.ts';
import { formatJson } from '../../src/report/json.ts';
import type { Report } from '../../src/report/report.ts';
import { RULE_IDS } from '../../src/rules/catalogue.ts';
import { OBSERVATION_REASONS } from '../../src/smoke/model.ts';
import { ERROR_CLASSES } from '../../src/windows/error-model.ts';
import { expectGolden } from '../golden.ts';
import { FAILED, HOSTILE, PASSED } from './samples.ts';

const schema = JSON.parse(readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8'));
const ajv = new Ajv2020({ strict: true, allErrors: true });
const valid = ajv.compile(schema);

/** `findings[].places[].line` for every property there is, in a schema or in a value. */
function pathsOfSchema(node: Record<string, unknown>, prefix = ''): string[] {
  if (typeof node.$ref === 'string')
    return pathsOfSchema(schema.$defs[node.$ref.replace('#/$defs/', '')], prefix);
  if (node.type === 'array') return pathsOfSchema(node.items as Record<string, unknown>, `${prefix}[]`);
  // Names that are data (build arguments) belong to no schema.
  if (typeof node.additionalProperties === 'object') return [`${prefix}.*`];
  const properties = (node.properties ?? {}) as Record<string, Record<string, unknown>>;
  return Object.entries(properties).flatMap(([name, inner]) => {
    const path = `${prefix}.${name}`;
    return [path, ...pathsOfSchema(inner, path)];
  });
}

function pathsOfValue(value: unknown, prefix = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsOfValue(item, `${prefix}[]`));
  if (typeof value !== 'object' || value === null) return [];
  if (/\.(?:buildArgs|build-args)$/.test(prefix)) return [`${prefix}.*`];
  return Object.entries(value).flatMap(([name, inner]) => [
    `${prefix}.${name}`,
    ...pathsOfValue(inner, `${prefix}.${name}`),
  ]);
}

/** A copy with the value at a path replaced, or taken away by `undefined`, which the types would not allow. */
function changed(path: readonly (string | number)[], value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(FAILED));
  const holder = path.slice(0, -1).reduce((inner, name) => inner[name], copy);
  holder[path.at(-1) ?? ''] = value;
  return JSON.parse(JSON.stringify(copy));
}

describe('the report as JSON', () => {
  it.each([
    ['failed', FAILED],
    ['passed', PASSED],
    ['hostile', HOSTILE],
  ])('of a %s run', (name, report) => {
    expectGolden(`report/${name}.json`, formatJson(report));
  });

  it('gives the same bytes whatever the order of names, files and findings was', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([name, inner]) => [name, reversed(inner)]),
      );
    };
    const other = reversed({
      ...FAILED,
      files: [...FAILED.files].reverse(),
      findings: [...FAILED.findings].reverse(),
    }) as Report;
    expect(formatJson(other)).toBe(formatJson(FAILED));
  });

  it('loses nothing on the way', () => {
    expect(pathsOfValue(JSON.parse(formatJson(HOSTILE))).sort()).toEqual(pathsOfValue(HOSTILE).sort());
  });
});

describe('the schema of the report', () => {
  it.each([
    ['failed', FAILED],
    ['passed', PASSED],
  ])('takes the report of a %s run', (_, report) => {
    expect(valid(JSON.parse(formatJson(report))), JSON.stringify(valid.errors)).toBe(true);
  });

  it('describes every field that a report can have, and no other', () => {
    expect([...new Set(pathsOfSchema(schema))].sort()).toEqual([...new Set(pathsOfValue(FAILED))].sort());
  });

  it('names every rule of the catalogue', () => {
    expect([...schema.$defs.rule.enum].sort()).toEqual([...RULE_IDS].sort());
  });

  it('names every rule that can decide a pairing, and no other', () => {
    expect([...schema.$defs.pairing.properties.rule.enum].sort()).toEqual([...PAIRING_RULES].sort());
    expect(schema.$defs.rule.enum).toEqual(expect.arrayContaining([...PAIRING_RULES]));
  });

  it('names every reason that an observation can have, and every class of error', () => {
    const { reason, error } = schema.$defs.observation.properties;
    expect(reason.enum).toEqual([...OBSERVATION_REASONS]);
    expect(error.properties.class.enum).toEqual([...ERROR_CLASSES]);
  });

  it('has a description for every property', () => {
    const lacking = (node: unknown, path: string): string[] => {
      if (typeof node !== 'object' || node === null) return [];
      return Object.entries(node).flatMap(([name, inner]) => {
        const here = `${path}/${name}`;
        const described = !path.endsWith('/properties') || 'description' in inner || '$ref' in inner;
        return [...(described ? [] : [here]), ...lacking(inner, here)];
      });
    };
    expect(lacking(schema, '')).toEqual([]);
  });

  it.each([
    ['a field nobody knows', ['extra'], 1],
    ['a field too much deep inside', ['findings', 0, 'extra'], 1],
    ['no result', ['result'], undefined],
    ['another schema version', ['schemaVersion'], 2],
    ['a rule nobody knows', ['findings', 0, 'rule'], 'no-such-rule'],
    ['a level nobody knows', ['findings', 0, 'level'], 'fatal'],
    ['a rule that decides no pairing', ['pairings', 0, 'rule'], 'floating-tag'],
    ['a prediction nobody knows', ['pairings', 0, 'prediction'], 'maybe'],
    ['a line 0', ['findings', 1, 'places', 0, 'line'], 0],
    ['a version that is none', ['hosts', 0, 'version'], '20348'],
    ['a source that is no address', ['pairings', 0, 'sources', 0], 'somewhere'],
    ['a negative count', ['counts', 'errors'], -1],
  ])('refuses %s', (_, path, value) => {
    expect(valid(changed(path, value))).toBe(false);
  });
});
