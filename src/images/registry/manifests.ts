import type { ImagePlatform, RegistryFailure } from '../model.ts';
import { RegistryError } from '../registry-error.ts';
import { isDigest } from './digests.ts';

/** Made once, as making one takes longer than decoding a manifest with it. */
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** What an index or a manifest says of another thing in the same repository. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

export interface IndexDescriptor extends Descriptor {
  /** What it is, as far as its media type tells. */
  readonly kind: 'index' | 'manifest' | 'other';
  readonly platform?: ImagePlatform;
  /** A provenance or bill of materials stored beside the images. */
  readonly isAttestation: boolean;
}

export interface Index {
  readonly kind: 'index';
  readonly descriptors: readonly IndexDescriptor[];
}

export interface Manifest {
  readonly kind: 'manifest';
  readonly config: Descriptor;
  /** Whether `config` is that of an image, and not of a chart, a signature or another artifact. */
  readonly isImage: boolean;
  /** Sum of the compressed layers in bytes. */
  readonly layersSize: number;
}

/**
 * Media types: distribution.github.io/distribution/spec/manifest-v2-2, opencontainers/image-spec media-types.md; those
 * of schema 1: distribution.github.io/distribution/spec/deprecated-schema-v1.
 */
const INDEX_TYPES: ReadonlySet<string> = new Set([
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.index.v1+json',
]);
const MANIFEST_TYPES: ReadonlySet<string> = new Set([
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
]);
const SCHEMA1_TYPES: ReadonlySet<string> = new Set([
  'application/vnd.docker.distribution.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v1+prettyjws',
]);
const CONFIG_TYPES: ReadonlySet<string> = new Set([
  'application/vnd.docker.container.image.v1+json',
  'application/vnd.oci.image.config.v1+json',
  // What several builders wrote before the Docker type was settled (containerd/containerd core/images/mediatypes.go).
  'application/octet-stream',
]);

/** For the `Accept` header: everything that can be read here. */
export const MANIFEST_ACCEPT = [...INDEX_TYPES, ...MANIFEST_TYPES].join(', ');

/** docs.docker.com/build/metadata/attestations/attestation-storage: what marks an attestation among the entries of an index. */
const REFERENCE_TYPE = 'vnd.docker.reference.type';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads an index or a manifest. What is read is checked, what is not needed is not looked at.
 *
 * @param type the media type of the answer, without parameters
 * @param subject for messages
 * @throws {RegistryError} `malformed` or `schema1`
 */
export function parseManifest(body: Uint8Array, type: string, subject: string): Index | Manifest {
  const document = fields(parseJson(body, subject), `${subject} is no JSON object`);
  if (
    SCHEMA1_TYPES.has(type) ||
    SCHEMA1_TYPES.has(String(document.mediaType)) ||
    document.schemaVersion === 1
  ) {
    throw new RegistryError(
      'schema1',
      `${subject} has the old format of Docker, schema 1, which says nothing of the Windows version and which engines no longer pull.`,
      'Push the image again with a present-day Docker, or name another image.',
    );
  }
  // One document that can be read both ways could be one thing here and another in the engine (CVE-2021-41190).
  if (document.manifests !== undefined && (document.config !== undefined || document.layers !== undefined)) {
    throw malformed(`${subject} claims to be an index and a manifest at once`);
  }
  const stated = typeof document.mediaType === 'string' ? document.mediaType : type;
  const isIndex =
    INDEX_TYPES.has(stated) || (!MANIFEST_TYPES.has(stated) && document.manifests !== undefined);
  return isIndex ? readIndex(document, subject) : readManifest(document, subject);
}

/**
 * Reads the platform out of an image's config (opencontainers/image-spec config.md).
 *
 * @throws {RegistryError} `malformed`
 */
export function parseConfig(body: Uint8Array, subject: string): ImagePlatform {
  return readPlatform(fields(parseJson(body, subject), `${subject} is no JSON object`), subject);
}

