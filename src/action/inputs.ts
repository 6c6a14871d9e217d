import path from 'node:path';
import type { CheckOptions } from '../check.ts';
import type { LevelOverrides } from '../rules/catalogue.ts';
import { isRuleId, RULE_IDS } from '../rules/ids.ts';
import { isOutside } from '../sources/outside.ts';
import { type Environment, givenInputs, INPUT_NAMES, type InputName } from './input-names.ts';
import { alternatives, InputReader, meant, quoted } from './input-reader.ts';
import { pairOf } from './input-text.ts';
import { smokeOf } from './smoke-inputs.ts';

/** What the action is told besides what to check. */
export interface ActionSettings {
  readonly insecureRegistries: readonly string[];
  /** By registry, in the order they are asked. */
  readonly mirrors: Readonly<Record<string, readonly string[]>>;
  readonly timeoutSeconds: number;
  /** Absolute path. */
  readonly reportFile: string;
  /** Whether a job summary is written. */
  readonly summary: boolean;
  /** Whether findings become annotations. */
  readonly annotations: boolean;
  /** Whether the stopped Docker service of a Windows runner is started. */
  readonly startEngine: boolean;
  /** The config file, relative to the checked directory; left out for the usual one, if it is there. */
  readonly config?: string;
  /** Variants in YAML or JSON. */
  readonly variants?: string;
  /** Reports that are merged in place of a check, as files, directories or patterns; empty for a check. */
  readonly reports: readonly string[];
  /** Absolute path of the checkout, which annotations are relative to. */
  readonly repository: string;
}

export interface ActionInputs {
  readonly options: CheckOptions;
  readonly settings: ActionSettings;
  /** The names of the inputs that were given. */
  readonly given: ReadonlySet<string>;
  /** What is odd and keeps nothing from being done. */
  readonly warnings: readonly string[];
}

/** What stands in where the runner does not tell a directory. */
export interface Directories {
  readonly current: string;
  readonly temporary: string;
}

const LEVEL_CHOICES = ['error', 'warning', 'notice', 'off'] as const;
const DEFAULT_TIMEOUT = 30;
const LONGEST_TIMEOUT = 3600;

/**
 * The inputs of the action as a runner hands them over, read from its environment.
 * @throws CheckError `input-invalid`, its message naming each input that is wrong, what was given and what it takes
 */
export function readInputs(environment: Environment, directories: Directories): ActionInputs {
  const given = givenInputs(environment);
  const reader = new InputReader(given);
  const repository = path.resolve(environment.GITHUB_WORKSPACE || directories.current);
  const workspace = path.resolve(repository, reader.text('working-directory') ?? '.');
  // Annotations can point to files of the checkout only.
  if (isOutside(repository, workspace)) {
    reader.fault('working-directory', `it must be inside the checkout, and ${quoted(workspace)} is not`);
  }
  const target = reader.text('target');
  const smoke = smokeOf(reader);
  const [config, variants] = [reader.text('config'), reader.text('variants')];
  const inputs: ActionInputs = {
    options: {
      workspace,
      paths: reader.paths('files'),
      images: reader.list('images'),
      hosts: reader.list('hosts'),
      hostsMatch: reader.choice('hosts-match', ['every', 'any'], 'every'),
      isolation: reader.choice('isolation', ['default', 'process', 'hyperv', 'any', 'all'], 'default'),
      policy: reader.choice('policy', ['compatible', 'exact'], 'compatible'),
      buildArgs: buildArgsOf(reader, environment),
      ...(target === undefined ? {} : { target }),
      resolve: reader.choice('resolve', ['auto', 'registry', 'tags'], 'auto'),
      failOn: reader.choice('fail-on', ['error', 'warning', 'notice', 'never'], 'error'),
      levels: levelsOf(reader),
      ...(reader.boolean('fan-out', false) ? { fanOut: true } : {}),
      ...(smoke === undefined ? {} : { smoke }),
    },
    settings: {
      insecureRegistries: insecureOf(reader),
      mirrors: mirrorsOf(reader),
      timeoutSeconds: reader.seconds('timeout', DEFAULT_TIMEOUT, LONGEST_TIMEOUT),
      reportFile: path.resolve(
        workspace,
        reader.text('report-file') ?? defaultReport(environment, directories),
      ),
      summary: reader.boolean('summary', true),
      annotations: reader.boolean('annotations', true),
      startEngine: reader.boolean('start-engine', false),
      ...(config === undefined ? {} : { config }),
      ...(variants === undefined ? {} : { variants }),
      reports: reader.paths('reports'),
      repository,
    },
    given: new Set(given.keys()),
    warnings: [...unknownInputs(given), ...idleInputs(given)],
  };
  reader.throwFaults();
  return inputs;
}

