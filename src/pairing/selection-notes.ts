import type { Host } from '../hosts/model.ts';
import type { ImageEntry } from '../images/model.ts';
import type { HostSelection, Selection, SelectionObservation } from '../images/selection.ts';
import { ruleOf } from '../rules/catalogue.ts';
import type { VerdictFinding } from './model.ts';

/** What is to be said of the choice from an index; that nothing at all is taken is said by the verdict. */
export function notesOf(selection: HostSelection, host: Host): readonly VerdictFinding[] {
  return selection.observations.flatMap((observation) => noteOf(observation, host) ?? []);
}

function noteOf(observation: SelectionObservation, host: Host): VerdictFinding | undefined {
  switch (observation.code) {
    case 'no-matching-manifest':
      return undefined;
    case 'platform-not-understood':
      return note('invalid-platform', `\`${observation.written}\` is no platform that a builder would take.`);
    case 'selection-depends-on-engine': {
      // With the store known there is one answer, and the other is nobody's concern.
      if (observation.storeKnown) return undefined;
      const { graphdriver, containerd } = observation;
      return note(
        'selection-depends-on-engine',
        `With the graphdriver store, Docker's default on Windows, the engine takes ${named(graphdriver)}; with the containerd store ${named(containerd)}.`,
      );
    }
    case 'missing-os-version':
      return note(
        'missing-os-version',
        `${observation.entries.length} Windows ${observation.entries.length === 1 ? 'entry' : 'entries'} of its index ${observation.entries.length === 1 ? 'has' : 'have'} no os.version${observation.taken ? ', and the engine takes one of these' : ''}.`,
      );
    case 'fitting-entry-not-taken': {
      const { fitting, taken, store } = observation;
      return note(
        'fitting-entry-not-taken',
        `The index has ${describe(fitting.entry)}, which would run on ${host.id}, but with the ${store} store the engine takes ${named(taken)}.`,
      );
    }
  }
}

function note(rule: VerdictFinding['rule'], message: string): VerdictFinding {
  return { rule, level: ruleOf(rule).level, message };
}

function named(selection: Selection): string {
  return selection.kind === 'entry' ? describe(selection.entry) : 'none';
}

function describe(entry: ImageEntry): string {
  return `${entry.platform.os} ${entry.platform.osVersion ?? 'without os.version'} (${entry.digest.slice(0, 19)}…)`;
}
