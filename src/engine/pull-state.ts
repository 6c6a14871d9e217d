import type { PullProgress } from './model.ts';

interface Layer {
  downloaded: number;
  size: number;
  extracted: number;
  done: boolean;
}

/** How far the pull of one image is. */
export interface PullState {
  readonly layers: number;
  readonly layersDone: number;
  /** Bytes, compressed. */
  readonly downloaded: number;
  /** Of the layers whose size is known; 0 while none is. */
  readonly size: number;
  readonly extracted: number;
}

/** Statuses behind which nothing of a layer is left to do (moby daemon/internal/distribution, daemon/containerd). */
const DONE: ReadonlySet<string> = new Set(['Pull complete', 'Already exists']);
/** Statuses that are about a layer; others, such as `Pulling from …`, carry a tag where a layer's id would be. */
const OF_LAYER =
  /^(?:Pulling fs layer|Waiting|Downloading|Verifying Checksum|Download complete|Extracting|Pull complete|Already exists|Retrying in\b)/;

/** Adds up what an engine tells of single layers. */
export class PullTally {
  readonly #layers = new Map<string, Layer>();

  add({ layer: id, status, current, total }: PullProgress): void {
    if (id === undefined || !OF_LAYER.test(status)) return;
    const layer = this.#layers.get(id) ?? { downloaded: 0, size: 0, extracted: 0, done: false };
    this.#layers.set(id, layer);
    if (total !== undefined && status !== 'Extracting') layer.size = Math.max(layer.size, total);
    if (status === 'Downloading') layer.downloaded = current ?? layer.downloaded;
    if (status === 'Download complete' || status === 'Verifying Checksum') layer.downloaded = layer.size;
    if (status === 'Extracting') {
      layer.downloaded = layer.size;
      layer.extracted = Math.min(current ?? layer.extracted, layer.size || Number.POSITIVE_INFINITY);
    }
    if (DONE.has(status)) {
      layer.done = true;
      layer.downloaded = layer.size;
      layer.extracted = layer.size;
    }
  }

  state(): PullState {
    const layers = [...this.#layers.values()];
    const sum = (of: (layer: Layer) => number) => layers.reduce((total, layer) => total + of(layer), 0);
    return {
      layers: layers.length,
      layersDone: sum(({ done }) => (done ? 1 : 0)),
      downloaded: sum(({ downloaded, size }) => Math.min(downloaded, size || downloaded)),
      size: sum(({ size }) => size),
      extracted: sum(({ extracted }) => extracted),
    };
  }
}
