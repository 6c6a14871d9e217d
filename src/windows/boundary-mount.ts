import type { ContainerOption } from './boundary-model.ts';

/** A mount as the engine reads it from `--volume` or `--mount`. */
export interface Mount {
  readonly type: string;
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
  /** Given by `--volume`: the engine turns its slashes and takes a pipe for what it is. */
  readonly raw: boolean;
  /** What stands behind the target in `--volume`. */
  readonly mode: string;
  readonly propagation?: string;
}

/** The grammar of moby's `daemon/volume/mounts/windows_parser.go`, as far as it splits the text. */
const HOST_DIRECTORY = String.raw`(?:\\\\\?\\)?[a-z]:[\\/](?:[^\\/:*?"<>|\r\n]+[\\/])*(?:[^\\/:*?"<>|\r\n]+)?`;
const PIPE = String.raw`[/\\]{2}\.[/\\]pipe[/\\][^:*?"<>|\r\n]+`;
const NAME = String.raw`[^\\/:*?"<>|\r\n]+`;
const TARGET = String.raw`(?:(?:\\\\\?\\)?[a-z]:(?:[\\/][^\\/:*?"<>\r\n]+)*[\\/]?|${PIPE})`;
const RAW = new RegExp(
  `^(?:(?<source>${HOST_DIRECTORY}|${NAME}|${PIPE}):)?(?<target>${TARGET})(?::(?<mode>ro|rw))?$`,
  'i',
);

/** A source that Compose makes a path of before the engine sees it: relative, from home, or of an unset variable. */
const RELATIVE = /^(?:\.{1,2}(?:[\\/]|(?=:))|~(?:[\\/]|(?=:))|%\w+%|\$(?:env:)?\w+|\$\{[^}]*\}|\$PWD)/i;

/** A text that no engine would take beyond this is none that anyone wrote. */
const LONGEST = 4096;

/** True where a path is one that a Windows container can have: a drive, or a pipe. */
export function isWindowsTarget(target: string): boolean {
  return new RegExp(`^${TARGET}$`, 'i').test(target);
}

/**
 * The mount an option asks for; `refused` where the engine would not understand it, `undefined` where it is no mount or
 * not known. A relative source stands for some directory of the host.
 */
export function mountOf(option: ContainerOption): Mount | 'refused' | undefined {
  const { name, value, unknown } = option;
  if (unknown === true || value === undefined || value === '') return undefined;
  if (name === 'volume') return value.length > LONGEST ? 'refused' : rawMount(value);
  return name === 'mount' ? longMount(value) : undefined;
}

function rawMount(value: string): Mount | 'refused' {
  const relative = RELATIVE.exec(value);
  // Any path will do in its place: which one it is, is not known here.
  const below = relative === null ? '' : value.slice(relative[0].length).replace(/^[\\/]+/, '');
  const text = relative === null ? value : `x:\\${below}`;
  const parts = RAW.exec(text)?.groups;
  if (parts === undefined) return 'refused';
  const { source = '', target = '', mode = '' } = parts;
  return {
    type: typeOf(source),
    source: relative === null ? source : relative[0] + source.slice(3),
    target,
    readOnly: mode.toLowerCase() === 'ro',
    raw: true,
    mode,
  };
}

function typeOf(source: string): string {
  if (/^[/\\]{2}\.[/\\]pipe[/\\]/i.test(source)) return 'npipe';
  return /^(?:\\\\\?\\)?[a-z]:[\\/]/i.test(source) ? 'bind' : 'volume';
}

function longMount(value: string): Mount {
  const fields = new Map<string, string>();
  for (const field of csv(value)) {
    const at = field.indexOf('=');
    const key = (at < 0 ? field : field.slice(0, at)).trim().toLowerCase();
    fields.set(key, at < 0 ? 'true' : field.slice(at + 1).trim());
  }
  const first = (...keys: readonly string[]) => keys.map((key) => fields.get(key)).find(Boolean) ?? '';
  const propagation = fields.get('bind-propagation');
  return {
    type: (first('type') || 'volume').toLowerCase(),
    source: first('source', 'src'),
    target: first('target', 'dst', 'destination'),
    readOnly: /^(?:1|t|true)$/i.test(first('readonly', 'ro')),
    raw: false,
    mode: '',
    ...(propagation === undefined ? {} : { propagation }),
  };
}

/** One line of comma-separated values, quoted ones with doubled quotes. */
function csv(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}

/** A field of a `--mount` value, quoted where that is needed. */
export function csvField(key: string, value: string): string {
  const field = `${key}=${value}`;
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
