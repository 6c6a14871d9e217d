import { type DockerfileOptions, readDockerfile } from '../../src/sources/dockerfile.ts';
import type { ImageUse, SourceReading } from '../../src/sources/reading.ts';

/** Reads a text as `Dockerfile`. */
export function read(text: string | Uint8Array, options: Partial<DockerfileOptions> = {}): SourceReading {
  return readDockerfile(text, { file: 'Dockerfile', ...options });
}

/** A use on one line: `role reference needs`, and `unreachable` or `behind` (the target) when it is. */
export function told({ role, reference, needs, reachable, behindTarget }: ImageUse): string {
  const reach = reachable ? '' : behindTarget === true ? ' behind' : ' unreachable';
  return `${role} ${reference} ${needs.join('+')}${reach}`;
}

export function usesIn(text: string, options?: Partial<DockerfileOptions>): readonly string[] {
  return read(text, options).uses.map(told);
}

export function codesIn(text: string, options?: Partial<DockerfileOptions>): readonly string[] {
  return read(text, options).problems.map(({ code }) => code);
}
