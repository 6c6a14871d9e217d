import { UNKNOWN } from './model.ts';
import type { State } from './state.ts';

/** Keys of what is exported, in a state. */
export const EXPORTED = 'github:';

const PENDING = 'pending:';

/**
 * Takes lines that are written to the file of `GITHUB_ENV`: `NAME=value`, or `NAME<<DELIMITER`, lines, and the delimiter,
 * which may come from several commands.
 * Source: docs.github.com, workflow commands, "Setting an environment variable"; actions/runner `FileCommandManager.cs`.
 */
export function exportLines(state: State, text: string): void {
  for (const line of text.replace(/\r?\n$/, '').split(/\r?\n/)) {
    const delimiter = state.get(`${PENDING}delimiter`);
    if (typeof delimiter === 'string' && delimiter !== '') {
      collect(state, delimiter, line);
      continue;
    }
    const [, name, operator, rest = ''] = /^([^=<\s]+)(=|<<)(.*)$/s.exec(line) ?? [];
    if (name === undefined || name.includes(UNKNOWN)) continue;
    if (operator === '=') state.set(EXPORTED + name, rest);
    else if (rest.includes(UNKNOWN)) state.set(EXPORTED + name, UNKNOWN);
    else {
      state.set(`${PENDING}delimiter`, rest);
      state.set(`${PENDING}name`, name);
      state.set(`${PENDING}lines`, []);
    }
  }
}

function collect(state: State, delimiter: string, line: string): void {
  const name = state.get(`${PENDING}name`);
  const lines = state.get(`${PENDING}lines`);
  if (line.trim() !== delimiter) {
    if (Array.isArray(lines) && lines.length < 1_000) state.set(`${PENDING}lines`, [...lines, line]);
    return;
  }
  const known = typeof name === 'string' && Array.isArray(lines);
  if (known) state.set(EXPORTED + name, lines.join('\n'));
  state.set(`${PENDING}delimiter`, '');
}
