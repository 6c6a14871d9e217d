import type { GuestSystem } from '../guest-runner.ts';
import { computerName, Variables } from './environment.ts';
import { CURRENT_VERSION, currentVersionValues, type RegistryValue } from './registry.ts';

/**
 * Registry files of a Wine prefix are text. Where a key stands twice, Wine takes the values of both, the later ones over
 * the earlier, so a guest's values are written at the end of a copy's files while no wineserver holds them.
 */

/** To be added to `system.reg` (HKEY_LOCAL_MACHINE). */
export function machineValues(system: GuestSystem): string {
  return [
    section(CURRENT_VERSION.replace(/^SOFTWARE/, 'Software'), currentVersionValues(system)),
    section('System\\CurrentControlSet\\Control\\ComputerName\\ComputerName', [
      { name: 'ComputerName', data: computerName(system) },
    ]),
    section(
      'System\\CurrentControlSet\\Control\\Session Manager\\Environment',
      given(system, (name) => !BELONGS_TO_USER.has(name)),
    ),
  ].join('');
}

/** To be added to `user.reg` (HKEY_CURRENT_USER). */
export function userValues(system: GuestSystem): string {
  return [
    section('Software\\Wine', [{ name: 'Version', data: 'win10' }]),
    // Else the machine has the name of the one that Wine runs on.
    section('Software\\Wine\\Network', [{ name: 'UseDnsComputerName', data: 'N' }]),
    section(
      'Environment',
      given(system, (name) => BELONGS_TO_USER.has(name)),
    ),
  ].join('');
}

/** What Wine's own values for its user would cover. */
const BELONGS_TO_USER: ReadonlySet<string> = new Set(['TEMP', 'TMP']);

function given(system: GuestSystem, wanted: (name: string) => boolean): readonly RegistryValue[] {
  return new Variables(system.environment)
    .list()
    .filter(({ name }) => wanted(name.toUpperCase()))
    .map(({ name, value }) => ({ name: name.toUpperCase() === 'PATH' ? 'PATH' : name, data: value }));
}

function section(key: string, values: readonly RegistryValue[]): string {
  const lines = values.map(
    ({ name, data }) =>
      `"${escaped(name)}"=${typeof data === 'number' ? `dword:${data.toString(16).padStart(8, '0')}` : `"${escaped(data)}"`}`,
  );
  return `\n[${escaped(key)}] 1\n${lines.join('\n')}\n`;
}

function escaped(text: string): string {
  return (
    text
      .replaceAll('\\', '\\\\')
      .replaceAll('"', '\\"')
      .replaceAll('\n', '\\n')
      .replaceAll('\r', '\\r')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what Wine writes as numbers
      .replace(/[\u0000-\u001f\u007f-\uffff]/g, (character) => {
        return `\\x${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
      })
  );
}
