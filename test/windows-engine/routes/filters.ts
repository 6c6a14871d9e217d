import type { EngineState } from '../state.ts';
import { EngineError, say } from '../texts.ts';

export type Filters = ReadonlyMap<string, readonly string[]>;

/**
 * `filters` of a query: `{"label":["a=b"]}`, or the older `{"label":{"a=b":true}}` (moby api/types/filters FromJSON).
 * @throws EngineError 400 for text that is none, and for a key that this call does not know.
 */
export function parseFilters(engine: EngineState, text: string | null, known: readonly string[]): Filters {
  const { name } = engine.generation;
  const filters = new Map<string, readonly string[]>();
  for (const [filter, values] of Object.entries(parse(text))) {
    if (!known.includes(filter)) throw say(name, 'bad-filter', { filter });
    filters.set(filter, Array.isArray(values) ? values.map(String) : Object.keys(values as object));
  }
  return filters;
}

function parse(text: string | null): Readonly<Record<string, unknown>> {
  if (!text) return {};
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new EngineError(400, 'invalid filter');
  }
}

/** Every `label` must be there, and no `label!`. */
export function matchesLabels(filters: Filters, labels: Readonly<Record<string, string>>): boolean {
  const has = (wanted: string) => {
    const equals = wanted.indexOf('=');
    return equals < 0 ? wanted in labels : labels[wanted.slice(0, equals)] === wanted.slice(equals + 1);
  };
  return (filters.get('label') ?? []).every(has) && !(filters.get('label!') ?? []).some(has);
}
