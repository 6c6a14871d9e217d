import { SOURCES } from '../windows/sources.ts';
import { docsUrl, RULE_IDS, type RuleId, ruleOf } from './catalogue.ts';

/** The Markdown page of a rule, as it stands in `docs/rules/`. */
export function rulePage(id: RuleId): string {
  const rule = ruleOf(id);
  const parts = [
    `# ${id}`,
    rule.sentence,
    `Level: **${rule.level}**. Set another with \`levels: ${id}=notice\` (or \`off\`), on the command line \`--level ${id}=notice\`.`,
    rule.help,
  ];
  if (rule.sources.length > 0) {
    parts.push('## Sources', rule.sources.map((source) => sourceLine(source)).join('\n'));
  }
  parts.push('[All rules](README.md)');
  return `${parts.join('\n\n')}\n`;
}

/** The list of all rules, as it stands in `docs/rules/README.md`. */
export function rulesIndex(): string {
  const rows = RULE_IDS.map((id) => `| [${id}](${id}.md) | ${ruleOf(id).level} | ${ruleOf(id).sentence} |`);
  return `# Rules\n\n| rule | level | what is wrong |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
}

/** What `explain <rule>` prints. */
export function ruleText(id: RuleId): string {
  const rule = ruleOf(id);
  const sources = rule.sources.map((source) => `  ${SOURCES[source].url}`);
  const parts = [`${id} (${rule.level})`, rule.sentence, rule.help];
  if (sources.length > 0) parts.push(`Sources:\n${sources.join('\n')}`);
  parts.push(docsUrl(id));
  return `${parts.join('\n\n')}\n`;
}

function sourceLine(id: keyof typeof SOURCES): string {
  const source = SOURCES[id];
  return `- [${source.title}](${source.url}), read ${source.read}`;
}
