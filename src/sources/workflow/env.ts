import { Dictionary } from '@actions/expressions/data/dictionary';
import type { ExpressionData } from '@actions/expressions/data/index';
import { StringData } from '@actions/expressions/data/string';
import type { Environment } from './environment.ts';
import type { WorkflowNode } from './node.ts';
import type { Surroundings } from './surroundings.ts';
import type { Contexts } from './template.ts';
import { Unknown } from './unknown.ts';

/** An environment with an `env` over it. */
export function environmentWith(
  env: WorkflowNode | undefined,
  base: Environment,
  { templates, environments }: Surroundings,
  contexts: Contexts,
): Environment {
  if (env === undefined || env.kind === 'empty' || env.kind === 'list') return base;
  if (env.kind === 'text') {
    const { data } = templates.expand(env, contexts);
    if (data instanceof Unknown) return environments.over(base, 'unknown');
    if (!(data instanceof Dictionary)) return base;
    return environments.over(
      base,
      data.pairs().map(({ key, value }) => [key, value]),
    );
  }
  const entries: [string, ExpressionData][] = [];
  for (const [name, { node }] of env.entries) {
    if (node.kind === 'text') entries.push([name, templates.expand(node, contexts).data]);
    else if (node.kind === 'empty') entries.push([name, new StringData('')]);
  }
  return entries.length === 0 ? base : environments.over(base, entries);
}
