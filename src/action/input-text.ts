/** The lines of an input: trimmed, without empty ones and without `#` comments. */
export function linesOf(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/**
 * A list: one item a line, or several with commas between them, or both. An item in double quotes may hold commas, and
 * a quote as `""`. A comma inside braces belongs to the pattern: `{a,b}/Dockerfile` is one item.
 * Throws `SyntaxError` telling which line is wrong.
 */
export function listOf(text: string): string[] {
  return itemsWithBlanks(text).filter((item) => item !== '');
}

/** Whether an item is blank, as a variable that is not set makes it. A comma behind the last item is none more. */
export function hasBlankItem(text: string): boolean {
  return itemsWithBlanks(text).includes('');
}

function itemsWithBlanks(text: string): string[] {
  return linesOf(text).flatMap(itemsOf);
}

function itemsOf(line: string): string[] {
  const items: string[] = [];
  let rest = line;
  while (rest !== '') {
    const [item, length] = rest.startsWith('"') ? quotedItem(rest, line) : plainItem(rest);
    items.push(item);
    // One more for the comma.
    rest = rest.slice(length + 1).trimStart();
  }
  return items;
}

/** The item and the length of what it takes up before the comma or the end. */
function quotedItem(rest: string, line: string): [string, number] {
  const match = /^"((?:[^"]|"")*)"\s*(?=,|$)/.exec(rest);
  if (match === null) throw new SyntaxError(`the quotes in \`${line}\` do not pair`);
  return [(match[1] ?? '').replaceAll('""', '"').trim(), match[0].length];
}

function plainItem(rest: string): [string, number] {
  let depth = 0;
  for (let index = 0; index < rest.length; index++) {
    const character = rest[index];
    if (character === '{' && rest.indexOf('}', index) > 0) depth++;
    if (character === '}' && depth > 0) depth--;
    if (character === ',' && depth === 0) return [rest.slice(0, index).trim(), index];
  }
  return [rest.trim(), rest.length];
}

/** One line of `NAME=VALUE`, as a whole in double quotes if need be; the value is undefined when there is no `=`. */
export function pairOf(line: string): { readonly name: string; readonly value: string | undefined } {
  const quoted = /^"((?:[^"]|"")*)"$/.exec(line);
  const text = quoted === null ? line : (quoted[1] ?? '').replaceAll('""', '"');
  const equals = text.indexOf('=');
  if (equals < 0) return { name: text.trim(), value: undefined };
  return { name: text.slice(0, equals).trim(), value: text.slice(equals + 1).trim() };
}

/** As `core.getBooleanInput` reads it, by the core schema of YAML 1.2; undefined for anything else. */
export function booleanOf(text: string): boolean | undefined {
  if (['true', 'True', 'TRUE'].includes(text)) return true;
  if (['false', 'False', 'FALSE'].includes(text)) return false;
  return undefined;
}
