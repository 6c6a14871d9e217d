import { remove } from '../removal.ts';
import type { Handler } from '../state.ts';
import { EngineError, say } from '../texts.ts';
import { matchesLabels, parseFilters } from './filters.ts';

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** moby daemon/prune.go: what cannot be removed is left where it is, without a word. */
export const prune: Handler = async (call, engine) => {
  if (engine.pruning) throw say(engine.generation.name, 'prune-running');
  engine.pruning = true;
  try {
    const filters = parseFilters(engine, call.query.get('filters'), ['label', 'label!', 'until']);
    const until = bound(filters.get('until')?.[0]);
    const deleted: string[] = [];
    for (const container of engine.containers.all()) {
      if (container.running || container.created.getTime() > until) continue;
      if (!matchesLabels(filters, container.labels)) continue;
      const gone = await remove(engine, container, `/containers/${container.id}`).then(
        () => true,
        () => false,
      );
      if (gone) deleted.push(container.id);
    }
    call.json(200, { ContainersDeleted: deleted.length > 0 ? deleted : null, SpaceReclaimed: 0 });
  } finally {
    engine.pruning = false;
  }
};

/** Milliseconds since 1970 of `1h30m` ago, of seconds since 1970, or of a time in words. */
function bound(text: string | undefined): number {
  if (text === undefined) return Number.POSITIVE_INFINITY;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)([smh])/g)];
  if (parts.length > 0)
    return (
      Date.now() -
      1000 * parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? 0), 0)
    );
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new EngineError(400, `failed to parse value as time or duration: "${text}"`);
  return time;
}
