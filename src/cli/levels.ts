import { CheckError } from '../errors.ts';
import { nearestName } from '../hosts/nearest.ts';
import type { LevelOverrides } from '../rules/catalogue.ts';
import { isRuleId, RULE_IDS } from '../rules/ids.ts';
import { choose, pairs } from './options.ts';

/** `RULE=LEVEL` pairs. Throws `usage` for a rule or a level that there is not. */
export function levelsOf(given: readonly string[]): LevelOverrides {
  const entries = Object.entries(pairs('--level', given)).map(([rule, level]) => {
    if (!isRuleId(rule)) {
      const nearest = nearestName(rule, RULE_IDS);
      throw new CheckError(
        'usage',
        `--level names the rule \`${rule}\`, which there is not.${nearest === undefined ? '' : ` Did you mean ${nearest}?`}`,
        'The rules stand in docs/rules/README.md.',
      );
    }
    return [rule, choose('--level', level, ['error', 'warning', 'notice', 'off'], 'off')] as const;
  });
  return Object.fromEntries(entries);
}
