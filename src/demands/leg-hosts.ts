import { declareHost } from '../hosts/declared.ts';
import { hostOfLabel } from '../hosts/labelled.ts';
import { findRunnerLabel, otherSystemOfLabel } from '../hosts/labels.ts';
import type { Host } from '../hosts/model.ts';
import { remember } from '../sources/remember.ts';
import type { RunHosts } from './run-hosts.ts';

/** What is known of the runner of a leg. `unknown`: a runner of the user's own, or labels that are not known before the run. */
export type LegHost =
  | { readonly kind: 'windows'; readonly host: Host }
  | { readonly kind: 'other' }
  | { readonly kind: 'unknown' };

/**
 * The hosts that legs run on, one a label. Where the user declared the very label with more facts, or this run is on such a
 * runner, that host stands for it, as more is known of it.
 */
export class LegHosts {
  readonly #run: RunHosts;
  readonly #today: string;
  readonly #hosts = new Map<string, Host>();
  /** Legs of one job share their labels. */
  readonly #known = new Map<readonly string[] | undefined, LegHost>();

  constructor(run: RunHosts, today: string) {
    this.#run = run;
    this.#today = today;
  }

  of(labels: readonly string[] | undefined): LegHost {
    return remember(this.#known, labels, () => this.#made(labels));
  }

  #made(labels: readonly string[] | undefined): LegHost {
    for (const label of labels ?? []) {
      const host = this.#named(label);
      if (host !== undefined) return { kind: 'windows', host };
    }
    const isOther = labels?.some(
      (label) => otherSystemOfLabel(label) !== undefined || /^(?:linux|macos)$/i.test(label),
    );
    return { kind: isOther === true ? 'other' : 'unknown' };
  }

  /**
   * A host by the words in which users declare it, the same object for the same words.
   * @throws CheckError `host-invalid`
   */
  declared(text: string): Host {
    const known =
      (this.#run.assumed ? undefined : this.#run.hosts.find(({ id }) => id === text)) ??
      this.#named(text) ??
      this.#hosts.get(text) ??
      declareHost(text, this.#today);
    if (known.label === undefined || known.id !== known.label) this.#hosts.set(text, known);
    return known;
  }

  /** The hosts of the run, in which what legs name is no longer assumed. */
  get run(): RunHosts {
    if (!this.#run.assumed) return this.#run;
    return { ...this.#run, hosts: this.#run.hosts.map((host) => this.#hosts.get(host.id) ?? host) };
  }

  #named(label: string): Host | undefined {
    const row = findRunnerLabel(label);
    if (row === undefined) return undefined;
    const known = this.#hosts.get(row.label);
    if (known !== undefined) return known;
    const host =
      (this.#run.assumed ? undefined : this.#run.hosts.find((declared) => declared.label === row.label)) ??
      this.#run.hosts.find(
        ({ origin, version, product }) =>
          origin === 'detected' && version?.build === row.build && product === row.product,
      ) ??
      hostOfLabel(row, 'declared', this.#today);
    this.#hosts.set(row.label, host);
    return host;
  }
}