/** `NAME=VALUE`, or `NAME` alone for its value in the environment, as `docker build --build-arg` takes them. */
function buildArgsOf(reader: InputReader, environment: Environment): Record<string, string> {
  const args: [string, string][] = [];
  for (const { name, value } of reader.pairs('build-args')) {
    if (name === '' || /\s/.test(name)) {
      reader.fault(
        'build-args',
        `each line takes NAME=VALUE, not ${quoted(value === undefined ? name : `${name}=${value}`)}`,
      );
      continue;
    }
    const known = value ?? environment[name];
    if (known !== undefined) args.push([name, known]);
  }
  return Object.fromEntries(args);
}

function levelsOf(reader: InputReader): LevelOverrides {
  const levels = new Map<string, (typeof LEVEL_CHOICES)[number]>();
  for (const given of reader.list('levels')) {
    const { name, value } = pairOf(given);
    const known = LEVEL_CHOICES.find((choice) => choice === value?.toLowerCase());
    if (value === undefined) {
      reader.fault('levels', `each line takes RULE=LEVEL, not ${quoted(given)}`);
    } else if (!isRuleId(name)) {
      const hint = meant(name, RULE_IDS);
      reader.fault('levels', `there is no rule ${quoted(name)}${hint}; docs/rules/README.md lists them`);
    } else if (known === undefined) {
      const hint = meant(value, LEVEL_CHOICES);
      reader.fault('levels', `\`${name}\` takes ${alternatives(LEVEL_CHOICES)}, not ${quoted(value)}${hint}`);
    } else if (known !== (levels.get(name) ?? known)) {
      reader.fault('levels', `\`${name}\` is given both ${levels.get(name)} and ${known}; leave out one`);
    } else {
      levels.set(name, known);
    }
  }
  return Object.fromEntries(levels);
}

function insecureOf(reader: InputReader): readonly string[] {
  const registries = reader.list('insecure-registries');
  for (const registry of registries) {
    if (/^[^\s/?#@]+$/.test(registry)) continue;
    reader.fault(
      'insecure-registries',
      `it takes host or host:port, without scheme and path, not ${quoted(registry)}`,
    );
  }
  return registries;
}

function mirrorsOf(reader: InputReader): Record<string, readonly string[]> {
  const mirrors = new Map<string, string[]>();
  for (const { name, value } of reader.pairs('registry-mirrors')) {
    if (
      !/^[^\s/?#@]+$/.test(name) ||
      value === undefined ||
      !/^(?:https?:\/\/)?[^\s/?#@]+\/?$/i.test(value)
    ) {
      const line = value === undefined ? name : `${name}=${value}`;
      reader.fault(
        'registry-mirrors',
        `each line takes a registry and its mirror as in \`docker.io=https://mirror.example\`, not ${quoted(line)}`,
      );
      continue;
    }
    mirrors.set(name, [...(mirrors.get(name) ?? []), value]);
  }
  return Object.fromEntries(mirrors);
}

/** Named after the step, so that two steps of one job do not overwrite each other's. */
function defaultReport(environment: Environment, directories: Directories): string {
  const step = (environment.GITHUB_ACTION ?? '').replace(/[^\w.-]/g, '_');
  const name = step === '' ? 'windows-isolation-check.json' : `windows-isolation-check-${step}.json`;
  return path.join(environment.RUNNER_TEMP || directories.temporary, name);
}

function unknownInputs(given: ReadonlyMap<string, string>): string[] {
  const known: readonly string[] = INPUT_NAMES;
  return [...given.keys()]
    .filter((name) => !known.includes(name))
    .map((name) => `This action has no input ${quoted(name)}, so it was not used${meant(name, known)}.`);
}

/** What a merge has a use for. */
const MERGE_INPUTS: ReadonlySet<string> = new Set<InputName>([
  'reports',
  'fail-on',
  'levels',
  'report-file',
  'summary',
  'annotations',
  'working-directory',
]);

function idleInputs(given: ReadonlyMap<string, string>): string[] {
  const known: readonly string[] = INPUT_NAMES;
  if (!given.has('reports')) return [];
  return known
    .filter((name) => given.has(name) && !MERGE_INPUTS.has(name))
    .map(
      (name) =>
        `Input \`${name}\` was not used: with \`reports\`, reports are merged and nothing is checked.`,
    );
}
