import { Array as ArrayData } from '@actions/expressions/data/array';
import { Dictionary } from '@actions/expressions/data/dictionary';
import type { ExpressionData } from '@actions/expressions/data/index';
import type { Place } from '../reading.ts';
import { nodeAt, placeOf, type WorkflowNode } from './node.ts';
import { originOf } from './origins.ts';
import type { Tell } from './problems.ts';
import type { Contexts, Templates } from './template.ts';
import { type Cause, OpenDictionary, Unknown } from './unknown.ts';

/** The labels of a `runs-on`. */
export interface RunsOnLabels {
  /** Undefined where they are not known. */
  readonly labels?: readonly string[];
  readonly causes: readonly Cause[];
}

interface RunsOnSurroundings {
  readonly templates: Templates;
  readonly contexts: Contexts;
  readonly matrix: ExpressionData;
  readonly tell: Tell;
}

/** The labels of a `runs-on` in any of its forms. `place` decides on them. */
export function runsOnLabels(
  node: WorkflowNode,
  place: Place,
  { templates, contexts, tell }: RunsOnSurroundings,
): RunsOnLabels {
  const value = templates.value(node, contexts);
  const given = value instanceof Dictionary ? labelsIn(value) : value;
  const values = given instanceof ArrayData ? given.values() : given === undefined ? [] : [given];
  const unknown = values.filter((each): each is Unknown => each instanceof Unknown);
  const wrong = values.findIndex((each) => !(each instanceof Unknown) && !each.primitive);
  if (wrong >= 0) {
    tell.syntax(
      wrongPlace(node, wrong) ?? place,
      'A label of runs-on is no text',
      'Write one label, or a list of labels: [self-hosted, windows].',
    );
  }
  const causes = unknown.flatMap(({ cause }) => cause ?? []);
  const labels = values.map((each) => each.coerceString().trim()).filter((label) => label !== '');
  return { causes, ...(unknown.length > 0 || wrong >= 0 || labels.length === 0 ? {} : { labels }) };
}

/** Where a label that is none is written; undefined where an expression gives it. */
function wrongPlace(node: WorkflowNode, at: number): Place | undefined {
  const labels = node.kind === 'map' ? nodeAt(node, 'labels') : node;
  const item = labels?.kind === 'list' ? labels.items[at] : labels;
  return item === undefined || item === node ? undefined : placeOf(item);
}

/** A group alone says nothing about its runners. */
function labelsIn(value: Dictionary): ExpressionData | undefined {
  if (value instanceof OpenDictionary) return new Unknown();
  return value.get('labels');
}

/** The entry of the matrix, or the input, that an expression of `runs-on` hands on; else `runs-on` itself. */
export function decidingPlace(
  node: WorkflowNode,
  { templates, contexts, matrix }: RunsOnSurroundings,
): Place {
  const labels = node.kind === 'map' ? (nodeAt(node, 'labels') ?? node) : node;
  for (const item of labels.kind === 'list' ? labels.items : [labels]) {
    if (item.kind !== 'text') continue;
    const key = templates.parts.keyHandedOn(item);
    const entry = key !== undefined && matrix instanceof Dictionary ? originOf(matrix.get(key)) : undefined;
    if (entry !== undefined) return entry;
    const { data, segments } = templates.expand(item, contexts);
    if (segments.length === 0) continue;
    const [handed] = segments.flatMap((segment) => originOf(segment.data) ?? []);
    const first = handed ?? (data instanceof ArrayData ? originOf(data.values()[0]) : undefined);
    if (first !== undefined) return first;
    for (const key of templates.parts.matrixKeys(item)) {
      const value = matrix instanceof Dictionary ? matrix.get(key) : undefined;
      const origin = originOf(value);
      if (origin !== undefined && value?.coerceString() !== '') return origin;
    }
  }
  return placeOf(labels);
}
