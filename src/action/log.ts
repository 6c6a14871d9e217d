import type { ActionsCore } from './core.ts';

/** Writes text from outside while commands are off, to be turned on again by a word which that text cannot know. */
export function logVerbatim(core: ActionsCore, text: string, word: string): void {
  core.info(`::stop-commands::${word}`);
  core.info(text.trimEnd());
  core.info(`::${word}::`);
}
