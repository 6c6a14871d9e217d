import type { GuestSystem } from '../guest-runner.ts';

/** A guest's variables: names are looked up without regard to letter case and kept as first written. */
export class Variables {
  readonly #entries = new Map<string, { readonly name: string; readonly value: string }>();

  constructor(values: Readonly<Record<string, string>> = {}) {
    for (const [name, value] of Object.entries(values)) {
      this.set(name, value);
    }
  }

  get(name: string): string | undefined {
    return this.#entries.get(name.toUpperCase())?.value;
  }

  /** An empty value takes the variable away, as `set NAME=` does. */
  set(name: string, value: string): void {
    const key = name.toUpperCase();
    if (value === '') {
      this.#entries.delete(key);
    } else {
      this.#entries.set(key, { name: this.#entries.get(key)?.name ?? name, value });
    }
  }

  /** All, or those whose name begins so, by name. */
  list(prefix = ''): readonly { readonly name: string; readonly value: string }[] {
    return [...this.#entries]
      .filter(([key]) => key.startsWith(prefix.toUpperCase()))
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([, entry]) => entry);
  }

  copy(): Variables {
    return new Variables(Object.fromEntries(this.list().map(({ name, value }) => [name, value])));
  }
}

/** The name of the container's machine: as its environment has it, else one name for all. */
export function computerName(system: GuestSystem): string {
  return new Variables(system.environment).get('COMPUTERNAME') ?? 'SIMULATED';
}

/** The directories that a bare name of a program is looked for in. */
export function searchPath(variables: Variables): readonly string[] {
  return (variables.get('PATH') ?? '').split(';');
}

/** The variables of a container's first process: what Windows sets, and over it what the container was given. */
export function guestVariables(system: GuestSystem): Variables {
  const profile = `C:\\Users\\${system.user}`;
  const variables = new Variables({
    ALLUSERSPROFILE: 'C:\\ProgramData',
    APPDATA: `${profile}\\AppData\\Roaming`,
    COMPUTERNAME: computerName(system),
    ComSpec: 'C:\\Windows\\system32\\cmd.exe',
    LOCALAPPDATA: `${profile}\\AppData\\Local`,
    NUMBER_OF_PROCESSORS: '2',
    OS: 'Windows_NT',
    Path: 'C:\\Windows\\system32;C:\\Windows',
    PATHEXT: '.COM;.EXE;.BAT;.CMD',
    PROCESSOR_ARCHITECTURE: 'AMD64',
    ProgramData: 'C:\\ProgramData',
    ProgramFiles: 'C:\\Program Files',
    PROMPT: '$P$G',
    PUBLIC: 'C:\\Users\\Public',
    SystemDrive: 'C:',
    SystemRoot: 'C:\\Windows',
    TEMP: `${profile}\\AppData\\Local\\Temp`,
    TMP: `${profile}\\AppData\\Local\\Temp`,
    USERDOMAIN: 'User Manager',
    USERNAME: system.user,
    USERPROFILE: profile,
    windir: 'C:\\Windows',
  });
  for (const [name, value] of Object.entries(system.environment)) {
    variables.set(name, value);
  }
  return variables;
}
