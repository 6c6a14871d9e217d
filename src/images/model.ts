import type { Family, WindowsVersion } from '../windows/model.ts';

/** A reference after the grammar of the distribution project, in full: Docker Hub's short names are expanded. */
export interface Reference {
  /** `docker.io`, `mcr.microsoft.com`, `localhost:5000`. */
  readonly registry: string;
  /** `library/golang`, `windows/nanoserver`. */
  readonly repository: string;
  /** `latest` when neither tag nor digest was given. */
  readonly tag?: string;
  /** `sha256:…`. With a tag beside it, the digest is what an engine takes. */
  readonly digest?: string;
}

/** `os.version` as the registry wrote it, beside what was understood of it. */
export interface ImagePlatform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
  /** As written; may be missing or nonsense. */
  readonly osVersion?: string;
  readonly osFeatures?: readonly string[];
}

/** One image a reference can mean: the entry of an index, or the single manifest itself. In manifest order. */
export interface ImageEntry {
  readonly digest: string;
  readonly platform: ImagePlatform;
  /** Sum of the compressed layers in bytes, when the manifest was read; for an index entry only the manifest's own descriptor was. */
  readonly layersSize?: number;
}

/** What a tag says by itself. */
export interface TagFacts {
  /** The build that the tag's words name, with the revision of a four-part version. */
  readonly version?: WindowsVersion;
  readonly family: Family;
  /** Whether repository or tag say Windows at all. */
  readonly saysWindows: boolean;
  /** True when the tag names no Windows build, so that its base can change under the user. */
  readonly floating: boolean;
  readonly architecture?: 'amd64' | 'arm64';
}

/** What an engine tells of an image that it holds. */
export interface LocalFacts {
  /** Of the manifest it came from, or the image's own id where it was built here. */
  readonly digest: string;
  readonly os: string;
  readonly architecture: string;
  readonly osVersion?: string;
}

export type ResolveMode = 'auto' | 'registry' | 'tags';

/** Why a registry did not answer, in a word tests can assert on. */
export type RegistryFailure =
  | 'not-found'
  | 'unauthorized'
  | 'forbidden'
  | 'rate-limited'
  | 'timeout'
  | 'unreachable'
  | 'not-a-registry'
  | 'redirect-refused'
  | 'insecure-refused'
  | 'schema1'
  | 'too-large'
  | 'nested-too-deep'
  | 'malformed'
  | 'server-error';

/** What is known of one reference, and who said so. */
export interface ResolvedImage {
  readonly reference: Reference;
  /** In full, as reports print it: `docker.io/library/golang:1.27`. */
  readonly name: string;
  /** `registry`: index or manifest read there. `tag`: only the words of the reference. `nothing`: neither told. */
  readonly answeredBy: 'registry' | 'engine' | 'tag' | 'nothing';
  readonly kind: 'index' | 'manifest' | 'unread';
  /** Digest of what the tag points at now. */
  readonly digest?: string;
  /** Empty when `unread`. */
  readonly entries: readonly ImageEntry[];
  readonly tag: TagFacts;
  /** Set when a registry was asked and did not tell. */
  readonly failure?: { readonly reason: RegistryFailure; readonly message: string; readonly remedy: string };
}
