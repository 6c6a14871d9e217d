import { BOUNDARY_LEVELS, modes } from './boundary-levels.ts';
import type { BoundaryFinding, ContainerOption } from './boundary-model.ts';
import { OPTION_CONFLICTS, type OptionConflict } from './boundary-table.ts';
import { isSet } from './boundary-value.ts';
import type { Isolation } from './model.ts';

/** Options that are given together and do not go together. */
export function optionConflicts<P>(
  options: readonly ContainerOption<P>[],
  isolation: Isolation | undefined,
): readonly BoundaryFinding<P>[] {
  return OPTION_CONFLICTS.flatMap((conflict): readonly BoundaryFinding<P>[] => {
    const given = conflict.options.map((name) => lastSet(options, name));
    const [first, second] = given;
    const where = conflictModes(conflict, options, isolation);
    if (first === undefined || second === undefined || where.length === 0) return [];
    const rejected = conflict.effect === 'rejected';
    const outcome = rejected
      ? `Windows engines refuse ${first.written} together with ${second.written}`
      : `In process isolation ${conflict.dropped === first.name ? first.written : second.written} is dropped`;
    return [
      {
        rule: rejected ? 'option-rejected' : 'option-ignored',
        level: BOUNDARY_LEVELS[rejected ? 'option-rejected' : 'option-ignored'],
        message: `${outcome}: "${conflict.engine}".`,
        remedy: conflict.remedy,
        engine: conflict.engine,
        options: [first, second],
        isolation: where,
        sources: conflict.sources,
      },
    ];
  });
}

function conflictModes(
  conflict: OptionConflict,
  options: readonly ContainerOption[],
  isolation: Isolation | undefined,
): readonly Isolation[] {
  const { unlessInProcess } = conflict;
  const spared = unlessInProcess !== undefined && lastSet(options, unlessInProcess) !== undefined;
  return conflict.isolation.filter(
    (mode) => modes(isolation).includes(mode) && !(spared && mode === 'process'),
  );
}

function lastSet<P>(options: readonly ContainerOption<P>[], name: string): ContainerOption<P> | undefined {
  return options.findLast((option) => option.name === name && isSet(option));
}
