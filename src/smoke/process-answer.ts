import type { CommandResult } from './command.ts';
import { HostProcessesError } from './host-processes-error.ts';
import type { HostProcess, HostProcesses } from './model.ts';

/**
 * What says that the right is missing, whatever the display language: PowerShell's category, and the codes
 * WBEM_E_ACCESS_DENIED and E_ACCESSDENIED; in English also the words.
 */
const NO_RIGHT = /PermissionDenied|0x80041003|0x80070005|\baccess (?:is )?denied\b/i;

/** Of a foreign text that goes into a sentence. */
const LONGEST_QUOTE = 200;

/**
 * Reads what the script printed.
 * @throws HostProcessesError `not-allowed`, `failed` or `nonsense`
 */
export function readProcessAnswer({ exitCode, stdout, stderr }: CommandResult): HostProcesses {
  const answer = parse(stdout);
  if (isRecord(answer) && Array.isArray(answer.processes)) {
    return { computer: computerOf(answer), processes: answer.processes.map(processOf) };
  }
  if (isRecord(answer) && typeof answer.failure === 'string') {
    throw failed(`${answer.failure} ${answer.category}`, String(answer.message));
  }
  const complaint = errorText(stderr);
  if (exitCode !== 0 || complaint !== '') {
    throw failed(complaint, complaint || `it left with code ${exitCode} and said nothing`);
  }
  throw nonsense(stdout.trim() === '' ? 'nothing' : 'something else than a list of processes');
}

/** Nothing in the answer needs a line break, so one that a console put in is taken out; code page 65001 puts a BOM before it. */
function parse(stdout: string): unknown {
  try {
    return JSON.parse(stdout.replace(/^(?:\uFEFF|\u00EF\u00BB\u00BF)/, '').replace(/[\r\n]+/g, ''));
  } catch {
    return undefined;
  }
}

function computerOf(answer: Record<string, unknown>): string {
  if (typeof answer.computer !== 'string' || answer.computer === '')
    throw nonsense('no name of this machine');
  return answer.computer;
}

function processOf(row: unknown): HostProcess {
  if (!isRecord(row) || !isProcessId(row.ProcessId) || typeof row.Name !== 'string') {
    throw nonsense('a process without a process id and a name');
  }
  const created = typeof row.CreationDate === 'string' ? Date.parse(row.CreationDate) : Number.NaN;
  return {
    pid: row.ProcessId,
    name: row.Name,
    ...(typeof row.CommandLine === 'string' && row.CommandLine !== '' && { commandLine: row.CommandLine }),
    ...(!Number.isNaN(created) && { created }),
  };
}

function failed(signs: string, message: string): HostProcessesError {
  const said = message.trim().replace(/\s+/g, ' ').slice(0, LONGEST_QUOTE);
  if (NO_RIGHT.test(signs)) {
    return new HostProcessesError(
      'not-allowed',
      `The processes of this machine cannot be read, as this user has not the right to (${said}); an administrator has.`,
    );
  }
  return new HostProcessesError(
    'failed',
    `The processes of this machine cannot be read, as PowerShell failed: ${said}`,
  );
}

function nonsense(what: string): HostProcessesError {
  return new HostProcessesError(
    'nonsense',
    `The processes of this machine cannot be read, as PowerShell printed ${what}.`,
  );
}

/** With an encoded command, 5.1 prints its errors as XML when nobody is at the console. */
function errorText(stderr: string): string {
  if (!stderr.trimStart().startsWith('#< CLIXML')) return stderr.trim();
  const errors = [...stderr.matchAll(/<S S="Error">([^<]*)<\/S>/g)].map(([, text]) => text ?? '');
  return errors.join('').replaceAll('_x000D__x000A_', ' ').trim();
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isProcessId(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
