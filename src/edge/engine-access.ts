import type { Engine } from '../engine/model.ts';
import type { LocalFacts } from '../images/model.ts';
import type { EngineSettings } from './engine.ts';

/** The one engine of a run, opened when it is first asked for. */
export interface EngineAccess {
  /** @throws EngineError `engine-endpoint-invalid`, or why its service did not start */
  engine(): Promise<Engine>;
  /** Its `/info`, asked for once. */
  info(signal?: AbortSignal): Promise<unknown>;
  /** What it holds of an image; undefined where it does not have it. */
  localImage(reference: string): Promise<LocalFacts | undefined>;
}

/** Nothing of an engine's client is loaded before something is asked of it. */
export function createEngineAccess(settings: EngineSettings): EngineAccess {
  let opened: Promise<Engine> | undefined;
  let told: Promise<unknown> | undefined;
  const engine = () => {
    opened ??= import('./engine.ts').then(({ openEngine }) => openEngine(settings));
    return opened;
  };
  return {
    engine,
    info(signal) {
      told ??= engine().then((opened) => opened.info(signal === undefined ? {} : { signal }));
      // What failed may be asked again, as an engine that was just starting answers later.
      told.catch(() => {
        told = undefined;
      });
      return told;
    },
    async localImage(reference) {
      const image = await (await engine()).inspectImage(reference);
      if (image === undefined) return undefined;
      const { id, os, osVersion, architecture, repoDigests } = image;
      const digest = repoDigests[0]?.replace(/^.*@/, '') ?? id;
      return { digest, os, architecture, ...(osVersion === undefined ? {} : { osVersion }) };
    },
  };
}
