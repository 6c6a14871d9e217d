import { SOURCE_DOCUMENTS } from './source-documents.ts';
import { SOURCE_THREADS } from './source-threads.ts';

/** Where a fact was read. */
export interface Source {
  readonly title: string;
  readonly url: string;
  /** ISO date of the reading. */
  readonly read: string;
}

/** Every source that a row of any facts table cites, by id. A thread's id is its repository and number. */
export const SOURCES = { ...SOURCE_DOCUMENTS, ...SOURCE_THREADS } satisfies Record<string, Source>;

export type SourceId = keyof typeof SOURCES;
