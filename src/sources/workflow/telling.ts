import { hasMark, marksIn } from './marks.ts';
import type { BuildDeed, Deed } from './model.ts';

/** Whether an argument of a build can change what its Dockerfile is built on; all of them may where nobody can say. */
export type ArgumentMatters = (dockerfile: string, argument: string) => boolean;

/**
 * The positions of the marks in deeds whose values tell anything: all but those that are only in arguments that do not matter,
 * and in the names of images that the same leg builds. Legs that differ in these alone do the same, under whatever names.
 */
export function tellingPositions(
  deeds: readonly Deed[],
  argumentMatters: ArgumentMatters,
): ReadonlySet<number> {
  const telling = new Set<number>();
  const own = new Set<string>();
  for (const deed of deeds) if (deed.kind === 'build') for (const { value } of deed.tags) own.add(value);
  for (const deed of deeds) {
    if (deed.kind === 'build') {
      const { args, tags: _names, ...rest } = deed;
      addMarks(rest, telling);
      for (const [name, value] of args)
        if (matters(deed, name, argumentMatters)) addMarks([name, value], telling);
    } else if ((deed.kind === 'run' || deed.kind === 'create') && own.has(deed.image.value)) {
      const { image: _name, ...rest } = deed;
      addMarks(rest, telling);
    } else addMarks(deed, telling);
  }
  return telling;
}

function matters({ dockerfilePath: path }: BuildDeed, name: string, asked: ArgumentMatters): boolean {
  return path === undefined || hasMark(path) || hasMark(name) || asked(path, name);
}

function addMarks(value: unknown, positions: Set<number>): void {
  if (typeof value === 'string') {
    if (hasMark(value)) for (const { position } of marksIn(value)) positions.add(position);
  } else if (value instanceof Map) {
    for (const entry of value) addMarks(entry, positions);
  } else if (Array.isArray(value)) {
    for (const each of value) addMarks(each, positions);
  } else if (typeof value === 'object' && value !== null) {
    for (const each of Object.values(value)) addMarks(each, positions);
  }
}
