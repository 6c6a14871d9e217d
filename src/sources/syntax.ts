import { DockerfileParser, type Instruction as Node } from 'dockerfile-ast';
import { skipSpaces } from './characters.ts';
import type { EscapeCharacter } from './directives.ts';
import type { InstructionLine } from './unfold.ts';

/** A part of an instruction's line: `line.text.slice(from, to)`. */
export interface Word {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export interface Instruction {
  /** In capitals. */
  readonly keyword: string;
  /** The keyword as written, or the trigger's, behind `ONBUILD`. */
  readonly name: Word;
  /** True when it stands behind `ONBUILD`. */
  readonly trigger: boolean;
  /** `--name=value` as written. Empty for instructions whose flags name no image. */
  readonly flags: readonly Word[];
  /** Split at white space, quotes and escapes as written. Only for `FROM` and `ARG`. */
  readonly words: readonly Word[];
  readonly line: InstructionLine;
}

const READ_IN_FULL: ReadonlySet<string> = new Set(['FROM', 'ARG', 'COPY', 'RUN']);
const BLANKS = '[\\t\\v\\f\\r ]';
const ONBUILD = new RegExp(`^ONBUILD${BLANKS}+`, 'i');
const KEYWORD = new RegExp(`^${BLANKS}*[^\\t\\v\\f\\r ]+`);
const NAME = new RegExp(`^[a-z]+(?=${BLANKS}|$)`, 'i');
const HAS_FLAGS = new RegExp(`^${BLANKS}*(?:COPY|RUN)${BLANKS}+--`, 'i');
const HAS_WORDS = new RegExp(`^${BLANKS}*(FROM|ARG)${BLANKS}`, 'i');
const MISLEADING = /["'\\`<\v\f\r]/;
const FLAGS_ONLY = /^[ \t]*\S+(?:[ \t]+--\S*)*/;

/**
 * The instructions of unfolded lines, read by dockerfile-ast. It is given only what can name an image,
 * and in a form of equal length in which nothing misleads it; texts are taken from the lines themselves.
 */
export function readInstructions(
  lines: readonly InstructionLine[],
  escapeCharacter: EscapeCharacter,
): readonly Instruction[] {
  const instructions = lines.map(namingNothing);
  const asked = [...lines.keys()].filter((index) => instructions[index] === undefined);
  const document = asked.map((index) => plain(lines[index]?.text ?? '', escapeCharacter)).join('\n');
  for (const node of DockerfileParser.parse(document).getInstructions()) {
    const index = asked[node.getInstructionRange().start.line];
    const line = index === undefined ? undefined : lines[index];
    if (index !== undefined && line !== undefined) instructions[index] = instructionOf(node, line);
  }
  return instructions.filter((instruction) => instruction !== undefined);
}

/** The instruction of a line of which only the name counts, as in most lines; undefined where there may be more. */
function namingNothing(line: InstructionLine): Instruction | undefined {
  const { text } = line;
  const from = ONBUILD.exec(text)?.[0].length ?? 0;
  const trigger = text.slice(from);
  const written = NAME.exec(trigger)?.[0];
  if (written === undefined || HAS_FLAGS.test(trigger) || HAS_WORDS.test(trigger)) return undefined;
  const name = { text: written, from, to: from + written.length };
  return { keyword: written.toUpperCase(), name, trigger: from > 0, flags: [], words: [], line };
}

/** What stands behind the keyword and its flags are none, without the white space around it. */
export function argumentText(instruction: Instruction): string {
  const { text } = instruction.line;
  return text.slice(skipSpaces(text, instruction.name.to, text.length)).trimEnd();
}

function instructionOf(node: Node, line: InstructionLine): Instruction {
  const name = wordAt(line, node.getInstructionRange());
  const keyword = name.text.toUpperCase();
  const all = READ_IN_FULL.has(keyword) ? wordsOf(node, line) : [];
  if (keyword === 'ARG') return { keyword, name, trigger: name.from > 0, flags: [], words: all, line };
  const flags = leadingFlags(all);
  // A lone "--" ends the flags and is no argument itself.
  const first = flags.length + (all[flags.length]?.text === '--' ? 1 : 0);
  const words = keyword === 'FROM' ? all.slice(first) : [];
  return { keyword, name, trigger: name.from > 0, flags, words, line };
}

/** Every word, flags and all: for `COPY`, `FROM` and `RUN` dockerfile-ast hands them out in two lists. */
function wordsOf(node: Node, line: InstructionLine): readonly Word[] {
  const flags = 'getFlags' in node ? (node as FlaggedNode).getFlags() : [];
  return [...flags, ...node.getArguments()].map((part) => wordAt(line, part.getRange()));
}

interface FlaggedNode {
  getFlags(): readonly { getRange(): Range }[];
}

interface Range {
  readonly start: { readonly character: number };
  readonly end: { readonly character: number };
}

function wordAt(line: InstructionLine, range: Range): Word {
  const from = range.start.character;
  const to = range.end.character;
  return { text: line.text.slice(from, to), from, to };
}

function leadingFlags(words: readonly Word[]): readonly Word[] {
  const end = words.findIndex((word) => !word.text.startsWith('--') || word.text === '--');
  return end < 0 ? words : words.slice(0, end);
}

/** One line of equal length for dockerfile-ast: no quotes, no escapes, no heredocs, no continuation. */
function plain(text: string, escapeCharacter: EscapeCharacter): string {
  const onbuild = ONBUILD.exec(text)?.[0].length ?? 0;
  const trigger = text.slice(onbuild);
  const blank = ' '.repeat(onbuild);
  if (HAS_FLAGS.test(trigger)) {
    return blank + (FLAGS_ONLY.exec(masked(trigger, escapeCharacter, true))?.[0] ?? '');
  }
  const keyword = HAS_WORDS.exec(trigger)?.[1]?.toUpperCase();
  if (keyword === 'ARG') return blank + masked(trigger, escapeCharacter, true);
  if (keyword === 'FROM') return blank + withoutLateDashes(masked(trigger, escapeCharacter, false));
  return blank + masked(KEYWORD.exec(trigger)?.[0] ?? '', escapeCharacter, false);
}

/** dockerfile-ast looks for flags behind an image with two dashes in its name, and then miscounts the words. */
function withoutLateDashes(text: string): string {
  const head = FLAGS_ONLY.exec(text)?.[0].length ?? 0;
  return text.slice(0, head) + text.slice(head).replaceAll('-', 'x');
}

/** `quotes`: white space in quotes or behind an escape character does not split a word. `FROM` splits regardless. */
function masked(text: string, escapeCharacter: EscapeCharacter, quotes: boolean): string {
  if (!MISLEADING.test(text)) return text;
  let result = '';
  let quote = '';
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? '';
    if (quotes && character === escapeCharacter && quote !== "'" && index + 1 < text.length) {
      result += 'xx';
      index++;
    } else if (quote !== '') {
      if (character === quote) quote = '';
      result += 'x';
    } else if (quotes && (character === '"' || character === "'")) {
      quote = character;
      result += 'x';
    } else if (character === '\v' || character === '\f' || character === '\r') {
      result += ' ';
    } else {
      result += MISLEADING.test(character) ? 'x' : character;
    }
  }
  return result;
}
