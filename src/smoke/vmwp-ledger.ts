import type { VmWorker } from './vm-workers.ts';

/** For each claimant, the names of what it could be given. */
export type Claims<Claimant> = ReadonlyMap<Claimant, readonly string[]>;

/**
 * Gives as many claimants as possible one thing each, and no thing to two: a largest bipartite matching, by augmenting
 * paths (a claimant whose things are all taken asks their owners, one after the other, whether they could take another).
 */
export function assign<Claimant>(claims: Claims<Claimant>): Map<Claimant, string> {
  const ownerOf = new Map<string, Claimant>();
  const take = (claimant: Claimant, asked: Set<string>): boolean => {
    for (const thing of claims.get(claimant) ?? []) {
      if (asked.has(thing)) continue;
      asked.add(thing);
      const owner = ownerOf.get(thing);
      if (owner === undefined || take(owner, asked)) {
        ownerOf.set(thing, claimant);
        return true;
      }
    }
    return false;
  };
  for (const claimant of claims.keys()) take(claimant, new Set());
  return new Map([...ownerOf].map(([thing, owner]) => [owner, thing]));
}

/**
 * Whether a claimant has one in every largest assignment, so that none can be made in which all others have what they could
 * have and this one has nothing. Two that claim the same single thing are both without it: whose it is cannot be told.
 */
export function isCertain<Claimant>(claims: Claims<Claimant>, claimant: Claimant): boolean {
  const others = new Map(claims);
  others.delete(claimant);
  return assign(claims).size > assign(others).size;
}

/**
 * The worker processes that containers claim as those of their virtual machines. Each container needs one of its own, so a
 * claim counts against those of others also after its container is gone.
 */
export class VmwpLedger<Container> {
  readonly #claims = new Map<Container, readonly string[]>();

  /** Takes the place of an earlier claim of the same container. */
  claim(container: Container, workers: readonly VmWorker[]): void {
    this.#claims.set(container, namesOf(workers));
  }

  /** Whether one of these workers is certainly the container's own, beside what others claim. */
  hasOneOf(container: Container, workers: readonly VmWorker[]): boolean {
    return isCertain(new Map(this.#claims).set(container, namesOf(workers)), container);
  }
}

function namesOf(workers: readonly VmWorker[]): readonly string[] {
  return workers.map(({ pid, created }) => `${pid} ${created}`);
}
