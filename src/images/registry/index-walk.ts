import type { ImageEntry, Reference } from '../model.ts';
import { type RegistryAnswer, RegistryError } from '../registry-error.ts';
import { type Index, type IndexDescriptor, type Manifest, malformed } from './manifests.ts';
import { namesItself, type Reading, type RepositoryReader } from './repository-reader.ts';

/** Indexes within each other, the outermost counted. */
const DEEPEST = 3;
/** Manifests and indexes that may have to be read besides the first: an index can hold tens of thousands of entries. */
const MOST_READINGS = 100;

/** What a reference points at, with every image it can mean. */
export async function walk(
  reader: RepositoryReader,
  reference: Reference,
  signal: AbortSignal,
): Promise<RegistryAnswer> {
  return new Walk(reader, reference, signal).answer();
}

class Walk {
  readonly #reader: RepositoryReader;
  readonly #reference: Reference;
  readonly #signal: AbortSignal;
  #readings = 0;

  constructor(reader: RepositoryReader, reference: Reference, signal: AbortSignal) {
    this.#reader = reader;
    this.#reference = reference;
    this.#signal = signal;
  }

  async answer(): Promise<RegistryAnswer> {
    const { digest, tag } = this.#reference;
    const top = await this.#reader.manifest(this.#reference, digest ?? tag ?? 'latest', [], this.#signal);
    const entries =
      top.content.kind === 'index'
        ? await this.#indexEntries(top.content, [top.digest])
        : [await this.#imageEntry(top.content, top.digest)];
    return { kind: top.content.kind, digest: top.digest, entries };
  }

  /** @param ancestors digests from the outermost index to this one */
  async #indexEntries(index: Index, ancestors: readonly string[]): Promise<ImageEntry[]> {
    const parts = await Promise.all(
      index.descriptors.map((descriptor) => this.#descriptorEntries(descriptor, ancestors)),
    );
    return parts.flat();
  }

  async #descriptorEntries(
    descriptor: IndexDescriptor,
    ancestors: readonly string[],
  ): Promise<readonly ImageEntry[]> {
    if (descriptor.isAttestation || descriptor.kind === 'other') return [];
    const { digest, platform } = descriptor;
    if (descriptor.kind === 'manifest' && platform) return [{ digest, platform }];

    if (ancestors.includes(digest)) throw namesItself(this.#subject(digest));
    if (descriptor.kind === 'index' && ancestors.length === DEEPEST) throw this.#tooDeep();
    const { content } = await this.#read(digest, ancestors);
    if (content.kind === 'index') {
      if (ancestors.length === DEEPEST) throw this.#tooDeep();
      return this.#indexEntries(content, [...ancestors, digest]);
    }
    return content.isImage ? [await this.#imageEntry(content, digest)] : [];
  }

  async #imageEntry(manifest: Manifest, digest: string): Promise<ImageEntry> {
    if (!manifest.isImage) {
      throw malformed(
        `${this.#subject(digest)} is not a container image: its config is ${manifest.config.mediaType}`,
      );
    }
    const platform = await this.#reader.config(this.#reference, manifest.config, this.#signal);
    return { digest, platform, layersSize: manifest.layersSize };
  }

  async #read(digest: string, ancestors: readonly string[]): Promise<Reading> {
    this.#readings += 1;
    if (this.#readings > MOST_READINGS) {
      throw new RegistryError(
        'too-large',
        `The index of ${this.#name()} has more than ${MOST_READINGS} entries that do not say their platform.`,
        'Push the index again with a platform in each entry.',
      );
    }
    return this.#reader.manifest(this.#reference, digest, ancestors, this.#signal);
  }

  #tooDeep(): RegistryError {
    return new RegistryError(
      'nested-too-deep',
      `${this.#name()} is an index of indexes more than ${DEEPEST} deep.`,
      'Push one index that holds the images themselves.',
    );
  }

  #subject(digest: string): string {
    return `${this.#name()}@${digest}`;
  }

  #name(): string {
    return `${this.#reference.registry}/${this.#reference.repository}`;
  }
}
