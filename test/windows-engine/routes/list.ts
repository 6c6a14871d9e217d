import type { Container, Json } from '../container.ts';
import { compareApi } from '../generations.ts';
import type { EngineState, Handler } from '../state.ts';
import { EngineError, say } from '../texts.ts';
import { age } from './age.ts';
import { type Filters, matchesLabels, parseFilters } from './filters.ts';
import { networksOf, stateName } from './inspect.ts';

/** moby daemon/list.go acceptedPsFilterTags. */
const FILTERS = [
  'ancestor',
  'before',
  'exited',
  'id',
  'isolation',
  'label',
  'name',
  'status',
  'health',
  'since',
  'volume',
  'network',
  'is-task',
  'publish',
  'expose',
];

const STATES = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'];

export const list: Handler = (call, engine) => {
  const filters = parseFilters(engine, call.query.get('filters'), FILTERS);
  const all = call.flag('all') || filters.has('status') || filters.has('exited');
  checkStates(engine, filters);
  const matching = engine.containers
    .all()
    .filter((container) => (all || container.running) && matches(engine, container, filters));
  const limit = Number(call.query.get('limit') ?? 0);
  const shown = limit > 0 ? matching.slice(0, limit) : matching;
  call.json(
    200,
    shown.map((container) => summary(engine, container, call.api)),
  );
};

function checkStates(engine: EngineState, filters: Filters): void {
  for (const value of filters.get('status') ?? [])
    if (!STATES.includes(value))
      throw say(engine.generation.name, 'bad-filter-value', { filter: 'status', value });
  for (const value of filters.get('exited') ?? [])
    if (!/^\d+$/.test(value))
      throw say(engine.generation.name, 'bad-filter-value', { filter: 'exited', value });
}

function matches(engine: EngineState, container: Container, filters: Filters): boolean {
  const any = (key: string, fits: (value: string) => boolean) => {
    const values = filters.get(key);
    return values === undefined || values.some(fits);
  };
  return (
    any('id', (value) => container.id.startsWith(value)) &&
    any('name', (value) => looksLike(value, container.name)) &&
    any('status', (value) => stateName(container) === value) &&
    any(
      'exited',
      (value) =>
        !container.running && container.startedAt !== undefined && container.exitCode === Number(value),
    ) &&
    any('isolation', (value) => container.configuredIsolation === value) &&
    any('ancestor', (value) => engine.images.find(value)?.id === container.image.id) &&
    any('network', (value) => container.hostConfig.NetworkMode === value) &&
    any('before', (value) => container.created < engine.containers.get(value).created) &&
    any('since', (value) => container.created > engine.containers.get(value).created) &&
    matchesLabels(filters, container.labels)
  );
}

/** Names match by regular expression, with or without the slash in front (api/types/filters Match). */
function looksLike(pattern: string, name: string): boolean {
  try {
    const expression = new RegExp(pattern);
    return expression.test(name) || expression.test(`/${name}`);
  } catch (cause) {
    throw new EngineError(400, `invalid filter 'name=${pattern}': ${String(cause)}`);
  }
}

function summary(engine: EngineState, container: Container, api: string): Json {
  const { command, image, hostConfig } = container;
  const shown = command.args.map((argument) => (argument.includes(' ') ? `'${argument}'` : argument));
  const mode = String(hostConfig.NetworkMode);
  const named = engine.images.find(String(container.config.Image));
  return {
    Id: container.id,
    Names: [`/${container.name}`],
    Image: named?.id === image.id ? container.config.Image : image.id,
    ImageID: image.id,
    Command: [command.path, ...shown].join(' '),
    Created: Math.floor(container.created.getTime() / 1000),
    Ports: [],
    Labels: container.labels,
    State: stateName(container),
    Status: status(container),
    HostConfig: { NetworkMode: mode },
    ...(compareApi(api, '1.52') >= 0 ? { Health: { Status: 'none', FailingStreak: 0 } } : {}),
    NetworkSettings: { Networks: networksOf(engine, container) },
    Mounts: [],
  };
}

/** moby container/state.go String. */
function status(container: Container): string {
  if (container.running && container.startedAt)
    return `Up ${age(container.startedAt)}${container.state === 'paused' ? ' (Paused)' : ''}`;
  if (container.removing) return 'Removal In Progress';
  if (container.state === 'dead') return 'Dead';
  if (!container.finishedAt) return 'Created';
  return `Exited (${container.exitCode}) ${age(container.finishedAt)} ago`;
}
