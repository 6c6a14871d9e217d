import type { Host } from '../hosts/model.ts';
import type { Demand, DemandContainer, DemandLeg } from './model.ts';

/** What a leg demands, before the legs that demand the same are put together. */
export interface LegDemand extends Omit<Demand, 'hosts' | 'legs' | 'containers'> {
  /** The same key is the same demand, whatever the leg. */
  readonly key: string;
  readonly leg?: DemandLeg;
  readonly container?: DemandContainer;
  /** The leg's; undefined for the hosts of the run. */
  readonly host?: Host;
}

interface Gathered {
  readonly demand: LegDemand;
  readonly hosts: Set<Host>;
  readonly legs: DemandLeg[];
  readonly containers: Map<string, DemandContainer & { readonly legs: DemandLeg[] }>;
}

/** Hundreds of legs come to few demands: they differ in their hosts, or only in their names. */
export class DemandGathering {
  readonly #gathered = new Map<string, Gathered>();

  add(demand: LegDemand): void {
    const key = `${demand.host === undefined} ${demand.paired} ${demand.isolation ?? ''} ${demand.key}`;
    let known = this.#gathered.get(key);
    if (known === undefined) {
      known = { demand, hosts: new Set(), legs: [], containers: new Map() };
      this.#gathered.set(key, known);
    }
    if (demand.host !== undefined) known.hosts.add(demand.host);
    if (demand.leg !== undefined) known.legs.push(demand.leg);
    if (demand.container === undefined) return;
    const container = containerKey(demand.container);
    const made = known.containers.get(container) ?? { ...demand.container, legs: [] };
    known.containers.set(container, made);
    if (demand.leg !== undefined) made.legs.push(demand.leg);
  }

  demands(): readonly Demand[] {
    return [...this.#gathered.values()].map(({ demand, hosts, legs, containers }): Demand => {
      const { key: _key, leg: _leg, host: _host, container: _container, ...rest } = demand;
      return {
        ...rest,
        legs,
        containers: [...containers.values()],
        ...(hosts.size === 0 ? {} : { hosts: [...hosts] }),
      };
    });
  }
}

/** The same options at the same places are the same container, in whatever leg it is made. */
function containerKey({ what, options }: DemandContainer): string {
  const known = OPTION_KEYS.get(options) ?? optionsKey(options);
  OPTION_KEYS.set(options, known);
  return `${what}\n${known}`;
}

/** Legs share the options of a command that no value of theirs is in. */
const OPTION_KEYS = new WeakMap<DemandContainer['options'], string>();

function optionsKey(options: DemandContainer['options']): string {
  return options
    .map(({ name, value = '', place }) => `${name}=${value} ${place.file}:${place.line}:${place.column}`)
    .join('\n');
}
