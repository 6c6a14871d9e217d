import type { SourceProblem, SourceReading } from './reading.ts';

/** The reading of a file of which nothing is known but the problem. */
export function unreadable(file: string, problem: SourceProblem): SourceReading {
  return {
    file,
    uses: [],
    problems: [problem],
    hints: { backtickEscape: false, windowsShell: false },
    line: () => undefined,
  };
}
