import { messageOf } from '../errors.ts';
import { type EngineFacts, readDockerInfo } from './docker-info.ts';
import {
  CURRENT_VERSION_KEY,
  PRODUCT_OPTIONS_KEY,
  type RegistryFacts,
  readRegistryFacts,
  readRegQuery,
} from './registry-values.ts';

export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program without a shell and gives what it printed; rejects where it cannot be started.
 * `signal` is aborted when nobody waits for the answer any more.
 */
export type RunCommand = (
  command: string,
  args: readonly string[],
  signal: AbortSignal,
) => Promise<CommandResult>;

/** Gives the `/info` of the engine that is used from here; rejects where there is none. */
export type AskEngine = (signal: AbortSignal) => Promise<unknown>;

/** Time limits in milliseconds. */
export interface AskingLimits {
  readonly registry: number;
  /** An engine that is just starting may take seconds; one that hangs never answers. */
  readonly engine: number;
}

export const ASKING_LIMITS: AskingLimits = { registry: 10_000, engine: 20_000 };

/**
 * What this machine's registry says. Nothing where it cannot be read; never throws.
 * The 64-bit view is asked for by name, as a 32-bit process is shown another one.
 */
export async function askRegistry(
  run: RunCommand,
  limit = ASKING_LIMITS.registry,
  tool = 'reg',
): Promise<RegistryFacts> {
  const query = async (key: string) => {
    try {
      const answer = await within(limit, (signal) => run(tool, ['query', key, '/reg:64'], signal));
      return readRegQuery(answer.exitCode === 0 ? answer.stdout : '');
    } catch {
      return new Map<string, string>();
    }
  };
  const [currentVersion, productOptions] = await Promise.all([
    query(CURRENT_VERSION_KEY),
    query(PRODUCT_OPTIONS_KEY),
  ]);
  return readRegistryFacts(currentVersion, productOptions);
}

/** What an engine says. Without one, `failure` says why; never throws. */
export async function askEngine(info: AskEngine, limit = ASKING_LIMITS.engine): Promise<EngineFacts> {
  try {
    return readDockerInfo(await within(limit, info));
  } catch (thrown) {
    return { failure: firstLine(messageOf(thrown)) };
  }
}

async function within<Answer>(limit: number, ask: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
  const giveUp = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${limit / 1000} s`));
      giveUp.abort();
    }, limit);
  });
  try {
    return await Promise.race([ask(giveUp.signal), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

function firstLine(text: string): string {
  return text.trim().split(/\r?\n/, 1)[0] ?? '';
}
