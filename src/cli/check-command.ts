import { check } from '../check.ts';
import { withConfig } from '../edge/config.ts';
import { verdictSentence } from '../report/words.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { formatOutcome, REPORT_FORMATS } from './formats.ts';
import { levelsOf } from './levels.ts';
import { choose, parseOptions } from './options.ts';
import { writeResult } from './output.ts';
import {
  inOptions,
  refuseModeAsPath,
  SMOKE_OPTIONS,
  smokeOf,
  tellOfNoSmoke,
  withSmokeMode,
} from './smoke-options.ts';
import type { Terminal } from './terminal.ts';
import { buildArgsOf, WORLD_OPTIONS, worldOf } from './world-options.ts';

/** The whole check. */
export async function checkCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  refuseModeAsPath(args, terminal.workingDirectory);
  const { values, positionals } = parseOptions('check', withSmokeMode(args), {
    ...WORLD_OPTIONS,
    image: { type: 'string', multiple: true },
    host: { type: 'string', multiple: true },
    'hosts-match': { type: 'string' },
    isolation: { type: 'string' },
    policy: { type: 'string' },
    'build-arg': { type: 'string', multiple: true },
    target: { type: 'string' },
    variants: { type: 'string' },
    config: { type: 'string' },
    level: { type: 'string', multiple: true },
    'fan-out': { type: 'boolean' },
    'fail-on': { type: 'string' },
    ...SMOKE_OPTIONS,
    format: { type: 'string' },
    output: { type: 'string' },
  });
  const format = choose('--format', values.format, REPORT_FORMATS, 'text');
  const smoke = smokeOf(values);
  const options = await withConfig(
    {
      workspace: terminal.workingDirectory,
      paths: positionals,
      images: values.image ?? [],
      hosts: values.host ?? [],
      hostsMatch: choose('--hosts-match', values['hosts-match'], ['every', 'any'], 'every'),
      isolation: choose(
        '--isolation',
        values.isolation,
        ['default', 'process', 'hyperv', 'any', 'all'],
        'default',
      ),
      policy: choose('--policy', values.policy, ['compatible', 'exact'], 'compatible'),
      buildArgs: buildArgsOf(values['build-arg'] ?? [], terminal),
      ...(values.target === undefined ? {} : { target: values.target }),
      resolve: choose('--resolve', values.resolve, ['auto', 'registry', 'tags'], 'auto'),
      failOn: choose('--fail-on', values['fail-on'], ['error', 'warning', 'notice', 'never'], 'error'),
      levels: levelsOf(values.level ?? []),
      ...(values['fan-out'] === true ? { fanOut: true } : {}),
      ...(smoke === undefined ? {} : { smoke }),
    },
    {
      ...(values.config === undefined ? {} : { config: values.config }),
      ...(values.variants === undefined ? {} : { variantsFile: values.variants }),
      given: givenInputs(values, positionals),
    },
  );
  const outcome = await check(options, worldOf(values, terminal)).catch((thrown: unknown) => {
    throw inOptions(thrown);
  });
  if (smoke !== undefined) tellOfNoSmoke(outcome.report, terminal);
  const toFile = values.output !== undefined;
  const text = await formatOutcome(outcome, format, { ...terminal, color: terminal.color && !toFile });
  await writeResult({ text, commands: format === 'github' }, values.output, terminal);
  if (values.output !== undefined) {
    terminal.tell(`${verdictSentence(outcome.report)} The report is in ${values.output}.`);
  }
  return EXIT_CODES[outcome.report.result];
}

/** Options that the action has under another name. */
const INPUT_OF: Readonly<Record<string, string>> = {
  image: 'images',
  host: 'hosts',
  'build-arg': 'build-args',
  level: 'levels',
};

function givenInputs(values: Readonly<Record<string, unknown>>, paths: readonly string[]): Set<string> {
  const given = Object.keys(values).filter((name) => values[name] !== undefined);
  return new Set([...given.map((name) => INPUT_OF[name] ?? name), ...(paths.length > 0 ? ['files'] : [])]);
}
