import type { BoundaryRule } from './boundary-model.ts';
import { ISOLATIONS, type Isolation, type Level } from './model.ts';

/** The level of each rule where the row says no other; the catalogue of rules has the same. */
export const BOUNDARY_LEVELS: Readonly<Record<BoundaryRule, Level>> = {
  'option-rejected': 'error',
  'option-ignored': 'warning',
  'option-not-with-hyperv': 'error',
  'host-opened': 'warning',
  'platform-without-version': 'notice',
  'compose-isolation-ignored': 'notice',
};

/** The modes a container may be in; both where that is not known. */
export function modes(isolation: Isolation | undefined): readonly Isolation[] {
  return isolation === undefined ? ISOLATIONS : [isolation];
}
