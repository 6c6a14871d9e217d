import type { Host } from '../hosts/model.ts';
import type { IsolationRequirement } from '../report/report.ts';
import { remember } from '../sources/remember.ts';
import type { Demand, DemandContainer, DemandLeg } from './model.ts';

/** What is demanded, whatever the leg. Legs that do the same hand in the same object where they can. */
export interface Demanded {
  /** The same key is the same demand. */
  readonly key: string;
  readonly isolation: IsolationRequirement | undefined;
  readonly container: DemandContainer | undefined;
  /** Asked for once in a demand, however many hand it in. */
  whole(): DemandedWhole;
}

export type DemandedWhole = Omit<Demand, 'hosts' | 'legs' | 'containers' | 'paired' | 'isolation'>;

/** Where it is demanded. */
export interface DemandedIn {
  readonly leg?: DemandLeg;
  /** The leg's; undefined for the hosts of the run. */
  readonly host?: Host;
  readonly paired: boolean;
}

type GatheredContainer = DemandContainer & { readonly legs: DemandLeg[] };

interface Gathered {
  readonly whole: DemandedWhole;
  readonly isolation: IsolationRequirement | undefined;
  readonly paired: boolean;
  readonly hosts: Set<Host>;
  readonly legs: DemandLeg[];
  readonly containers: Map<string, GatheredContainer>;
}

/** Where what a leg demands is put together with what others do. */
interface Shelf {
  readonly gathered: Gathered;
  readonly container: GatheredContainer | undefined;
}

/** Hundreds of legs come to few demands: they differ in their hosts, or only in their names. */
export class DemandGathering {
  readonly #gathered = new Map<string, Gathered>();
  /** For legs with a host of their own, and for those without. */
  readonly #shelves = [new Map<Demanded, Shelf>(), new Map<Demanded, Shelf>()] as const;

  add(demanded: Demanded, { leg, host, paired }: DemandedIn): void {
    const shelves = this.#shelves[host === undefined ? 0 : 1];
    let shelf = shelves.get(demanded);
    if (shelf === undefined || shelf.gathered.paired !== paired) {
      shelf = this.#shelf(demanded, host === undefined, paired);
      shelves.set(demanded, shelf);
    }
    if (host !== undefined) shelf.gathered.hosts.add(host);
    if (leg === undefined) return;
    shelf.gathered.legs.push(leg);
    shelf.container?.legs.push(leg);
  }

  #shelf(demanded: Demanded, isOfRun: boolean, paired: boolean): Shelf {
    const { key, isolation, container } = demanded;
    const gathered = remember(
      this.#gathered,
      `${isOfRun} ${paired} ${isolation ?? ''} ${key}`,
      (): Gathered => ({
        whole: demanded.whole(),
        isolation,
        paired,
        hosts: new Set(),
        legs: [],
        containers: new Map(),
      }),
    );
    return {
      gathered,
      container:
        container &&
        remember(gathered.containers, containerKey(container), () => ({ ...container, legs: [] })),
    };
  }

  demands(): readonly Demand[] {
    return Array.from(
      this.#gathered.values(),
      ({ whole, isolation, paired, hosts, legs, containers }): Demand => ({
        ...whole,
        ...(isolation === undefined ? {} : { isolation }),
        paired,
        legs,
        containers: [...containers.values()],
        ...(hosts.size === 0 ? {} : { hosts: [...hosts] }),
      }),
    );
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
