import type { Reference, ResolvedImage, ResolveMode, TagFacts } from './model.ts';
import { formatReference, parseReference } from './reference.ts';
import { Slots } from './registry/slots.ts';
import { type Registry, RegistryError } from './registry-error.ts';
import { readTag } from './tags.ts';

const DEFAULT_CONCURRENCY = 8;

export interface ResolverOptions {
  /**
   * `auto`: ask the registry, and take the words of the reference where it does not tell.
   * `registry`: take nobody's word but the registry's. `tags`: take the words and make no connection.
   */
  readonly mode: ResolveMode;
  readonly registry: Registry;
  /** How many references are asked for at a time. */
  readonly concurrency?: number;
  /** Ends every question under way; what was waiting rejects with its reason. */
  readonly signal?: AbortSignal;
}

export interface Resolver {
  /**
   * What is known of a reference. The same reference is asked for once in the life of a resolver, however it is
   * written and however often it comes. A registry that does not tell is no rejection: the answer has a `failure`.
   *
   * @throws {CheckError} `reference-invalid`
   */
  resolve(reference: string): Promise<ResolvedImage>;
}

/** Makes the one resolver of a run. */
export function createResolver(options: ResolverOptions): Resolver {
  const slots = new Slots(options.concurrency ?? DEFAULT_CONCURRENCY);
  const answers = new Map<string, Promise<ResolvedImage>>();
  return {
    async resolve(text) {
      const reference = parseReference(text);
      const name = formatReference(reference);
      const known = answers.get(name);
      if (known) return known;
      const answer =
        options.mode === 'tags'
          ? Promise.resolve(byTag(reference, name))
          : slots.run('resolve', options.signal, () => byRegistry(reference, name, options));
      answers.set(name, answer);
      return answer;
    },
  };
}

async function byRegistry(
  reference: Reference,
  name: string,
  { mode, registry, signal }: ResolverOptions,
): Promise<ResolvedImage> {
  try {
    const { kind, digest, entries } = await registry.inspect(reference, signal);
    return { reference, name, answeredBy: 'registry', kind, digest, entries, tag: readTag(reference) };
  } catch (thrown) {
    if (!(thrown instanceof RegistryError)) throw thrown;
    const failure = { reason: thrown.reason, message: thrown.message, remedy: thrown.remedy };
    return mode === 'auto'
      ? { ...byTag(reference, name), failure }
      : { ...unread(reference, name, readTag(reference)), failure };
  }
}

/** The words answer only where they say something about Windows. */
function byTag(reference: Reference, name: string): ResolvedImage {
  const tag = readTag(reference);
  const image = unread(reference, name, tag);
  return tag.saysWindows ? { ...image, answeredBy: 'tag' } : image;
}

function unread(reference: Reference, name: string, tag: TagFacts): ResolvedImage {
  return { reference, name, answeredBy: 'nothing', kind: 'unread', entries: [], tag };
}
