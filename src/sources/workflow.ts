import type { FileReader } from './compose/files.ts';
import type { SourceProblem } from './reading.ts';
import { Budget } from './workflow/budget.ts';
import { Environments } from './workflow/environment.ts';
import { startInputs } from './workflow/inputs.ts';
import { readJobs } from './workflow/jobs.ts';
import { Library } from './workflow/library.ts';
import { Looked } from './workflow/marks.ts';
import type { WorkflowLeg, WorkflowReading } from './workflow/model.ts';
import { type MapNode, nodeAt, placeOf } from './workflow/node.ts';
import { Tell } from './workflow/problems.ts';
import { Scripts } from './workflow/scripts.ts';
import type { Surroundings } from './workflow/surroundings.ts';
import type { KnownDockerfiles } from './workflow/telling.ts';
import { Templates } from './workflow/template.ts';

export type { FileReader } from './compose/files.ts';
export type * from './workflow/model.ts';
export type { KnownDockerfiles } from './workflow/telling.ts';

export interface WorkflowOptions {
  /** Relative to the workspace, with forward slashes. */
  readonly file: string;
  /** Gives the content of any file that it leads to. What it throws becomes a problem. */
  readonly read: FileReader;
  /**
   * Where it is given, legs that differ in nothing but arguments that do not matter and the names of what they build have one
   * list of deeds, with the values of the first of them.
   */
  readonly dockerfiles?: KnownDockerfiles;
}

/**
 * Reads a workflow of GitHub Actions: what each leg of each job does with images, on which runner, as far as that is known
 * before a run. Local reusable workflows and composite actions are followed. What is not known makes that value unknown, and
 * nothing else. Never throws for what stands in the files: that becomes a problem with its place.
 */
export async function readWorkflow({ file, read, dockerfiles }: WorkflowOptions): Promise<WorkflowReading> {
  const problems: SourceProblem[] = [];
  const looked = new Looked();
  const tell = new Tell(problems, looked);
  const library = new Library(read, tell);
  const document = await library.load(file);
  const legs =
    document === undefined
      ? []
      : legsOf(document, file, { library, tell, looked, ...(dockerfiles && { dockerfiles }) });
  return {
    file,
    files: library.files.read,
    calledOnly: document !== undefined && isCalledOnly(document),
    legs,
    problems: inOrder(problems, file),
    line: (path, number) => library.files.line(path, number),
  };
}

function legsOf(
  document: MapNode,
  file: string,
  parts: Pick<Surroundings, 'library' | 'tell' | 'looked' | 'dockerfiles'>,
): readonly WorkflowLeg[] {
  const { tell, looked } = parts;
  const budget = new Budget();
  const templates = new Templates(tell, budget, looked);
  const all = {
    ...parts,
    budget,
    templates,
    environments: new Environments(budget),
    scripts: new Scripts(),
  };
  const call = { document, inputs: startInputs(document, templates), prefix: '', callers: [] };
  const legs = readJobs(call, file, all);
  if (budget.spent) {
    tell.syntax(
      placeOf(document),
      `${file} comes to more legs and steps than can be read, with all that it calls; the rest is left out`,
      'Make several workflows of it.',
    );
  }
  return legs;
}

/** Whether nothing starts the workflow but a call of another one. */
function isCalledOnly(document: MapNode): boolean {
  const on = nodeAt(document, 'on');
  if (on?.kind === 'text') return on.raw.text === 'workflow_call';
  const events =
    on?.kind === 'map'
      ? [...on.entries.keys()]
      : on?.kind === 'list'
        ? on.items.map((item) => (item.kind === 'text' ? item.raw.text : ''))
        : [];
  return events.length > 0 && events.every((event) => event === 'workflow_call');
}

/** By file and place, those of the workflow itself first. */
function inOrder(problems: readonly SourceProblem[], file: string): readonly SourceProblem[] {
  const files = new Set([file, ...problems.map(({ place }) => place.file)]);
  const order = new Map([...files].map((name, at) => [name, at]));
  return [...problems].sort(
    ({ place: a }, { place: b }) =>
      (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) || a.line - b.line || a.column - b.column,
  );
}
