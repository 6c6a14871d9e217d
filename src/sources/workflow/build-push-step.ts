import { pathBelow } from '../compose/files.ts';
import { UNKNOWN } from '../shell/model.ts';
import type { SourceValue } from '../source-value.ts';
import type { BuildDeed } from './model.ts';
import { placeOf } from './node.ts';
import type { StepInputs } from './step-inputs.ts';
import { type ExpandedText, itemsOf } from './values.ts';
import { belowWorkspace } from './workspace.ts';

/** Stands for the Git context, which is the checkout at the commit of the run. */
const DEFAULT_CONTEXT = /^\s*\{\{\s*defaultContext\s*\}\}/;

/**
 * What docker/build-push-action builds. Without a `context` it builds from Git, so paths are those of the workspace.
 * Source: its README, and docker/actions-toolkit `util.ts` for lists.
 */
export function readBuildPush(inputs: StepInputs): BuildDeed {
  const target = inputs.used('target')?.whole;
  const dockerfilePath = dockerfilePathOf(inputs.used('context')?.text, inputs.used('file')?.text);
  return {
    kind: 'build',
    step: inputs.step,
    place: placeOf(inputs.uses),
    args: argsOf(inputs),
    platforms: inputs.list('platforms'),
    // Nothing is judged by its tags, and most of them are of this run: they are worth no word.
    tags: inputs.list('tags', { told: false }),
    options: [],
    ...(target === undefined ? {} : { target }),
    ...(dockerfilePath === undefined ? {} : { dockerfilePath }),
  };
}

/** Whether it builds what Git has of the repository, and not what lies in the workspace. */
export function buildsGitContext(inputs: StepInputs): boolean {
  const context = inputs.text('context')?.text;
  return context === undefined || DEFAULT_CONTEXT.test(context);
}

function dockerfilePathOf(context = '{{defaultContext}}', file: string | undefined): string | undefined {
  if (context.includes(UNKNOWN) || file?.includes(UNKNOWN)) return undefined;
  const git = DEFAULT_CONTEXT.exec(context)?.[0];
  if (git !== undefined) {
    const directory = context.slice(git.length).trim().replace(/^:/, '');
    return pathBelow(directory, file?.trim() ?? 'Dockerfile');
  }
  if (file !== undefined) return pathBelow('', belowWorkspace(file.trim()));
  const directory = pathBelow('', belowWorkspace(context.trim()));
  return directory === undefined ? undefined : pathBelow(directory, 'Dockerfile');
}

function argsOf(inputs: StepInputs): ReadonlyMap<string, SourceValue | undefined> {
  const text = inputs.used('build-args');
  const args = new Map<string, SourceValue | undefined>();
  for (const { text: item, from, to } of text === undefined ? [] : itemsOf(text.text, false)) {
    const at = item.indexOf('=');
    const name = at < 0 ? item : item.slice(0, at);
    inputs.looked.at(name);
    if (text === undefined || name.includes(UNKNOWN)) continue;
    args.set(
      name,
      at < 0
        ? fromEnvironment(name, inputs, text.value(from, to))
        : argumentValue(text, from, from + at + 1, to),
    );
  }
  return args;
}

/** The value behind `=`, with the place of all of the argument. */
function argumentValue(text: ExpandedText, start: number, from: number, to: number): SourceValue {
  const value = from < to ? text.value(from, to) : { value: '', written: '' };
  return { ...value, place: text.place(start, to) };
}

/** An argument without a value takes that of the environment. */
function fromEnvironment(name: string, inputs: StepInputs, written: SourceValue): SourceValue | undefined {
  const { variables } = inputs.environment;
  if (!variables.has(name)) return undefined;
  const value = variables.get(name);
  return value === undefined ? { ...written, value: '', unknown: true } : { ...written, value };
}
