import type { ImagePlatform, Reference } from '../model.ts';
import { RegistryError } from '../registry-error.ts';
import { digestOf, isDigest } from './digests.ts';
import type { Endpoint } from './endpoint.ts';
import type { HttpAnswer } from './http.ts';
import { Joined } from './joined.ts';
import {
  type Descriptor,
  type Index,
  MANIFEST_ACCEPT,
  type Manifest,
  malformed,
  parseConfig,
  parseManifest,
} from './manifests.ts';
import { contentType, isHtml, notARegistry } from './refusals.ts';
import { headerOf } from './transport.ts';

/** The specification's limit for a manifest (opencontainers/distribution-spec spec.md, "Pushing Manifests"). */
const MANIFEST_LIMIT = 4 * 1024 * 1024;
const CONFIG_LIMIT = 8 * 1024 * 1024;

/** What was read under a tag or digest. */
export interface Reading {
  readonly content: Index | Manifest;
  /** As asked for, else as the registry gives it, else of the bytes that came. */
  readonly digest: string;
}

export type RepositoryName = Pick<Reference, 'registry' | 'repository'>;

/**
 * Reads manifests and configs: from the first of a registry's endpoints that has them, each but once in a run.
 */
export class RepositoryReader {
  readonly #endpoints: (registry: string) => readonly Endpoint[];
  readonly #manifests = new Joined<Reading>('forever');
  readonly #configs = new Joined<ImagePlatform>('forever');

  /** @param endpoints of a registry: its mirrors in their order, then itself */
  constructor(endpoints: (registry: string) => readonly Endpoint[]) {
    this.#endpoints = endpoints;
  }

  /**
   * @param version tag or digest; of a digest the bytes are checked
   * @param ancestors digests of the indexes on the way to it
   * @throws {RegistryError}
   */
  async manifest(
    name: RepositoryName,
    version: string,
    ancestors: readonly string[],
    signal: AbortSignal,
  ): Promise<Reading> {
    const key = (digest: string): string => `${name.registry}/${name.repository}@${digest}`;
    const asked = isDigest(version) ? version : undefined;
    const subject = `the manifest of ${name.registry}/${name.repository}${asked ? '@' : ':'}${version}`;
    return this.#manifests.join(key(version), signal, (running) =>
      this.#first(name.registry, running, async (endpoint) => {
        const answer = await endpoint.get(
          {
            repository: name.repository,
            path: `manifests/${asked ?? encodeURIComponent(version)}`,
            accept: MANIFEST_ACCEPT,
            limit: MANIFEST_LIMIT,
            subject,
          },
          running,
        );
        const type = contentType(answer.headers);
        if (!isManifestType(type, answer)) throw notARegistry(answer, endpoint.address.name, subject);
        const computed = await digestOf(answer.body, asked);
        if (asked !== undefined && computed !== asked) {
          if (ancestors.includes(computed)) throw namesItself(subject);
          throw wrongDigest(subject, asked, computed);
        }
        const content = parseManifest(answer.body, type, subject);
        const stated = headerOf(answer.headers, 'docker-content-digest');
        const reading = { content, digest: asked ?? (isDigest(stated) ? stated : computed) };
        if (reading.digest === computed) this.#manifests.remember(key(computed), reading);
        return reading;
      }),
    );
  }

  /** @throws {RegistryError} */
  async config(name: RepositoryName, config: Descriptor, signal: AbortSignal): Promise<ImagePlatform> {
    const subject = `the config ${config.digest} of ${name.registry}/${name.repository}`;
    return this.#configs.join(`${name.registry}/${name.repository}@${config.digest}`, signal, (running) =>
      this.#first(name.registry, running, async (endpoint) => {
        const answer = await endpoint.get(
          {
            repository: name.repository,
            path: `blobs/${config.digest}`,
            limit: CONFIG_LIMIT,
            subject,
          },
          running,
        );
        if (isHtml(answer)) throw notARegistry(answer, endpoint.address.name, subject);
        const computed = await digestOf(answer.body, config.digest);
        if (computed !== config.digest) throw wrongDigest(subject, config.digest, computed);
        return parseConfig(answer.body, subject);
      }),
    );
  }

  /** What the first endpoint gives that gives it. The registry itself is the last; its failure is the one that counts. */
  async #first<T>(
    registry: string,
    signal: AbortSignal,
    read: (endpoint: Endpoint) => Promise<T>,
  ): Promise<T> {
    const failed: string[] = [];
    let last: unknown;
    for (const endpoint of this.#endpoints(registry)) {
      try {
        return await read(endpoint);
      } catch (thrown) {
        signal.throwIfAborted();
        if (!(thrown instanceof RegistryError)) throw thrown;
        failed.push(`${endpoint.address.host}: ${thrown.reason}`);
        last = thrown;
      }
    }
    if (failed.length < 2 || !(last instanceof RegistryError)) throw last;
    throw new RegistryError(
      last.reason,
      `${last.message} Mirrors asked before: ${failed.slice(0, -1).join(', ')}.`,
      last.remedy,
      { cause: last },
    );
  }
}

export function namesItself(subject: string): RegistryError {
  return new RegistryError(
    'nested-too-deep',
    `${subject} is an index that names itself.`,
    'Push the index again; nothing can be pulled by this one.',
  );
}

function wrongDigest(subject: string, asked: string, computed: string): RegistryError {
  return malformed(`${subject} came with other bytes than asked for: ${computed} in place of ${asked}`);
}

/** Plain file servers that hold a registry's files know no media types of manifests. */
const UNTYPED: ReadonlySet<string> = new Set([
  '',
  'text/plain',
  'application/octet-stream',
  'binary/octet-stream',
]);

function isManifestType(type: string, answer: HttpAnswer): boolean {
  if (UNTYPED.has(type)) return answer.body[0] !== 0x3c; // "<" begins a page
  return type === 'application/json' || type.endsWith('+json') || type.endsWith('+prettyjws');
}
