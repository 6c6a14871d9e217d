import { readReportFiles } from '../edge/report-files.ts';
import { CheckError } from '../errors.ts';
import { mergeReports } from '../report/merge.ts';
import { verdictSentence } from '../report/words.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { formatOutcome, REPORT_FORMATS } from './formats.ts';
import { levelsOf } from './levels.ts';
import { choose, parseOptions } from './options.ts';
import { writeResult } from './output.ts';
import type { Terminal } from './terminal.ts';

/** The reports of several runs as one. */
export async function mergeCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseOptions('merge', args, {
    level: { type: 'string', multiple: true },
    'fail-on': { type: 'string' },
    format: { type: 'string' },
    output: { type: 'string' },
  });
  if (positionals.length === 0) {
    throw new CheckError(
      'usage',
      'merge needs reports.',
      'Name files, directories or patterns of JSON reports.',
    );
  }
  const format = choose('--format', values.format, REPORT_FORMATS, 'text');
  const failOn = choose('--fail-on', values['fail-on'], ['error', 'warning', 'notice', 'never'], 'error');
  const levels = levelsOf(values.level ?? []);
  const { reports, findings } = await readReportFiles(positionals, terminal.workingDirectory);
  const report = mergeReports(reports, { failOn, levels, findings });
  const toFile = values.output !== undefined;
  const text = await formatOutcome({ report, lineOf: () => undefined }, format, {
    width: terminal.width,
    color: terminal.color && !toFile,
  });
  await writeResult({ text, commands: format === 'github' }, values.output, terminal);
  if (values.output !== undefined) {
    terminal.tell(`${verdictSentence(report)} The report is in ${values.output}.`);
  }
  return EXIT_CODES[report.result];
}
