import type { Surroundings } from './expand.ts';
import { isPowerShell } from './expand.ts';
import type { Shell } from './model.ts';
import { UNKNOWN } from './model.ts';
import { changed } from './paths.ts';
import type { State, Value } from './state.ts';
import { EXPORT_FILE } from './variables.ts';

const STACK = 'stack';

/** Whether the shell goes on behind what fails; without a value where no `set` has said so, as runners start it with `-e`. */
const GOES_ON = 'goes on';

/** What a builtin may do. */
export interface BuiltinSurroundings extends Surroundings {
  /** What a here-document gives it. */
  readonly input: string | undefined;
  write(lines: readonly string[]): void;
  /** Writes to the file of `GITHUB_ENV`. */
  export(lines: readonly string[]): void;
}

/** Takes the values of its words, its own name left out. */
export type Builtin = (words: readonly string[], around: BuiltinSurroundings) => void;

const goTo: Builtin = (words, around) => {
  const { state, variables } = around;
  const to = words.find((word) => !/^(?:-(?:Path|LiteralPath|[LPe@]+|PassThru)|\/d|--)$/i.test(word));
  // Without a directory, cmd and PowerShell stay, and bash goes home.
  if (to === undefined && !isPosix(around)) return;
  variables.setDirectory(state, to === undefined ? undefined : changed(variables.directory(state), to));
};

const push: Builtin = (words, around) => {
  const { state, variables } = around;
  const stack = state.get(STACK);
  const items: readonly string[] = Array.isArray(stack) ? stack : [];
  if (items.length < 100) state.set(STACK, [...items, variables.directory(state) ?? UNKNOWN]);
  goTo(words, around);
};

const pop: Builtin = (_, { state, variables }) => {
  const stack: Value = state.get(STACK) ?? [];
  const top = typeof stack === 'string' ? undefined : stack.at(-1);
  if (typeof stack !== 'string') state.set(STACK, stack.slice(0, -1));
  variables.setDirectory(state, top === UNKNOWN ? undefined : top);
};

const echo: Builtin = (words, around) => {
  const escapes = isPosix(around) && words[0] === '-e';
  const rest = isPosix(around) ? words.slice(words.findIndex((word) => !/^-[neE]+$/.test(word))) : words;
  const text = words.length > 0 && rest.length > 0 ? rest.join(' ') : '';
  around.write([escapes ? text.replaceAll('\\n', '\n') : text]);
};

const printf: Builtin = ([format = '', ...values], { write }) => {
  const text = format.replaceAll(/%s|\\n|%%/g, (found) => {
    if (found === '\\n') return '\n';
    return found === '%%' ? '%' : (values.shift() ?? '');
  });
  write([text]);
};

const cat: Builtin = (_, { input, write }) => {
  if (input !== undefined) write([input]);
};

/** `Add-Content -Path $env:GITHUB_ENV -Value "X=1"`, and `Out-File -InputObject`. */
const addContent: Builtin = (words, around) => {
  const at = words.indexOf(EXPORT_FILE);
  if (at < 0) return;
  const named = words.findIndex((word) => /^-(?:Value|InputObject)$/i.test(word));
  const value = named < 0 ? words.slice(at + 1).find((word) => !word.startsWith('-')) : words[named + 1];
  if (value !== undefined) around.export([value]);
};

/** `export X` and its kin; assignments among their arguments are statements of their own. */
const exportNames: Builtin = (words, { state, variables }) => {
  for (const name of words) {
    if (/^[A-Za-z_]\w*$/.test(name))
      variables.set(state, 'environment', name, variables.get(state, { name, scope: 'any' }));
  }
};

const unset: Builtin = (words, { state, variables }) => {
  for (const name of words) if (!name.startsWith('-')) variables.set(state, 'plain', name, '');
};

/** `set +e` and `set +o errexit`; a shell that was never told to go on need not be told to stop. */
const setOptions: Builtin = (words, { state }) => {
  for (let at = 0; at < words.length; at++) {
    const option = words[at] ?? '';
    // `--`, and what stands behind it or is no option, sets the parameters.
    if (!/^[-+][A-Za-z]+$/.test(option)) return;
    const named = option.endsWith('o') ? words[++at] : undefined;
    if (!option.includes('e') && named !== 'errexit') continue;
    if (option.startsWith('+')) state.set(GOES_ON, 'yes');
    else if (state.get(GOES_ON) !== undefined) state.set(GOES_ON, 'no');
  }
};

/** Whether it may go on behind a command that fails: branches may not agree on it. */
export function mayGoOn(state: State): boolean {
  const goesOn = state.get(GOES_ON);
  return goesOn !== undefined && goesOn !== 'no';
}

/** `read X` and `mapfile`: what comes in is not known. */
const readNames: Builtin = (words, { state, variables }) => {
  for (const name of words) if (/^[A-Za-z_]\w*$/.test(name)) variables.set(state, 'plain', name, UNKNOWN);
};

/** `Set-Item Env:X value`, `Set-Variable X value`. */
const setItem: Builtin = (words, { state, variables }) => {
  const [path = '', value = UNKNOWN] = words.filter(
    (word) => !/^-(?:Path|Name|Value|LiteralPath|Force)$/i.test(word),
  );
  const [, name] = /^env:[\\/]?(.+)$/i.exec(path) ?? [];
  if (name !== undefined) variables.set(state, 'environment', name, value);
  else if (/^\w+$/.test(path)) variables.set(state, 'shell', path, value);
};

const end: Builtin = ([code = ''], { state }) => {
  state.ended = true;
  state.failed = /^[1-9]/.test(code);
};

/** `continue` and `break`: what stands behind may not be run. */
const skip: Builtin = (_, { state }) => {
  state.mayHaveEnded = true;
};

const shift: Builtin = (_, { state, variables }) => {
  for (let at = 1; at < 10; at++) {
    const next = variables.get(state, { name: String(at + 1), scope: 'shell' });
    variables.set(state, 'shell', String(at), next);
  }
};

const EVERYWHERE: Readonly<Record<string, Builtin>> = {
  cd: goTo,
  chdir: goTo,
  pushd: push,
  popd: pop,
  echo,
  exit: end,
  break: skip,
  continue: skip,
};

const POSIX: Readonly<Record<string, Builtin>> = {
  printf,
  cat,
  export: exportNames,
  set: setOptions,
  unset,
  read: readNames,
  mapfile: readNames,
  readarray: readNames,
  shift,
  return: end,
};

const POWERSHELL: Readonly<Record<string, Builtin>> = {
  'set-location': goTo,
  sl: goTo,
  'push-location': push,
  'pop-location': pop,
  'write-output': echo,
  write: echo,
  'add-content': addContent,
  ac: addContent,
  'out-file': addContent,
  'set-content': addContent,
  'set-item': setItem,
  'new-item': setItem,
  'set-variable': setItem,
};

/** What a builtin of the shell does to the state; any other program does nothing to it. */
export function builtinOf(name: string, shell: Shell): Builtin | undefined {
  const own = shell === 'bash' || shell === 'sh' ? POSIX : isPowerShell(shell) ? POWERSHELL : {};
  if (Object.hasOwn(own, name)) return own[name];
  return Object.hasOwn(EVERYWHERE, name) ? EVERYWHERE[name] : undefined;
}

function isPosix({ shell }: Surroundings): boolean {
  return shell === 'bash' || shell === 'sh';
}
