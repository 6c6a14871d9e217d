import { hasMark, marksIn } from './marks.ts';
import type { Deed } from './model.ts';

/** Makes the deeds of a leg of its values, which stand at the positions of their marks. */
export type Filling = (values: readonly string[]) => readonly Deed[];

/** Deeds with marks in them, to be filled in; legs share every part in which there is no mark. */
export function fillingOf(deeds: readonly Deed[]): Filling {
  const fillers = deeds.map(fillerOf);
  if (fillers.every((fill) => fill === undefined)) return () => deeds;
  return (values) => deeds.map((deed, at) => (fillers[at]?.(values) as Deed | undefined) ?? deed);
}

type Filler = (values: readonly string[]) => unknown;

/** Undefined for what is the same in every leg. */
function fillerOf(value: unknown): Filler | undefined {
  if (typeof value === 'string') return hasMark(value) ? textFiller(value) : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return listFiller(value);
  if (value instanceof Map) {
    const entries = listFiller([...value].flat());
    return entries && ((values) => new Map(pairsOf(entries(values))));
  }
  const fillers: (readonly [key: string, fill: Filler])[] = [];
  for (const [key, each] of Object.entries(value)) {
    const fill = fillerOf(each);
    if (fill !== undefined) fillers.push([key, fill]);
  }
  if (fillers.length === 0) return undefined;
  return (values) => {
    const made: Record<string, unknown> = { ...value };
    for (const [key, fill] of fillers) made[key] = fill(values);
    return made;
  };
}

function textFiller(text: string): Filler {
  const marks = marksIn(text);
  const pieces = marks.map(({ at }, index) =>
    text.slice(index === 0 ? 0 : (marks[index - 1]?.at ?? 0) + 1, at),
  );
  const last = text.slice((marks.at(-1)?.at ?? -1) + 1);
  return (values) => {
    let made = '';
    for (let index = 0; index < pieces.length; index++) {
      made += (pieces[index] ?? '') + (values[marks[index]?.position ?? 0] ?? '');
    }
    return made + last;
  };
}

function listFiller(list: readonly unknown[]): ((values: readonly string[]) => unknown[]) | undefined {
  const fillers = list.map(fillerOf);
  if (fillers.every((fill) => fill === undefined)) return undefined;
  return (values) => list.map((each, at) => fillers[at]?.(values) ?? each);
}

function* pairsOf(flat: readonly unknown[]): Iterable<readonly [unknown, unknown]> {
  for (let at = 0; at < flat.length; at += 2) yield [flat[at], flat[at + 1]];
}
