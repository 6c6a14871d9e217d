import { PatternError, readPattern, trimPrefix } from '../patterns.ts';
import type { SourceValue } from '../source-value.ts';
import type { TargetFields } from './model.ts';

/** Keys by which `--set` changes what is read of a target; the others change how it is built, or where it goes. */
const KEYS: ReadonlySet<string> = new Set([
  'args',
  'context',
  'dockerfile',
  'platform',
  'platforms',
  'tags',
  'target',
]);

/** `target-pattern.key[.name]=value`, taken apart. */
interface Override {
  readonly pattern: string;
  readonly key: string;
  /** Of a build argument; empty for all other keys. */
  readonly name: string;
  /** `+=`: a list goes behind the one of the file. */
  readonly appends: boolean;
  /** Left out for an argument that is handed on from the environment. */
  readonly value?: SourceValue;
  readonly given: SourceValue;
}

/** The key of an override that changes what is read of a target; undefined for all others. */
export function overrideKey(text: string): string | undefined {
  return overrideOf({ value: text, written: text, place: NOWHERE })?.key;
}

/** The build argument that an override hands on from the environment; undefined where it says a value. */
export function handedOn(text: string): string | undefined {
  const override = overrideOf({ value: text, written: text, place: NOWHERE });
  return override === undefined || override.value !== undefined ? undefined : override.name;
}

const NOWHERE = { file: '', line: 1, column: 1 };

/** What `--set` says of targets. Source: `newOverrides` and `AddOverrides` in buildx's `bake/bake.go`. */
export class Overrides {
  readonly #all: readonly Override[];
  readonly #variables: Readonly<Record<string, string>>;

  /** `variables` are those of the environment. */
  constructor(given: readonly SourceValue[], variables: Readonly<Record<string, string>>) {
    this.#all = given.flatMap((each) => overrideOf(each) ?? []);
    this.#variables = variables;
  }

  /** A target with what is said of it. */
  over(target: string, fields: TargetFields): TargetFields {
    const own = this.#all.filter(({ pattern }) => fits(pattern, target));
    if (own.length === 0) return fields;
    const args = new Map(fields.args);
    const texts: Partial<Record<'context' | 'dockerfile' | 'target', SourceValue>> = {};
    for (const override of own) {
      const { key, name } = override;
      const value = this.#valueOf(override);
      if (value === undefined) continue;
      if (key === 'args') args.set(name, value);
      else if (key === 'context' || key === 'dockerfile' || key === 'target') texts[key] = value;
    }
    const platforms = listOf(own, ['platform', 'platforms'], fields.platforms);
    const tags = listOf(own, ['tags'], fields.tags);
    return {
      ...fields,
      ...texts,
      args,
      ...(platforms === undefined ? {} : { platforms }),
      ...(tags === undefined ? {} : { tags }),
    };
  }

  #valueOf({ name, value, given }: Override): SourceValue | undefined {
    if (value !== undefined) return value;
    if (given.unknown === true) return { ...given, value: '' };
    // A variable that is not there changes nothing.
    const variable = Object.hasOwn(this.#variables, name) ? this.#variables[name] : undefined;
    return variable === undefined ? undefined : { ...given, value: variable };
  }
}

function overrideOf(given: SourceValue): Override | undefined {
  const { value: text } = given;
  const equals = text.indexOf('=');
  const left = equals < 0 ? text : text.slice(0, equals);
  const appends = left.endsWith('+');
  const [pattern = '', key = '', ...rest] = (appends ? left.slice(0, -1) : left).split('.');
  const name = rest.join('.');
  if (pattern === '' || !KEYS.has(key) || (key === 'args') !== (name !== '')) return undefined;
  if (equals < 0) return key === 'args' ? { pattern, key, name, appends, given } : undefined;
  return { pattern, key, name, appends, given, value: { ...given, value: text.slice(equals + 1) } };
}

/** Names of targets have no character in them that patterns take for something else. */
function fits(pattern: string, target: string): boolean {
  try {
    return trimPrefix(target, readPattern(pattern), true) === '';
  } catch (error) {
    if (error instanceof PatternError) return false;
    throw error;
  }
}

/** Overrides of a list take its place together. */
function listOf(
  overrides: readonly Override[],
  keys: readonly string[],
  below: readonly SourceValue[] | undefined,
): readonly SourceValue[] | undefined {
  const own = overrides.filter(({ key }) => keys.includes(key));
  if (own.length === 0) return below;
  const values = own.flatMap(({ value }): readonly SourceValue[] => {
    if (value === undefined) return [];
    const texts = value.value.split(',').map((text) => text.trim());
    return texts.map((text) => ({ ...value, value: text }));
  });
  return own.some(({ appends }) => appends) ? [...(below ?? []), ...values] : values;
}
