import type { Architecture, HostFacts } from '../windows/model.ts';
import type { ImageEntry, ResolvedImage } from './model.ts';
import { normalizeArchitecture } from './platform.ts';

/** What an image is made for, and whether nothing but its tag says so. */
export interface ImageArchitecture {
  readonly name: Architecture;
  readonly byTag: boolean;
}

/**
 * The architecture of an image: that of the entry which a host takes, or the word in the tag where only that was read.
 * Undefined where nobody tells.
 */
export function imageArchitecture(
  { kind, answeredBy, tag }: Pick<ResolvedImage, 'kind' | 'answeredBy' | 'tag'>,
  entry: ImageEntry | undefined,
): ImageArchitecture | undefined {
  if (entry !== undefined)
    return named(normalizeArchitecture(entry.platform.architecture).architecture, false);
  return kind === 'unread' && answeredBy === 'tag' ? named(tag.architecture, true) : undefined;
}

/** The architecture of a host: a server is taken for `amd64` where nobody tells, as nearly every one is; a client is not. */
export function hostArchitecture(
  host: HostFacts & { readonly architecture?: string },
): Architecture | undefined {
  const { architecture, product } = host;
  if (architecture !== undefined) return named(normalizeArchitecture(architecture).architecture, false)?.name;
  return product === 'client' ? undefined : 'amd64';
}

function named(name: string | undefined, byTag: boolean): ImageArchitecture | undefined {
  return name === 'amd64' || name === 'arm64' ? { name, byTag } : undefined;
}
