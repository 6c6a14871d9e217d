import { canonicalCode } from './error-codes.ts';

/** The step of starting a container at which the engine stopped, whatever that engine calls it. */
export type EngineOperation = 'create-system' | 'start-system' | 'create-process';

const OPERATION =
  /(?:hcs(?:shim)?::)?\b(CreateComputeSystem|System::Start|System::CreateProcess|CreateContainer)\b|encountered an error during (Start|CreateProcess)\b/;

const OPERATIONS: Readonly<Record<string, EngineOperation>> = {
  CreateComputeSystem: 'create-system',
  CreateContainer: 'create-system',
  'System::Start': 'start-system',
  Start: 'start-system',
  'System::CreateProcess': 'create-process',
  CreateProcess: 'create-process',
};

/** Shapes of hcsshim's messages by engine generation. Source: `hcsshim-errors`. */
export function operationIn(text: string): EngineOperation | undefined {
  const match = OPERATION.exec(text);
  return OPERATIONS[match?.[1] ?? match?.[2] ?? ''];
}

// In this order: the code of the call that failed, a code in brackets, a whole 32-bit code by itself.
const CODES: readonly RegExp[] = [
  /failure in a Windows system call: [^\n]*?\(0x([0-9a-f]{1,8})\)/i,
  /\(0x([0-9a-f]{1,8})\)/i,
  /(?<![\w-])0x([0-9a-f]{8})(?![\w-])/i,
];

const EXIT_CODE =
  /(?:exit(?:ed)?(?: with)?(?: code| status)?(?: was)?|non-zero code|StatusCode|ExitCode)[^\w-]{1,3}(-?\d{1,10})(?!\d)/i;

/** Only statuses of Windows itself; smaller exit codes mean what the program wants them to. */
const FIRST_STATUS = 0x80000000;

/**
 * The code of Windows in an engine's message, in the form of the table.
 * A container's id is hexadecimal too, but never begins with `0x`, and a command line stands before the code.
 */
export function codeIn(text: string): number | undefined {
  const message = withoutExtraInfo(text);
  for (const pattern of CODES) {
    const match = pattern.exec(message);
    if (match?.[1]) return canonicalCode(Number.parseInt(match[1], 16));
  }
  const exit = EXIT_CODE.exec(message);
  if (!exit?.[1]) return undefined;
  const value = Number(exit[1]) >>> 0;
  const fits = Math.abs(Number(exit[1])) < 2 ** 32;
  return fits && value >= FIRST_STATUS ? canonicalCode(value) : undefined;
}

/** Engines up to 19.03 append the whole container document, in which anything may stand. */
export function withoutExtraInfo(text: string): string {
  return text.replace(/\(?extra info: \{[\s\S]*$/, '');
}
