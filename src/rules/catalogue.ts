import type { Level } from '../windows/model.ts';
import { BOUNDARY_RULES } from './boundary-rules.ts';
import { COMPOSE_RULES } from './compose-rules.ts';
import { FAN_OUT_RULES } from './fan-out-rules.ts';
import { FILE_RULES } from './file-rules.ts';
import { HOST_RULES } from './host-rules.ts';
import { isRuleId, RULE_IDS, type RuleId } from './ids.ts';
import { IMAGE_RULES } from './image-rules.ts';
import { PAIRING_RULES } from './pairing-rules.ts';
import type { Rule } from './rule.ts';
import { SMOKE_RULES } from './smoke-rules.ts';
import { WORKFLOW_RULES } from './workflow-rules.ts';

/** Every rule that can fire, by id. Each has a page `docs/rules/<id>.md`, made from its row. */
export const RULES: Readonly<Record<RuleId, Rule>> = {
  ...PAIRING_RULES,
  ...IMAGE_RULES,
  ...FILE_RULES,
  ...HOST_RULES,
  ...BOUNDARY_RULES,
  ...COMPOSE_RULES,
  ...WORKFLOW_RULES,
  ...SMOKE_RULES,
  ...FAN_OUT_RULES,
};

export { isRuleId, RULE_IDS, type RuleId };

/** The row of a rule. */
export function ruleOf(id: RuleId): Rule {
  return RULES[id];
}

/** Where the page of a rule stands. */
export function docsUrl(id: RuleId): string {
  return `${DOCS_BASE}/${id}.md`;
}

/** What the user asked a rule's level to be; `off` silences it. */
export type LevelOverrides = Readonly<Partial<Record<RuleId, Level | 'off'>>>;

const DOCS_BASE = 'https://github.com/windows-isolation-check/windows-isolation-check/blob/main/docs/rules';
