import { CheckError } from '../errors.ts';
import { nearestName } from '../hosts/nearest.ts';
import type { LevelOverrides } from '../rules/catalogue.ts';
import { isRuleId, RULE_IDS } from '../rules/ids.ts';
import { choose, pairs } from './options.ts';

/** `RULE=LEVEL` pairs. Throws `usage` for a rule or a level that there is not. */
export function levelsOf(given: readonly string[]): LevelOverrides {
  refuseContradiction(given);
  const entries = Object.entries(pairs('--level', given)).map(([rule, level]) => {
    if (!isRuleId(rule)) {
      const nearest = nearestName(rule, RULE_IDS);
      throw new CheckError(
        'usage',
        `--level names the rule \`${rule}\`, which there is not.${nearest === undefined ? '' : ` Did you mean ${nearest}?`}`,
        'The rules stand in docs/rules/README.md.',
      );
    }
    return [
      rule,
      choose('--level', level, ['error', 'warning', 'notice', 'off'], 'off', `--level ${rule}=`),
    ] as const;
  });
  return Object.fromEntries(entries);
}

/** The last level of a rule would be taken in silence, and another be meant. */
function refuseContradiction(given: readonly string[]): void {
  const levels = new Map<string, string>();
  for (const [rule, level] of given.flatMap((each) => Object.entries(pairs('--level', [each])))) {
    const before = levels.get(rule);
    if (before !== undefined && before.toLowerCase() !== level.toLowerCase()) {
      throw new CheckError(
        'usage',
        `--level takes one level a rule; ${rule} was given \`${before}\` and \`${level}\`.`,
        `Leave out all but one --level ${rule}.`,
      );
    }
    levels.set(rule, level);
  }
}
