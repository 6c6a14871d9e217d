import type { LocalFacts, Reference, ResolvedImage, ResolveMode, TagFacts } from './model.ts';
import { formatReference, parseReference } from './reference.ts';
import { Slots } from './registry/slots.ts';
import { type Registry, RegistryError } from './registry-error.ts';
import { readTag } from './tags.ts';

const DEFAULT_CONCURRENCY = 8;

export interface ResolverOptions {
  /**
   * `auto`: ask the registry, then the engine, and take the words of the reference where neither tells.
   * `registry`: take nobody's word but the registry's. `tags`: take the words and make no connection.
   */
  readonly mode: ResolveMode;
  readonly registry: Registry;
  /** What the engine of the host holds of an image; undefined where it does not have it. Only asked with `auto`. */
  readonly localImage?: (name: string) => Promise<LocalFacts | undefined>;
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
  { mode, registry, localImage, signal }: ResolverOptions,
): Promise<ResolvedImage> {
  try {
    const { kind, digest, entries } = await registry.inspect(reference, signal);
    return { reference, name, answeredBy: 'registry', kind, digest, entries, tag: readTag(reference) };
  } catch (thrown) {
    if (!(thrown instanceof RegistryError)) throw thrown;
    const failure = { reason: thrown.reason, message: thrown.message, remedy: thrown.remedy };
    if (mode !== 'auto') return { ...unread(reference, name, readTag(reference)), failure };
    // An engine that cannot be asked is told of where it is needed; here the words still speak.
    const local = await localImage?.(name).catch(() => undefined);
    return local === undefined ? { ...byTag(reference, name), failure } : byEngine(reference, name, local);
  }
}

/** An image that was built here, or came here while its registry could still be reached. */
function byEngine(reference: Reference, name: string, { digest, ...platform }: LocalFacts): ResolvedImage {
  const entries = [{ digest, platform }];
  return {
    reference,
    name,
    answeredBy: 'engine',
    kind: 'manifest',
    digest,
    entries,
    tag: readTag(reference),
  };
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
