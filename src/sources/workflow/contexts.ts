import { Dictionary } from '@actions/expressions/data/dictionary';
import type { ExpressionData } from '@actions/expressions/data/index';
import { StringData } from '@actions/expressions/data/string';
import { WORKSPACE } from '../shell/model.ts';
import type { Environment } from './environment.ts';
import type { Runner } from './runner.ts';
import { OpenDictionary } from './unknown.ts';

/** What is known before the run. Contexts that are not in it (`secrets`, `needs`, `steps` …) are not known at all. */
export interface KnownContexts {
  readonly inputs: Dictionary;
  /** Of a step that an action runs: where the action lies. */
  readonly actionPath?: string;
  readonly matrix?: ExpressionData;
  readonly runner?: Runner;
  readonly environment?: Environment;
}

/** The contexts as the library takes them. */
export function contextsOf(known: KnownContexts): Dictionary {
  const contexts = new Dictionary();
  contexts.add('github', githubOf(known));
  contexts.add('inputs', known.inputs);
  if (known.environment !== undefined) contexts.add('env', known.environment.context);
  if (known.matrix !== undefined) contexts.add('matrix', known.matrix);
  if (known.runner !== undefined) contexts.add('runner', runnerContext(known.runner));
  return contexts;
}

/** By the inputs: all legs of a workflow have the same. */
const GITHUB = new WeakMap<Dictionary, Dictionary>();

function githubOf(known: KnownContexts): Dictionary {
  if (known.actionPath !== undefined) return madeGithub(known);
  const github = GITHUB.get(known.inputs) ?? madeGithub(known);
  GITHUB.set(known.inputs, github);
  return github;
}

function madeGithub({ inputs, actionPath }: KnownContexts): Dictionary {
  const github = new OpenDictionary();
  github.add('workspace', new StringData(WORKSPACE));
  if (actionPath !== undefined) {
    github.add('action_path', new StringData(actionPath === '' ? WORKSPACE : `${WORKSPACE}/${actionPath}`));
  }
  const event = new OpenDictionary();
  event.add('inputs', inputs);
  github.add('event', event);
  return github;
}

function runnerContext({ os, arch, temp }: Runner): Dictionary {
  const runner = new OpenDictionary();
  if (os !== undefined) runner.add('os', new StringData(os));
  if (arch !== undefined) runner.add('arch', new StringData(arch));
  if (temp !== undefined) runner.add('temp', new StringData(temp));
  return runner;
}
