import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { CheckError, messageOf } from '../errors.ts';
import { plainLines } from '../report/plain.ts';
import { readReport } from '../report/read-report.ts';
import type { Report } from '../report/report.ts';
import { ruleOf } from '../rules/catalogue.ts';
import type { Finding } from '../rules/finding.ts';

/** More than any report has; the largest are of thousands of images. */
const LARGEST = 256 * 1024 * 1024;

export interface ReportFiles {
  readonly reports: readonly Report[];
  /** A finding for each file that holds none, and for each path or pattern that stands for no file. */
  readonly findings: readonly Finding[];
}

/**
 * The reports that files, directories (every `.json` file below) and patterns stand for, each file once. What is no report is
 * told, and the others are read all the same.
 * @throws CheckError `file-unreadable` where there is no report at all, naming everything that is wrong
 */
export async function readReportFiles(given: readonly string[], directory: string): Promise<ReportFiles> {
  const files = new Map<string, string>();
  const faults: string[] = [];
  for (const text of given) {
    const found = await filesOf(text, directory);
    if (found.length === 0) faults.push(`\`${text}\` stands for no file.`);
    for (const file of found) files.set(path.resolve(directory, file), file);
  }
  const reports: Report[] = [];
  for (const [absolute, file] of files) {
    const reading = await read(absolute);
    if ('report' in reading) reports.push(reading.report);
    else faults.push(`${file} ${reading.fault}.`);
  }
  if (reports.length > 0) return { reports, findings: faults.map(unreadable) };
  throw new CheckError(
    'file-unreadable',
    plainLines(['There is no report to merge.', ...faults].join('\n')),
    ruleOf('report-unreadable').remedy,
  );
}

async function filesOf(text: string, directory: string): Promise<readonly string[]> {
  const kind = await stat(path.resolve(directory, text)).catch(() => undefined);
  if (kind !== undefined && !kind.isDirectory()) return [text];
  const { escapePath, glob } = await import('tinyglobby');
  const slashed = text.replaceAll('\\', '/');
  const pattern = kind === undefined ? slashed : `${escapePath(slashed.replace(/\/+$/, ''))}/**/*.json`;
  const found = await glob([pattern], {
    cwd: directory,
    dot: true,
    expandDirectories: false,
    followSymbolicLinks: false,
    ignore: ['**/node_modules/**', '**/.git/**'],
  });
  return found.sort();
}

async function read(file: string): Promise<ReturnType<typeof readReport>> {
  try {
    const { size } = await stat(file);
    if (size > LARGEST) return { fault: `has ${size} bytes, and ${LARGEST} are read at most` };
    return readReport(await readFile(file, 'utf8'));
  } catch (error) {
    return { fault: `could not be read: ${messageOf(error)}` };
  }
}

function unreadable(message: string): Finding {
  const { level, remedy } = ruleOf('report-unreadable');
  return { rule: 'report-unreadable', level, message, remedy, places: [], subject: {} };
}
