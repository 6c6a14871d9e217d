import type { SourceValue } from '../../../src/sources/source-value.ts';
import {
  type BuildDeed,
  type Deed,
  readWorkflow,
  type WorkflowLeg,
  type WorkflowReading,
} from '../../../src/sources/workflow.ts';

/** Where the workflow stands that is read. */
export const FILE = '.github/workflows/build.yml';

/** Files of a workspace by path; a text alone is the workflow. */
export type Files = string | Readonly<Record<string, string>>;

/** Reads a workflow. */
export function read(files: Files, file = FILE): Promise<WorkflowReading> {
  const all = typeof files === 'string' ? { [FILE]: files } : files;
  return readWorkflow({ file, read: async (path) => (Object.hasOwn(all, path) ? all[path] : undefined) });
}

/** A workflow with one job, `build`. */
export function job(...lines: readonly string[]): string {
  return ['on: push', 'jobs:', '  build:', ...lines.map((line) => `    ${line}`)].join('\n');
}

/** `name: labels @line:column`, one a leg. */
export function legLines({ legs }: WorkflowReading): readonly string[] {
  return legs.map(({ name, labels, place }) => `${name}: ${labels?.join('+') ?? '?'} @${at(place)}`);
}

/** `code file:line:column`, one a problem; the file is left out where it is the workflow. */
export function problemLines({ problems }: WorkflowReading): readonly string[] {
  return problems.map(({ code, place }) => `${code} ${at(place)}`);
}

export function at({ file, line, column }: { file: string; line: number; column: number }): string {
  return file === FILE ? `${line}:${column}` : `${file}:${line}:${column}`;
}

/** What a leg does, one line a deed. */
export function deedLines({ deeds }: Pick<WorkflowLeg, 'deeds'>): readonly string[] {
  return deeds.map((deed) => `${deed.step} @${at(deed.place)}: ${does(deed)}`);
}

/** The deeds of every leg, under the name of the leg. */
export function deedsByLeg({ legs }: WorkflowReading): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(legs.map((leg) => [leg.name, deedLines(leg)]));
}

function does(deed: Deed): string {
  if (deed.kind === 'build') return build(deed);
  if (deed.kind === 'compose')
    return `compose ${deed.command} ${deed.files?.join(',') ?? '-'} in ${deed.directory ?? '?'}`;
  if (deed.kind === 'bake')
    return `bake ${deed.files?.join(',') ?? '-'} ${deed.targets.join(',')} in ${deed.directory ?? '?'}`;
  if (deed.kind === 'check')
    return `check ${[...deed.inputs].map(([name, value]) => `${name}=${shown(value)}`).join(' ')}`;
  return `${deed.kind} ${shown(deed.image)}`;
}

function build({ dockerfilePath, args, target, isolation, platforms }: BuildDeed): string {
  const parts = [`build ${dockerfilePath ?? '?'}`];
  for (const [name, value] of args) parts.push(`${name}=${value === undefined ? '(none)' : shown(value)}`);
  if (target !== undefined) parts.push(`target=${shown(target)}`);
  if (isolation !== undefined) parts.push(`isolation=${shown(isolation)}`);
  for (const platform of platforms) parts.push(`platform=${shown(platform)}`);
  return parts.join(' ');
}

function shown({ value, unknown }: SourceValue): string {
  return unknown === true ? '?' : value;
}
