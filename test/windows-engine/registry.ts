import type { EngineName } from './generations.ts';
import { completeImage, digestOf, type Image } from './images.ts';
import type { RegistryImage } from './options.ts';
import { familiar, parseReference, type Reference, sameRepository } from './references.ts';
import { say } from './texts.ts';

/** What a registry has under a name. */
export interface Published {
  readonly reference: Reference;
  /** One image for a single manifest, several for an index. */
  readonly images: readonly Image[];
  readonly isIndex: boolean;
  /** Of the manifest or the index. */
  readonly digest: string;
  readonly mediaTypes: 'docker' | 'oci';
}

interface Entry extends Published {
  readonly simulated: RegistryImage;
}

/** The parts of X-Registry-Auth. */
interface Credentials {
  readonly username?: string;
  readonly password?: string;
  readonly identitytoken?: string;
  readonly registrytoken?: string;
}

/** What is to be had from the network. */
export class SimulatedRegistry {
  readonly #engine: EngineName;
  readonly #entries: readonly Entry[];

  constructor(engine: EngineName, published: readonly RegistryImage[]) {
    this.#engine = engine;
    this.#entries = published.map((simulated) => {
      const isIndex = 'entries' in simulated;
      const images = isIndex ? simulated.entries.map(completeImage) : [completeImage(simulated)];
      const digests = images.map(({ digest }) => digest).join();
      return {
        simulated,
        reference: parseReference(engine, simulated.reference),
        images,
        isIndex,
        digest: isIndex ? (simulated.digest ?? digestOf(`index ${digests}`)) : digests,
        mediaTypes: simulated.mediaTypes ?? 'docker',
      };
    });
  }

  /** The tags of a repository, for a pull that names none. */
  tagsOf(repository: Reference): readonly string[] {
    return this.#entries
      .filter(({ reference }) => sameRepository(reference, repository))
      .map(({ reference }) => reference.tag ?? 'latest');
  }

  /** @throws EngineError as an engine passes on what a registry says. */
  get(reference: Reference, auth: string | undefined): Published {
    const repository = this.#entries.filter((entry) => sameRepository(entry.reference, reference));
    const found = repository.find((entry) =>
      reference.digest === undefined
        ? (entry.reference.tag ?? 'latest') === (reference.tag ?? 'latest')
        : entry.digest === reference.digest || entry.images.some(({ digest }) => digest === reference.digest),
    );
    const { name, registry, path } = reference;
    const access = found?.simulated.access ?? 'public';
    const values = {
      repository: name,
      reference: familiar(reference),
      registry,
      path,
      tag: reference.tag ?? 'latest',
    };
    if (repository.length === 0 || access === 'missing') throw say(this.#engine, 'pull-denied', values);
    if (access === 'missing-name') throw say(this.#engine, 'name-unknown', values);
    if (!found || access === 'missing-tag') throw say(this.#engine, 'manifest-unknown', values);
    if (access === 'unreachable') throw say(this.#engine, 'unreachable', values);
    if (access === 'rate-limited') throw say(this.#engine, 'rate-limited', values);
    if (access === 'private') this.#admit(found.simulated, auth, values);
    const single = found.images.find(({ digest }) => digest === reference.digest);
    return single && found.digest !== reference.digest
      ? { ...found, images: [single], isIndex: false, digest: single.digest }
      : found;
  }

  #admit(entry: RegistryImage, auth: string | undefined, values: Readonly<Record<string, string>>): void {
    const shown = credentialsOf(auth);
    const { username, password, identitytoken, registrytoken } = shown;
    if (!username && !identitytoken && !registrytoken) throw say(this.#engine, 'pull-denied', values);
    const { credentials } = entry;
    if (credentials && (credentials.username !== username || credentials.password !== password))
      throw say(this.#engine, 'bad-credentials', values);
  }
}

/** A header that makes no sense is as good as none (api/pkg/authconfig). */
function credentialsOf(header: string | undefined): Credentials {
  try {
    return JSON.parse(Buffer.from(header ?? '', 'base64url').toString()) as Credentials;
  } catch {
    return {};
  }
}
