import { Dictionary } from '@actions/expressions/data/dictionary';
import type { ExpressionData } from '@actions/expressions/data/index';
import { StringData } from '@actions/expressions/data/string';
import type { Combination } from './combination.ts';
import { hasMarkIn, MOST_MARKS, markAt, mayBeMarked } from './marks.ts';
import { keyPart } from './matrix-key.ts';
import { isMarked, type MapNode, nodeAt, type WorkflowNode } from './node.ts';
import { type FoundExpression, namesRead } from './parts.ts';
import type { Templates } from './template.ts';

/** A combination with marks in the place of values. */
export interface MarkedCombination {
  /** The same text for combinations that are the same with their marks. */
  readonly key: string;
  /** Made when it is asked for. */
  readonly matrix: () => ExpressionData;
  /** At the positions of their marks. */
  readonly values: readonly string[];
}

/** Nodes of a job whose expressions say what its legs do. */
export interface JobNodes {
  readonly job: MapNode;
  readonly steps: readonly WorkflowNode[];
  readonly defaults: readonly WorkflowNode[];
  /** The local actions that the steps use. */
  readonly actions: readonly MapNode[];
  /** Of the workflow. */
  readonly inputs: Dictionary;
}

/** What the legs of one job have in common: the matrix with marks in the place of what no leg looks at. */
export class MarkedMatrix {
  /** The keys of the matrix that the deeds of the job hang on; the position of a key is that of its mark. */
  readonly #keys: readonly string[];
  readonly #looked: Set<string>;
  readonly #texts = new Map<ExpressionData, string | null>();

  constructor(nodes: JobNodes, templates: Templates) {
    const { job, steps, defaults, actions } = nodes;
    const own = [nodeAt(job, 'env'), nodeAt(job, 'container'), nodeAt(job, 'services')];
    const all = [...own.flatMap((node) => node ?? []), ...steps, ...defaults, ...actions];
    const found = templates.parts.expressionsIn(all);
    const keys = namesRead(found, 'matrix');
    const isPlain = ![job, ...actions].some(({ source }) => isMarked(source)) && !hasMarkIn(nodes.inputs);
    this.#keys = isPlain && !keys.has('*') && keys.size <= MOST_MARKS ? [...keys].sort() : [];
    this.#looked = lookedKeys(found, nodes, templates);
  }

  /** A combination with its marks; undefined where it has none. */
  of(combination: Combination): MarkedCombination | undefined {
    if (this.#keys.length === 0 || combination.isOpen) return undefined;
    const values: string[] = [];
    let marks = '';
    let real = '';
    for (let position = 0; position < this.#keys.length; position++) {
      const key = this.#keys[position] ?? '';
      const value = combination.get(key);
      const text = value === undefined || this.#looked.has(key) ? undefined : this.#textOf(value);
      if (text !== undefined) {
        values[position] = text;
        marks += `${position} `;
      } else real += keyPart(value);
    }
    if (marks === '') return undefined;
    return { key: `${marks}${real}`, matrix: () => this.#marked(combination, values), values };
  }

  /** The text of a value that a mark may stand for. Combinations have most of their values in common. */
  #textOf(value: ExpressionData): string | undefined {
    let text = this.#texts.get(value);
    if (text === undefined) {
      const written = value.primitive ? value.coerceString() : '';
      text = mayBeMarked(written) ? written : null;
      this.#texts.set(value, text);
    }
    return text ?? undefined;
  }

  #marked(combination: Combination, values: readonly string[]): Dictionary {
    const marked = new Dictionary();
    for (const [position, key] of this.#keys.entries()) {
      const value = values[position] === undefined ? combination.get(key) : new StringData(markAt(position));
      if (value !== undefined) marked.add(key, value);
    }
    return marked;
  }

  /** Values make a difference that were thought to make none. */
  look(positions: ReadonlySet<number>): void {
    const before = this.#looked.size;
    for (const position of positions) {
      const key = this.#keys[position];
      if (key !== undefined) this.#looked.add(key);
    }
    // What nobody can tell is read for every leg by itself.
    if (this.#looked.size === before) for (const key of this.#keys) this.#looked.add(key);
  }
}

/**
 * The keys that expressions look at, by themselves or by the environment and the inputs that they are handed on by: what they
 * make something of, and what decides on something. What an expression hands on as it is is not looked at.
 */
function lookedKeys(
  found: readonly FoundExpression[],
  { job, steps, actions }: JobNodes,
  templates: Templates,
): Set<string> {
  const looking = found.filter(({ part, decides }) => decides || part.handsOn !== true);
  const looked = namesRead(looking, 'matrix');
  const look = (node: WorkflowNode | undefined) => {
    if (node !== undefined) for (const key of templates.parts.matrixKeys(node)) looked.add(key);
  };
  const variables = namesRead(looking, 'env');
  for (const holder of variables.size === 0 ? [] : [job, ...steps, ...actions]) {
    const env = nodeAt(holder, 'env');
    for (const [name, { node }] of env?.kind === 'map' ? env.entries : [])
      if (variables.has('*') || variables.has(name.toLowerCase())) look(node);
  }
  if (actions.length > 0 && namesRead(looking, 'inputs').size > 0)
    for (const step of steps) look(nodeAt(step, 'with'));
  return looked;
}
