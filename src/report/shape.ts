/** Reads a value of JSON, or tells where it is not what it should be. What nobody asks for is left behind. */
export type Reader<T> = (value: unknown, path: string) => T;

/** Where a value is wrong, and what it should be. */
export class ShapeError extends Error {
  constructor(path: string, expected: string) {
    super(`${path === '' ? 'the whole' : path} should be ${expected}`);
  }
}

export const text: Reader<string> = (value, path) => {
  if (typeof value === 'string') return value;
  throw new ShapeError(path, 'a text');
};

export const flag: Reader<boolean> = (value, path) => {
  if (typeof value === 'boolean') return value;
  throw new ShapeError(path, 'true or false');
};

/** A number from `least` on. */
export function numberFrom(least: number, whole = true): Reader<number> {
  return (value, path) => {
    if (typeof value === 'number' && value >= least && (!whole || Number.isSafeInteger(value))) return value;
    throw new ShapeError(path, `a ${whole ? 'whole ' : ''}number from ${least} on`);
  };
}

/** A text of a certain form. */
export function textLike(form: RegExp, expected: string): Reader<string> {
  return (value, path) => {
    if (typeof value === 'string' && form.test(value)) return value;
    throw new ShapeError(path, expected);
  };
}

const MOST_NAMED = 6;

export function oneOf<const T extends string>(choices: readonly T[], what?: string): Reader<T> {
  const known: ReadonlySet<unknown> = new Set(choices);
  return (value, path) => {
    if (known.has(value)) return value as T;
    const named = choices.length > MOST_NAMED ? undefined : `one of ${choices.join(', ')}`;
    throw new ShapeError(path, what ?? named ?? 'one of the words that there are for it');
  };
}

/** The words of a type, all of them: the types see to that. */
export function wordsOf<T extends string>(words: Readonly<Record<T, 1>>): readonly T[] {
  return Object.keys(words) as T[];
}

export function listOf<T>(item: Reader<T>): Reader<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw new ShapeError(path, 'a list');
    return value.map((one, index) => item(one, `${path}[${index}]`));
  };
}

/** Names that are data, and texts. */
export const texts: Reader<Readonly<Record<string, string>>> = (value, path) =>
  Object.fromEntries(
    Object.entries(objectOf(value, path)).map(([name, one]) => [name, text(one, `${path}.${name}`)]),
  );

type Fields<T> = { readonly [Key in keyof T]-?: Reader<Exclude<T[Key], undefined>> };

/** An object with these fields; the ones in `optional` may be missing. */
export function shape<T extends object>(
  fields: Fields<T>,
  ...optional: readonly OptionalKey<T>[]
): Reader<T> {
  const mayLack: ReadonlySet<string> = new Set(optional);
  return (value, path) => {
    const object = objectOf(value, path);
    const read: Record<string, unknown> = {};
    for (const [name, reader] of Object.entries(fields) as [string, Reader<unknown>][]) {
      const inner = Object.hasOwn(object, name) ? object[name] : undefined;
      if (inner === undefined && mayLack.has(name)) continue;
      read[name] = reader(inner, path === '' ? name : `${path}.${name}`);
    }
    return read as T;
  };
}

type OptionalKey<T> = { [Key in keyof T & string]-?: undefined extends T[Key] ? Key : never }[keyof T &
  string];

function objectOf(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>;
  }
  throw new ShapeError(path, 'an object');
}
