/** The state by which the post step knows the run whose containers it removes; empty once nothing of it is left. */
export const SMOKE_RUN_STATE = 'smoke-run';

/** Likewise, the images that it removes: references, as an array in JSON, or empty. */
export const SMOKE_IMAGES_STATE = 'smoke-images';

export function imagesText(images: readonly string[]): string {
  return images.length === 0 ? '' : JSON.stringify(images);
}

/** None of what `imagesText` did not make. */
export function imagesOf(text: string): readonly string[] {
  try {
    const images: unknown = JSON.parse(text);
    return Array.isArray(images) ? images.filter((image) => typeof image === 'string') : [];
  } catch {
    return [];
  }
}
