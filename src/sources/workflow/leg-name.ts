import { UNKNOWN } from '../shell/model.ts';
import type { Combination } from './combination.ts';
import { type MapNode, textAt } from './node.ts';
import type { Contexts, Templates } from './template.ts';
import { withoutWorkspace } from './workspace.ts';

/** Where GitHub cuts names off. */
const LONGEST = 100;

/**
 * The name of a job as GitHub shows it: its own with the values of the matrix behind it, or as it is where it has expressions.
 * Source: actions/runner, `JobDisplayNameBuilder.cs`.
 */
export function legName(
  id: string,
  job: MapNode,
  combination: Combination,
  { templates, contexts }: { readonly templates: Templates; readonly contexts: Contexts },
): string {
  const name = textAt(job, 'name');
  const { segments } = combination;
  const plain = name === undefined ? undefined : templates.textFilledIn(name, combination);
  if (plain !== undefined) return cut(plain);
  const expanded = name === undefined ? undefined : templates.expand(name, contexts);
  if (expanded !== undefined && expanded.segments.length > 0) {
    return cut(expanded.text.includes(UNKNOWN) ? (name?.raw.text ?? id) : withoutWorkspace(expanded.text));
  }
  const own = expanded?.text || id;
  return cut(segments.length === 0 ? own : `${own} (${segments.join(', ')})`);
}

function cut(name: string): string {
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 3)}...` : name;
}
