import type { ImageEntry, ImagePlatform } from '../../src/images/model.ts';

/** An entry written as `20348.5499`, `20348.1 arm64`, `linux`, `linux arm64`, `attestation`, `windows` or `?`. */
export function entryOf(text: string, more: Partial<ImagePlatform> = {}): ImageEntry {
  const [word = '', architecture = 'amd64'] = text.split(' ');
  const platform: ImagePlatform =
    word === 'attestation'
      ? { os: 'unknown', architecture: 'unknown' }
      : word === '?'
        ? { os: '', architecture: '' }
        : /^\d/.test(word)
          ? { os: 'windows', architecture, osVersion: `10.0.${word}` }
          : { os: word, architecture };
  return { digest: `sha256:${'0'.repeat(64)}`, platform: { ...platform, ...more } };
}

export function indexOf(...texts: readonly string[]): readonly ImageEntry[] {
  return texts.map((text) => entryOf(text));
}
