import { ADVISORIES, type Advisory } from './advisory-table.ts';
import { isWithin, type NumberRange } from './conflicts.ts';
import type { Family, Isolation, Product, WindowsVersion } from './model.ts';

export { ADVISORIES, type Advisory } from './advisory-table.ts';

/** A pairing as the advisories see it: both versions and the host's product are known. */
export interface AdvisedPairing {
  readonly host: WindowsVersion;
  readonly product: Product;
  readonly image: WindowsVersion;
  readonly family: Family;
  readonly isolation: Isolation;
}

/** The rows that hold for the pairing. A row that asks for a revision never holds while that revision is unknown. */
export function advisoriesFor(pairing: AdvisedPairing): readonly Advisory[] {
  return ADVISORIES.filter((row) => !row.quiet && matches(row, pairing));
}

function matches({ when }: Advisory, { host, product, image, family, isolation }: AdvisedPairing): boolean {
  return (
    (when.hostBuilds === undefined || isWithin(host.build, when.hostBuilds)) &&
    (when.hostRevisions === undefined || hasRevision(host, when.hostRevisions)) &&
    (when.product === undefined || when.product === product) &&
    (when.imageBuilds === undefined || isWithin(image.build, when.imageBuilds)) &&
    (when.imageRevisions === undefined || hasRevision(image, when.imageRevisions)) &&
    (when.families === undefined || when.families.includes(family)) &&
    (when.isolation === undefined || when.isolation === isolation)
  );
}

function hasRevision({ revision }: WindowsVersion, range: NumberRange): boolean {
  return revision !== undefined && isWithin(revision, range);
}
