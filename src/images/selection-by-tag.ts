import type { Architecture } from '../windows/model.ts';
import type { ImageEntry, ResolvedImage } from './model.ts';
import { selectFromContainerd } from './selection-containerd.ts';
import { selectFromGraphdriver } from './selection-graphdriver.ts';
import type { ImageStore, NothingTaken, SelectionHost } from './selection-model.ts';

/** Below these, and nowhere else, a tag that names a release is known to be an index of that release. */
const BASE_IMAGES = /^windows(?:\/(?:nanoserver|servercore|server))?$/;

/**
 * That an engine would not take an image of which only the tag was read. Microsoft serves its base images as indexes of one
 * release, and the containerd store takes from an index what it holds for fitting only; a single manifest it would pull.
 * Neither store takes an entry for another processor than the host's. What would be taken is not told, as no entry was read.
 *
 * @param architecture the host's, as far as it is known
 * Source: MicrosoftDocs/Virtualization-Documentation#1874 (the pull of `windows/nanoserver:ltsc2022` speaks of a manifest list).
 */
export function refusedByTag(
  resolved: Pick<ResolvedImage, 'tag'> & Partial<Pick<ResolvedImage, 'reference'>>,
  host: SelectionHost,
  store: ImageStore,
  architecture: Architecture | undefined,
): NothingTaken | undefined {
  const { reference, tag } = resolved;
  const differs =
    tag.architecture !== undefined && architecture !== undefined && tag.architecture !== architecture;
  if ((store !== 'containerd' && !differs) || tag.version === undefined) return undefined;
  // A digest beside the tag may be that of a single manifest.
  if (reference?.registry !== 'mcr.microsoft.com' || reference.digest !== undefined) return undefined;
  if (!BASE_IMAGES.test(reference.repository)) return undefined;
  const entry: ImageEntry = {
    digest: '',
    platform: {
      os: 'windows',
      architecture: (differs ? tag.architecture : host.architecture) ?? 'amd64',
      osVersion: `10.0.${tag.version.build}`,
    },
  };
  const select = store === 'containerd' ? selectFromContainerd : selectFromGraphdriver;
  const selection = select([entry], host, 'index');
  return selection.kind === 'none' ? selection : undefined;
}
