import type { ScriptOptions, ScriptReading, Shell } from '../../../src/sources/shell/model.ts';
import { UNKNOWN } from '../../../src/sources/shell/model.ts';
import { readScript } from '../../../src/sources/shell/read-script.ts';

const ENVIRONMENT: ReadonlyMap<string, string | undefined> = new Map([
  ['TAG', 'ltsc2022'],
  ['FLAGS', '--pull -t a'],
  ['EMPTY', ''],
  ['HIDDEN', undefined],
]);

export function read(shell: Shell, text: string, options: Partial<ScriptOptions> = {}): ScriptReading {
  return readScript(text, {
    shell,
    directory: '',
    environment: ENVIRONMENT,
    programs: new Set(['docker', 'docker-compose']),
    ...options,
  });
}

/** Every command as one line: words that hold a blank or nothing stand in brackets, `?` is what is not known. */
export function lines(reading: ScriptReading): readonly string[] {
  return reading.commands.map(({ words }) =>
    words
      .map(({ value }) => value.replaceAll(UNKNOWN, '?'))
      .map((value) => (value === '' || /\s/.test(value) ? `[${value.replaceAll('\n', '\\n')}]` : value))
      .join(' '),
  );
}

export const commandsOf = (shell: Shell, text: string) => lines(read(shell, text));
