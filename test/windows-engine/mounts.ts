import type { Json } from './container.ts';
import type { EngineState } from './state.ts';
import { say } from './texts.ts';

const TYPES = ['bind', 'volume', 'npipe'];

/** Folders that every Windows host has; a test that mounts something else mounts what is not there. */
const FOLDERS = ['c:', 'c:\\windows', 'c:\\users', 'c:\\programdata', 'c:\\program files', 'c:\\temp'];

/** moby volume/mounts/windows_parser.go. @throws EngineError 400 */
export function checkMounts(engine: EngineState, hostConfig: Json): void {
  const { name } = engine.generation;
  const mounts = (hostConfig.Mounts ?? []) as readonly Readonly<Record<string, string>>[];
  for (const { Type: type = '', Source: source = '', Target: target = '' } of mounts) {
    if (!TYPES.includes(type)) throw say(name, 'mount-type', { type });
    if (target === '') throw say(name, 'mount-target-missing', { type });
    checkTarget(engine, type, target);
    if (type === 'bind' && !exists(source)) throw say(name, 'mount-source-missing', { path: source });
  }
  for (const bind of (hostConfig.Binds ?? []) as readonly string[]) {
    const parts = splitBind(bind);
    const target = parts[1];
    if (target === undefined || parts.length > 3) throw say(name, 'bind-specification', { bind });
    checkTarget(engine, 'bind', target);
  }
}

function checkTarget({ generation: { name } }: EngineState, type: string, path: string): void {
  const plain = path.toLowerCase().replaceAll('/', '\\').replace(/\\+$/, '');
  if (plain === 'c:') throw say(name, 'mount-drive-c', { type, path });
  if (!/^[a-z]:\\|^\\\\[.?]\\/.test(plain)) throw say(name, 'mount-path', { type, path });
}

function exists(source: string): boolean {
  const plain = source.toLowerCase().replaceAll('/', '\\').replace(/\\+$/, '');
  return FOLDERS.some((folder) => plain === folder || (folder !== 'c:' && plain.startsWith(`${folder}\\`)));
}

/** `c:\data:c:\inside:ro` in its parts: the colon of a drive letter is none of them. */
function splitBind(bind: string): readonly string[] {
  return bind.split(/(?<!^[A-Za-z]|:[A-Za-z]):/);
}
