import { skipSpaces } from './characters.ts';
import { shortened } from './problems.ts';
import type { SourceProblem } from './reading.ts';
import type { SourceText } from './source-text.ts';

export type EscapeCharacter = '\\' | '`';

export interface Directives {
  readonly escapeCharacter: EscapeCharacter;
  /** The frontend image after `# syntax=`. */
  readonly syntax?: string;
  /** The text after `# check=`. */
  readonly check?: string;
  readonly problems: readonly SourceProblem[];
}

const KNOWN: ReadonlySet<string> = new Set(['syntax', 'escape', 'check']);
const DIRECTIVE = /^([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+)$/;

/**
 * The parser directives at the head of a Dockerfile. The first line that is no known directive ends them:
 * a blank line, an instruction, an ordinary comment, a directive nobody knows. Keys are case-insensitive, each once.
 * Source: moby/buildkit `frontend/dockerfile/parser/directives.go` and `parser.go`.
 */
export function readDirectives(source: SourceText): Directives {
  const values = new Map<string, string>();
  const problems: SourceProblem[] = [];
  for (let line = 1; line <= source.lineCount; line++) {
    const end = source.end(line);
    const start = skipSpaces(source.text, source.start(line), end);
    if (source.text[start] !== '#') break;
    const match = DIRECTIVE.exec(source.text.slice(start + 1, end).trim());
    const key = match?.[1]?.toLowerCase();
    if (match === null || key === undefined || !KNOWN.has(key)) break;
    const value = match[2] ?? '';
    const place = source.place(start, end);
    if (values.has(key)) {
      problems.push({
        code: 'dockerfile-syntax',
        message: `The directive "${key}" stands here a second time; builders take it once.`,
        remedy: `Delete one of the two "# ${key}=" lines.`,
        place,
      });
      continue;
    }
    values.set(key, value);
    if (key === 'escape' && value !== '\\' && value !== '`') {
      problems.push({
        code: 'dockerfile-syntax',
        message: `The escape character "${shortened(value)}" is neither \\ nor \`.`,
        remedy: 'Write "# escape=`" (for Windows paths) or "# escape=\\".',
        place,
      });
    }
  }
  const syntax = values.get('syntax');
  const check = values.get('check');
  return {
    escapeCharacter: values.get('escape') === '`' ? '`' : '\\',
    ...(syntax === undefined ? {} : { syntax }),
    ...(check === undefined ? {} : { check }),
    problems,
  };
}

/** Whether the instructions are the ones of Docker's own frontend, and not of another that may know more. */
export function isDockerSyntax(syntax: string | undefined): boolean {
  if (syntax === undefined) return true;
  return /^(?:docker\.io\/)?docker\/dockerfile(?:[:@\s]|$)/.test(syntax);
}
