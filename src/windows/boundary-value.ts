import type { ContainerOption, ValueTest } from './boundary-model.ts';

/** `0`, `0b`, `0.0`; the engine takes it for not set. */
const ZERO = /^\s*[+-]?(?:0+(?:\.0*)?|\.0+)\s*[a-z]*\s*$/i;

/** What Go's `strconv.ParseBool` takes for true, and what Compose takes beside it. */
const TRUE = /^\s*(?:1|t|true|y|yes|on)\s*$/i;

const NUMBER = /^\s*[+-]?\d+(?:\.\d*)?\s*$/;

/** Whether a row holds for the value of an option. What hangs on a value that is not known does not hold. */
export function valueHolds(option: ContainerOption, test: ValueTest | undefined): boolean {
  if (test === undefined) return true;
  if (option.unknown === true) return false;
  const value = option.value ?? 'true';
  if ('matches' in test) return test.matches.test(value);
  if ('unlike' in test) return !test.unlike.test(value);
  if ('outside' in test) {
    const [lowest, highest] = test.outside;
    return NUMBER.test(value) && (Number(value) < lowest || Number(value) > highest);
  }
  return test.is === 'true' ? TRUE.test(value) : isSet(option);
}

/** Whether the engine takes the option for set: zero and nothing are not. */
export function isSet({ value = 'true', unknown }: ContainerOption): boolean {
  return unknown !== true && value.trim() !== '' && !ZERO.test(value);
}

/**
 * The engine's words about a value. `{value}`: all of it, `{head}`: before its `=`, `{scheme}`: before its `://`,
 * `{tail}`: behind its last slash, `{capability}`: as engines write capabilities.
 */
export function engineWords(pattern: string, value = ''): string {
  const parts: Readonly<Record<string, string>> = {
    value,
    head: value.split('=')[0] ?? '',
    scheme: value.split('://')[0] ?? '',
    tail: value.slice(value.lastIndexOf('/') + 1),
    capability: `CAP_${value.toUpperCase().replace(/^CAP_/, '')}`,
  };
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => clipped(parts[name] ?? whole));
}

/** A text from a file as a message quotes it: one can be as long as the file. */
export function clipped(text: string, longest = 120): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
