import type { EngineName } from './generations.ts';
import { say } from './texts.ts';

/** An image's name, taken apart as engines do (github.com/distribution/reference). */
export interface Reference {
  readonly registry: string;
  /** Path within the registry: `library/golang`. */
  readonly path: string;
  /** As people write it: `golang`, `mcr.microsoft.com/windows/nanoserver`. */
  readonly name: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

const DIGEST = /^sha256:[0-9a-f]{64}$/;
const PART = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;

/** @throws EngineError 400 in the engine's words. */
export function parseReference(engine: EngineName, text: string): Reference {
  const [withTag = '', digest] = text.split('@', 2);
  const slash = withTag.lastIndexOf('/');
  const colon = withTag.indexOf(':', slash + 1);
  const full = colon < 0 ? withTag : withTag.slice(0, colon);
  const tag = colon < 0 ? undefined : withTag.slice(colon + 1);
  const parts = full.split('/');
  const first = parts[0] ?? '';
  const hasRegistry = parts.length > 1 && (/[.:]/.test(first) || first === 'localhost');
  const registry = hasRegistry ? first : 'docker.io';
  const own = hasRegistry ? parts.slice(1) : parts;
  const wrong =
    own.some((part) => !PART.test(part)) ||
    (tag !== undefined && !TAG.test(tag)) ||
    (digest !== undefined && !DIGEST.test(digest));
  if (wrong) throw say(engine, 'bad-reference');
  const path = registry === 'docker.io' && own.length === 1 ? `library/${own[0]}` : own.join('/');
  const name = registry === 'docker.io' ? path.replace(/^library\//, '') : full;
  return { registry, path, name, tag, digest };
}

/** `name:tag`, with `latest` where nothing is said, or `name@digest`. */
export function familiar({ name, tag, digest }: Reference): string {
  if (tag === undefined && digest !== undefined) return `${name}@${digest}`;
  return `${name}:${tag ?? 'latest'}`;
}

/** Whether two texts name the same repository. */
export function sameRepository(one: Reference, other: Reference): boolean {
  return one.registry === other.registry && one.path === other.path;
}
