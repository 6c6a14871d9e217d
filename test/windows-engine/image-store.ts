import type { EngineName } from './generations.ts';
import { completeImage, digestOf, type Image } from './images.ts';
import type { SimulatedImage } from './options.ts';
import { familiar, parseReference, type Reference } from './references.ts';
import { say } from './texts.ts';

export interface LocalImage {
  /** `sha256:…`: of the configuration, or of the index with the containerd store. */
  readonly id: string;
  readonly image: Image;
  /** `name:tag`. */
  readonly tags: Set<string>;
  /** `name@sha256:…`. */
  readonly digests: Set<string>;
  readonly taggedAt: Date;
}

/** The images on the host. */
export class ImageStore {
  readonly #engine: EngineName;
  readonly #containerd: boolean;
  readonly #images = new Map<string, LocalImage>();

  constructor(engine: EngineName, containerd: boolean, images: readonly SimulatedImage[]) {
    this.#engine = engine;
    this.#containerd = containerd;
    for (const simulated of images) {
      const image = completeImage(simulated);
      const reference = parseReference(engine, simulated.reference);
      this.add(reference, image, digestOf(`index ${image.digest}`));
    }
  }

  get containerd(): boolean {
    return this.#containerd;
  }

  /** Newest first, as engines list them. */
  all(): readonly LocalImage[] {
    return [...this.#images.values()].reverse();
  }

  /** Puts an image under a name, and takes the name from the image that had it. */
  add(reference: Reference, image: Image, indexDigest: string): LocalImage {
    const id = this.#containerd ? indexDigest : image.configDigest;
    const local = this.#images.get(id) ?? {
      id,
      image,
      tags: new Set<string>(),
      digests: new Set<string>(),
      taggedAt: new Date(),
    };
    if (reference.digest === undefined || reference.tag !== undefined) {
      const tag = familiar({ ...reference, digest: undefined });
      for (const other of this.#images.values()) other.tags.delete(tag);
      local.tags.add(tag);
    }
    local.digests.add(`${reference.name}@${reference.digest ?? indexDigest}`);
    this.#images.set(id, local);
    return local;
  }

  hasLayer(digest: string): boolean {
    return this.all().some(({ image }) => image.layers.some((layer) => layer.digest === digest));
  }

  /** By name, name and digest, id, or the beginning of an id. */
  find(text: string): LocalImage | undefined {
    const byId = this.all().find(({ id }) => {
      const hex = id.slice('sha256:'.length);
      return id === text || (/^[0-9a-f]{4,64}$/.test(text) && hex.startsWith(text));
    });
    if (byId) return byId;
    const reference = parseReference(this.#engine, text);
    const wanted = familiar(reference);
    const byDigest = `${reference.name}@${reference.digest}`;
    return this.all().find(({ tags, digests }) => tags.has(wanted) || digests.has(byDigest));
  }

  /** @throws EngineError 404 in the engine's words. */
  get(text: string): LocalImage {
    const found = this.find(text);
    if (found) return found;
    const reference = /^(sha256:)?[0-9a-f]{64}$/.test(text)
      ? text
      : familiar(parseReference(this.#engine, text));
    throw say(this.#engine, 'no-such-image', { reference });
  }

  delete(id: string): void {
    this.#images.delete(id);
  }
}
