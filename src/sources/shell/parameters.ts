import { type ScriptWord, UNKNOWN } from './model.ts';

/** Parameters of a function of bash: `$1`, `$2`, and so on. */
export function numbered(words: readonly ScriptWord[]): Map<string, string> {
  return new Map(words.map(({ value }, at) => [String(at + 1), value]));
}

/** Parameters of a function of PowerShell by name, as `-Name value`, and by position. */
export function namedArguments(
  parameters: readonly string[],
  words: readonly ScriptWord[],
): Map<string, string> {
  const given = new Map<string, string>();
  const rest: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    const flag = /^-([A-Za-z]\w*):?(.*)$/s.exec(word?.value ?? '');
    const parameter = parameters.find((name) => name.toLowerCase() === flag?.[1]?.toLowerCase());
    if (word === undefined) break;
    if (parameter === undefined || flag === null) rest.push(word.value);
    else if (flag[2] !== '') given.set(parameter, flag[2] ?? '');
    else given.set(parameter, words[++at]?.value ?? UNKNOWN);
  }
  for (const parameter of parameters) {
    if (!given.has(parameter)) given.set(parameter, rest.shift() ?? UNKNOWN);
  }
  return given;
}
