import { UNKNOWN } from './model.ts';
import type { Piece } from './origin.ts';
import type { Command, Statement } from './tree.ts';
import { plainText } from './tree.ts';

const FOR_EACH: ReadonlySet<string> = new Set(['foreach-object', 'foreach', '%']);

const EVALUATORS: ReadonlySet<string> = new Set(['invoke-expression', 'iex']);

const FILE_WRITERS: ReadonlySet<string> = new Set([
  'tee',
  'tee-object',
  'out-file',
  'add-content',
  'set-content',
]);

/** `… | ForEach-Object { … }` as the loop that it is; undefined for any other stage. */
export function loopOver(stage: Statement, lines: readonly string[]): Statement | undefined {
  if (stage.kind !== 'command' || !FOR_EACH.has(nameOf(stage))) return undefined;
  const block = stage.words.flatMap(({ parts }) => parts).find((part) => part.kind === 'nested');
  if (block?.kind !== 'nested') return undefined;
  const { from, to } = stage.words[0] ?? { from: 0, to: 0 };
  const words = (lines.length === 0 ? [UNKNOWN] : lines).map((text) => ({
    parts: [{ kind: 'text', text, quoted: true } as const],
    from,
    to,
  }));
  return { kind: 'loop', variable: '_', values: { words, list: true }, body: block.body };
}

/** The script that `… | Invoke-Expression` runs, where it is known. */
export function evaluated(stage: Statement, lines: readonly string[]): readonly Piece[] | undefined {
  if (stage.kind !== 'command' || !EVALUATORS.has(nameOf(stage)) || stage.words.length > 1) return undefined;
  const { from, to } = stage.words[0] ?? { from: 0, to: 0 };
  const text = lines.join('\n');
  return text === '' || text === UNKNOWN ? undefined : [{ text, from, to }];
}

/** Whether a stage writes what comes in to the file among its words. */
export function writesToFile(stage: Command): boolean {
  return FILE_WRITERS.has(nameOf(stage));
}

function nameOf({ words }: Command): string {
  return plainText(words[0])?.toLowerCase() ?? '';
}
