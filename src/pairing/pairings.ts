import type { RunHosts } from '../demands/run-hosts.ts';
import type { Host } from '../hosts/model.ts';
import type { IsolationRequirement } from '../report/report.ts';
import type { CheckedImage, HostPairing, Subject } from './model.ts';
import { type PairingSettings, pairOnHost } from './pair.ts';
import { imagesToRun } from './subjects.ts';

/** Every pairing of a run, each judged once. */
export class Pairings {
  /** The hosts that some subject is judged on or that the user named, in the order in which they came. */
  readonly hosts: readonly Host[];
  readonly #settings: PairingSettings;
  readonly #toRun: ReadonlySet<CheckedImage>;
  readonly #judged = new Map<CheckedImage, Map<string, HostPairing>>();
  /** By host and image, what the subjects ask for. */
  readonly #asked = new Map<Host, Map<CheckedImage, Set<IsolationRequirement>>>();

  constructor(subjects: readonly Subject[], run: RunHosts, settings: PairingSettings) {
    this.#settings = settings;
    this.#toRun = imagesToRun(subjects);
    const hosts = new Set<Host>(run.assumed ? [] : run.hosts);
    for (const subject of subjects) {
      const requirement = requirementOf(subject, settings.isolation);
      for (const host of hostsOf(subject, run)) {
        hosts.add(host);
        const images = this.#asked.get(host) ?? new Map<CheckedImage, Set<IsolationRequirement>>();
        this.#asked.set(host, images);
        for (const { image } of subject.members) {
          const asked = images.get(image) ?? new Set<IsolationRequirement>();
          images.set(image, asked.add(requirement));
        }
      }
    }
    if (hosts.size === 0) for (const host of run.hosts) hosts.add(host);
    this.hosts = [...hosts];
  }

  /** An image on a host, with the modes marked that must work by a requirement. */
  of(image: CheckedImage, host: Host, requirement: IsolationRequirement): HostPairing {
    let judged = this.#judged.get(image);
    if (judged === undefined) {
      judged = new Map();
      this.#judged.set(image, judged);
    }
    const key = `${host.id}\n${requirement}`;
    const known =
      judged.get(key) ??
      pairOnHost(image, host, {
        ...this.#settings,
        isolation: requirement,
        runs: this.#toRun.has(image),
      });
    judged.set(key, known);
    return known;
  }

  /** What is judged on a host, each image once, with the modes marked that some subject asks for. */
  on(host: Host): ReadonlyMap<CheckedImage, HostPairing> {
    return new Map(
      [...(this.#asked.get(host) ?? [])].map(([image, requirements]) => {
        const [first, ...others] = [...requirements].map((requirement) => this.of(image, host, requirement));
        const pairing = first as HostPairing;
        if (others.length === 0) return [image, pairing];
        const pairings = pairing.pairings.map((one, index) => ({
          ...one,
          required: one.required || others.some((other) => other.pairings[index]?.required === true),
        }));
        return [image, { ...pairing, pairings }];
      }),
    );
  }
}

/** Where a subject must run. */
export function hostsOf({ demand }: Subject, run: RunHosts): readonly Host[] {
  return demand?.hosts ?? run.hosts;
}

/** What must work for a subject. */
export function requirementOf({ demand }: Subject, asked: IsolationRequirement): IsolationRequirement {
  return demand?.isolation ?? asked;
}
