import { visible, withoutCommands } from '../report/visible.ts';
import type { ActionsCore } from './core.ts';

/** A line that no runner reads as a command. */
export function plainLine(line: string): string {
  return withoutCommands(visible(line));
}

/** Writes text from outside while commands are off, to be turned on again by a word which that text cannot know. */
export function logVerbatim(core: ActionsCore, text: string, word: string): void {
  core.info(`::stop-commands::${word}`);
  core.info(text.trimEnd());
  core.info(`::${word}::`);
}
