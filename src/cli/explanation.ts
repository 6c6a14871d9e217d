import { explainCode, formatCode } from '../windows/error-codes.ts';
import { classifyEngineError } from '../windows/error-texts.ts';
import { SOURCES, type SourceId } from '../windows/sources.ts';

/** What a code, or an engine's whole error text, means. Undefined when nothing is known of it. */
export function explanationOf(text: string): string | undefined {
  const entry = explainCode(text);
  if (entry !== undefined) {
    return told(`${formatCode(entry.code)} ${entry.name}`, entry.texts[0], entry);
  }
  const classified = classifyEngineError(text);
  if (classified.by === 'nothing') return undefined;
  const name = [classified.code, classified.name].filter((part) => part !== undefined).join(' ');
  return told(name === '' ? classified.class : name, undefined, classified);
}

function told(
  title: string,
  windowsText: string | undefined,
  meaning: { class: string; cause: string; remedy: string; sources: readonly SourceId[] },
): string {
  const lines = [title];
  if (windowsText !== undefined) lines.push(`Windows says: ${windowsText}.`);
  lines.push(`Class: ${meaning.class}`, `Cause: ${meaning.cause}`, `Remedy: ${meaning.remedy}`);
  if (meaning.sources.length > 0) {
    lines.push('Sources:', ...meaning.sources.map((source) => `  ${SOURCES[source].url}`));
  }
  return `${lines.join('\n')}\n`;
}
