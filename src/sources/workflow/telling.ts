import { hasMark, marksIn, mayBeLonger } from './marks.ts';
import type { BuildDeed, Deed } from './model.ts';

/** What is known of Dockerfiles before a workflow is read. Paths are relative to the workspace. */
export interface KnownDockerfiles {
  /** Whether there is one at a path, for sure. */
  isThere(path: string): boolean;
  /** Whether an argument of a build can change what the file is built on; it may where nobody can say. */
  argumentMatters(path: string, argument: string): boolean;
}

/**
 * The positions of the marks in deeds whose values tell anything: all but those that are only in arguments that do not matter,
 * and in the names of images that the same leg builds. Legs that differ in these alone do the same, under whatever names.
 */
export function tellingPositions(deeds: readonly Deed[], known: KnownDockerfiles): ReadonlySet<number> {
  const telling = new Set<number>();
  const namesTell = !areOfOneMeaning(deeds, known);
  for (const deed of deeds) {
    if (deed.kind === 'build') {
      const { args, tags, ...rest } = deed;
      addMarks(rest, telling);
      if (namesTell) addMarks(tags, telling);
      for (const [name, value] of args) if (matters(deed, name, known)) addMarks([name, value], telling);
    } else if ('image' in deed && !namesTell) {
      const { image: _name, ...rest } = deed;
      addMarks(rest, telling);
    } else addMarks(deed, telling);
  }
  return telling;
}

function matters({ dockerfilePath: path }: BuildDeed, name: string, known: KnownDockerfiles): boolean {
  return path === undefined || hasMark(path) || hasMark(name) || known.argumentMatters(path, name);
}

/**
 * Whether the images of deeds are the same whatever the marks in their names stand for: each is the one of a build before it
 * that is read for sure, or has no mark in its name; and no two of the names can come to the same but where they always do.
 */
function areOfOneMeaning(deeds: readonly Deed[], known: KnownDockerfiles): boolean {
  const built = new Set<string>();
  const names = new Set<string>();
  for (const deed of deeds) {
    if (deed.kind === 'build') {
      const isRead = isReadForSure(deed, known);
      for (const { value, unknown } of deed.tags) {
        names.add(value);
        if (!hasMark(value)) continue;
        if (unknown === true || !isRead || !isMarkedInTag(value)) return false;
        built.add(value);
      }
    } else if ('image' in deed) {
      const { value, unknown } = deed.image;
      names.add(value);
      const isOfBuild = (deed.kind === 'run' || deed.kind === 'create') && built.has(value);
      if (hasMark(value) && (unknown === true || !isOfBuild)) return false;
    }
  }
  return areApart([...names]);
}

/** Whether it makes a demand: the file is there, and no platform leaves Windows out. */
function isReadForSure({ dockerfilePath: path, platforms }: BuildDeed, known: KnownDockerfiles): boolean {
  return path !== undefined && !hasMark(path) && platforms.length === 0 && known.isThere(path);
}

const LONGEST_TAG = 128;

/** Whether a name is one whatever its marks stand for: in a tag, each plain value can stand. */
function isMarkedInTag(name: string): boolean {
  const colon = name.lastIndexOf(':');
  const tag = name.slice(colon + 1);
  const inTag = colon > name.lastIndexOf('/') && !hasMark(name.slice(0, colon)) && !name.includes('@');
  return inTag && !mayBeLonger(tag, LONGEST_TAG);
}

/** Names that engines write shorter: two of them may be one. */
const SHORTENED = /docker\.io|^library\//;

/** Whether names that differ as they are written differ in every leg: they do so before their first mark. */
function areApart(names: readonly string[]): boolean {
  if (!names.some(hasMark)) return true;
  if (names.some((name) => SHORTENED.test(name))) return false;
  const plain = names.map((name) => name.slice(0, marksIn(name)[0]?.at ?? name.length));
  return names.every((name, at) =>
    names.every((other, index) => {
      if (index <= at || (!hasMark(name) && !hasMark(other))) return true;
      const [one = '', two = ''] = [plain[at], plain[index]];
      return !one.startsWith(two) && !two.startsWith(one);
    }),
  );
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
