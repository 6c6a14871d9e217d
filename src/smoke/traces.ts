import type { ContainerProcess } from '../engine/model.ts';
import type { EnginePlace } from './engine-place.ts';
import type { Sighting } from './sighting.ts';
import type { VmWorker } from './vm-workers.ts';

/** What one container left for its isolation to be judged by. */
export interface Traces {
  /** On the command line of the container's own shell; undefined when it ran the image's own command. */
  readonly mark: string | undefined;
  readonly place: EnginePlace;
  /** What the engine listed of the container before the host was read, and after. */
  readonly opening?: readonly ContainerProcess[];
  readonly closing?: readonly ContainerProcess[];
  /** One for each reading of the host between them. */
  readonly sightings: readonly Sighting[];
  /** Whether the host was read before the container was started. */
  readonly hasBaseline: boolean;
  /** The `vmwp.exe` that came with the container and were there while it ran; undefined when that could not be told. */
  readonly workers?: readonly VmWorker[];
  /** Those of them that were gone after it was removed. */
  readonly gone: readonly VmWorker[];
  /** Whether one of these is certainly its own, and not that of another container of the same time. */
  readonly hasOwnWorker: boolean;
  /** What went wrong, in sentences. */
  readonly troubles: readonly string[];
}
