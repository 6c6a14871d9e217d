import { type ParseArgsConfig, parseArgs } from 'node:util';
import { CheckError } from '../errors.ts';
import { nearestName } from '../hosts/nearest.ts';

type OptionTable = NonNullable<ParseArgsConfig['options']>;

/** Options as given, checked by their table. Throws `usage` for an option nobody knows, naming the nearest one. */
export function parseOptions<const T extends OptionTable>(
  command: string,
  args: readonly string[],
  options: T,
) {
  try {
    const parsed = parseArgs({
      args: [...args],
      options,
      allowPositionals: true,
      strict: true,
      tokens: true,
    });
    refuseBlankOptions(command, parsed.values);
    refuseBlankArguments(command, parsed.positionals);
    refuseRepeated(command, parsed.tokens, options);
    return parsed;
  } catch (error) {
    throw error instanceof CheckError ? error : usageError(command, args, options, error);
  }
}

/** A blank value is a variable that a script forgot to set; to go on as if it were not there would hide that. */
function refuseBlankOptions(command: string, values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) {
    const given: readonly unknown[] = Array.isArray(value) ? value : [value];
    const blank = given.some((each) => typeof each === 'string' && each.trim() === '');
    if (!blank) continue;
    throw new CheckError(
      'usage',
      `${command}: --${name} was given nothing.`,
      'Give it a value, or leave it out; a variable in the command may be unset.',
    );
  }
}

/** An empty path would be the whole directory, or be left out and the usual places searched in its stead. */
function refuseBlankArguments(command: string, given: readonly string[]): void {
  if (given.every((each) => each.trim() !== '')) return;
  throw new CheckError(
    'usage',
    `${command} was given an empty ${TAKE_PATHS.has(command) ? 'path' : 'argument'}; an unset variable?`,
    'Set the variable, or leave the argument out.',
  );
}

const TAKE_PATHS: ReadonlySet<string> = new Set(['check', 'images', 'merge']);

/** The last of several values would be taken in silence, and another be meant. A switch says the same however often it is given. */
function refuseRepeated(
  command: string,
  tokens: readonly { readonly kind: string; readonly name?: string; readonly value?: string | undefined }[],
  options: OptionTable,
): void {
  const given = new Map<string, string[]>();
  for (const { kind, name = '', value } of tokens) {
    if (kind !== 'option' || value === undefined || options[name]?.multiple === true) continue;
    const values = given.get(name) ?? [];
    given.set(name, values);
    values.push(value);
  }
  for (const [name, values] of given) {
    if (values.length < 2) continue;
    throw new CheckError(
      'usage',
      `${command} takes --${name} once; it was given ${values.map((value) => `\`${value}\``).join(', ')}.`,
      `Leave out all but one --${name}.`,
    );
  }
}

function usageError(
  command: string,
  args: readonly string[],
  options: OptionTable,
  cause: unknown,
): CheckError {
  const help = `Run \`windows-isolation-check ${command} --help\` for the options.`;
  if ((cause as { code?: string }).code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const known = Object.keys(options).map((name) => `--${name}`);
    const given = args.map((arg) => arg.split('=', 1)[0] ?? arg);
    const unknown = given.find((arg) => arg.startsWith('-') && arg.length > 1 && !known.includes(arg)) ?? '';
    const nearest = nearestName(unknown, known);
    const hint = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
    return new CheckError('usage', `${command} has no option ${unknown}.${hint}`, help, { cause });
  }
  const lacking = /^Option '(?:-\w, )?(--[\w-]+)(?: <value>)?' argument (?:is ambiguous|missing)/.exec(
    (cause as Error).message,
  )?.[1];
  if (lacking !== undefined) {
    const negative = args.find((arg, index) => args[index - 1] === lacking && /^-[.\d]/.test(arg));
    if (negative !== undefined) {
      return new CheckError(
        'usage',
        `${command}: ${lacking} may not be negative; it was given \`${negative}\`.`,
        'Write it without the hyphen, or leave it out.',
        { cause },
      );
    }
    return new CheckError(
      'usage',
      `${command}: ${lacking} was given no value.`,
      `Write it behind the name; one that begins with a hyphen as in ${lacking}=-x.`,
      { cause },
    );
  }
  return new CheckError('usage', `${command}: ${(cause as Error).message}`, help, { cause });
}

/**
 * The value if it is one of the choices. Throws `usage` naming the option and what it takes; `written` is what stands before
 * a value on the command line.
 */
export function choose<const T extends string>(
  option: string,
  value: string | undefined,
  choices: readonly T[],
  otherwise: T,
  written = `${option} `,
): T {
  if (value === undefined) return otherwise;
  const found = choices.find((choice) => choice === value.toLowerCase());
  if (found !== undefined) return found;
  throw new CheckError(
    'usage',
    `${option} takes ${choices.join(', ')}; it was given \`${value}\`.`,
    `Use one of them: ${written}${nearestName(value, choices) ?? otherwise}.`,
  );
}

/** `K=V` pairs. Throws `usage` naming the option for one that has no name before the `=`. */
export function pairs(option: string, values: readonly string[]): Record<string, string> {
  const result: Record<string, string> = Object.create(null);
  for (const value of values) {
    const equals = value.indexOf('=');
    if (equals < 1) {
      throw new CheckError(
        'usage',
        `${option} takes NAME=VALUE; it was given \`${value}\`.`,
        `Write ${option} NAME=VALUE.`,
      );
    }
    result[value.slice(0, equals)] = value.slice(equals + 1);
  }
  return result;
}
