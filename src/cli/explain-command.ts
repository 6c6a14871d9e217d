import { CheckError } from '../errors.ts';
import { nearestName } from '../hosts/nearest.ts';
import { clip, visible } from '../report/visible.ts';
import { isRuleId, RULE_IDS } from '../rules/catalogue.ts';
import { ruleText } from '../rules/page.ts';
import { explanationOf } from './explanation.ts';
import { parseOptions } from './options.ts';
import { readAll, type Terminal } from './terminal.ts';

/** An engine's error text is a few lines; a whole log is more than one question. */
const TEXT_LIMIT = 1_000_000;

/** What a rule, a code or an engine's error text means, with its remedy and sources. */
export async function explainCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  // A decimal exit code may be negative, which is no option.
  const given = args.map((arg) => (/^-\d+$/.test(arg) ? ` ${arg}` : arg));
  const { positionals } = parseOptions('explain', given, {});
  const text = (positionals[0] === '-' ? await readAll(terminal, TEXT_LIMIT) : positionals.join(' ')).trim();
  if (text === '') {
    throw new CheckError(
      'usage',
      'explain needs something to explain.',
      'Give a rule, a code or an error text.',
    );
  }
  const rule = text.toLowerCase();
  if (isRuleId(rule)) {
    await terminal.write(ruleText(rule));
    return 0;
  }
  const explanation = explanationOf(text);
  if (explanation === undefined) {
    const nearest = /\s/.test(text) ? undefined : nearestName(text, RULE_IDS);
    const hint = nearest === undefined ? '' : ` Did you mean the rule ${nearest}?`;
    throw new CheckError(
      'usage',
      `Nothing is known of \`${visible(clip(text, 200))}\`.${hint}`,
      'Give a rule id (`docs/rules/`), a code such as 0xc0370101, or the whole text of the error.',
    );
  }
  await terminal.write(explanation);
  return 0;
}
