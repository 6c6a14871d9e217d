import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RULE_IDS, RULES } from '../src/rules/catalogue.ts';
import { rulePage } from '../src/rules/page.ts';
import { PREDICTION_RULES } from '../src/windows/prediction.ts';

describe('the catalogue', () => {
  it('has a row for each id, and an id for each row', () => {
    expect(Object.keys(RULES).sort()).toEqual([...RULE_IDS].sort());
  });

  it('has every rule of the judge', () => {
    expect(RULE_IDS).toEqual(expect.arrayContaining([...PREDICTION_RULES]));
  });

  it.each(RULE_IDS)('%s says what is wrong, why, and what to do', (id) => {
    const { sentence, remedy, help } = RULES[id];
    for (const text of [sentence, remedy]) expect(text).toMatch(/^[A-Z`].*[.]$/);
    expect(help.length).toBeGreaterThan(60);
  });

  it.each(RULE_IDS)('docs/rules/%s.md is what the row makes', (id) => {
    expect(existsSync(`docs/rules/${id}.md`)).toBe(true);
    expect(readFileSync(`docs/rules/${id}.md`, 'utf8').replaceAll('\r\n', '\n')).toBe(rulePage(id));
  });
});