function readIndex(document: Fields, subject: string): Index {
  if (!Array.isArray(document.manifests))
    throw malformed(`${subject} is an index without a list of manifests`);
  const descriptors = document.manifests.map((value: unknown, place) => {
    const where = `entry ${place + 1} of ${subject}`;
    const entry = fields(value, `${where} is no object`);
    const descriptor = readDescriptor(entry, where);
    const platform =
      entry.platform === undefined || entry.platform === null
        ? undefined
        : readPlatform(fields(entry.platform, `${where} has a platform that is no object`), where);
    const annotations = (entry.annotations ?? {}) as Fields;
    return {
      ...descriptor,
      kind: kindOf(descriptor.mediaType),
      ...(platform === undefined ? {} : { platform }),
      isAttestation:
        annotations[REFERENCE_TYPE] !== undefined ||
        (platform?.os === 'unknown' && platform.architecture === 'unknown'),
    };
  });
  return { kind: 'index', descriptors };
}

function readManifest(document: Fields, subject: string): Manifest {
  const config = readDescriptor(
    fields(document.config, `${subject} is neither an index nor a manifest with a config`),
    `the config of ${subject}`,
  );
  if (!Array.isArray(document.layers)) throw malformed(`${subject} is a manifest without a list of layers`);
  let layersSize = 0;
  for (const [place, layer] of document.layers.entries()) {
    const where = `layer ${place + 1} of ${subject}`;
    layersSize += readSize(fields(layer, `${where} is no object`), where);
  }
  return { kind: 'manifest', config, isImage: CONFIG_TYPES.has(config.mediaType), layersSize };
}

function readDescriptor(value: Fields, where: string): Descriptor {
  const { mediaType, digest } = value;
  if (!isDigest(digest)) throw malformed(`${where} has no valid digest`);
  if (typeof mediaType !== 'string') throw malformed(`${where} has no media type`);
  return { mediaType, digest, size: readSize(value, where) };
}

function readSize({ size }: Fields, where: string): number {
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) {
    throw malformed(`${where} has no valid size`);
  }
  return size;
}

function readPlatform(value: Fields, where: string): ImagePlatform {
  const osVersion = optionalText(value['os.version'], 'os.version', where);
  const variant = optionalText(value.variant, 'variant', where);
  const features = value['os.features'] ?? undefined;
  if (
    features !== undefined &&
    !(Array.isArray(features) && features.every((each) => typeof each === 'string'))
  ) {
    throw malformed(`${where} has an os.features that is no list of words`);
  }
  return {
    os: text(value.os, 'os', where),
    architecture: text(value.architecture, 'architecture', where),
    ...(variant ? { variant } : {}),
    ...(osVersion === undefined ? {} : { osVersion }),
    ...(features === undefined ? {} : { osFeatures: features }),
  };
}

function text(value: unknown, name: string, where: string): string {
  if (typeof value !== 'string' || value === '') throw malformed(`${where} has no ${name}`);
  return value;
}

function optionalText(value: unknown, name: string, where: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw malformed(`${where} has an ${name} that is no text`);
  return value;
}

function kindOf(mediaType: string): IndexDescriptor['kind'] {
  if (INDEX_TYPES.has(mediaType)) return 'index';
  // A schema 1 image is an image all the same: reading it gives the error that says so.
  return MANIFEST_TYPES.has(mediaType) || SCHEMA1_TYPES.has(mediaType) ? 'manifest' : 'other';
}

function parseJson(body: Uint8Array, subject: string): unknown {
  if (body.byteLength === 0) throw malformed(`${subject} is empty`);
  try {
    return JSON.parse(UTF8.decode(body));
  } catch {
    throw malformed(`${subject} is not JSON`);
  }
}

function fields(value: unknown, otherwise: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed(otherwise);
  return value as Fields;
}

/** @param what a sentence without its full stop */
export function malformed(what: string): RegistryError {
  const reason: RegistryFailure = 'malformed';
  return new RegistryError(
    reason,
    `${what.charAt(0).toUpperCase()}${what.slice(1)}.`,
    'Push the image again, or look at the registry and at any proxy in front of it.',
  );
}
