import type { CheckOptions, CheckOutcome, World } from '../check.ts';
import type { WorldSettings } from '../edge/world.ts';
import { CheckError, messageOf } from '../errors.ts';
import { plainLine, plainLines } from '../report/plain.ts';
import type { ReportWithSources } from '../report/text.ts';
import type { ActionsCore } from './core.ts';
import type { ActionInputs, Directories } from './inputs.ts';
import { LeftToPost } from './left-to-post.ts';

/** What a run of the action is made of; handed in, so that a test can run it without a runner. */
export interface ActionParts {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly directories: Directories;
  readonly core: ActionsCore;
  readonly check: (options: CheckOptions, world: World) => Promise<CheckOutcome>;
  /** Adds what the config file says. */
  readonly configure: (inputs: ActionInputs) => Promise<ActionInputs>;
  /** Merges reports in place of a check. */
  readonly merge: (inputs: ActionInputs) => Promise<ReportWithSources>;
  readonly createWorld: (settings: WorldSettings) => World | Promise<World>;
  readonly readInputs: (environment: ActionParts['environment'], directories: Directories) => ActionInputs;
  readonly publish: (outcome: ReportWithSources, inputs: ActionInputs) => Promise<void>;
  /** `YYYY-MM-DD` */
  readonly today: () => string;
}

/** The action: inputs, check or merge, publishing. Never rejects; whatever goes wrong fails the step in a sentence. */
export async function runAction(parts: ActionParts): Promise<void> {
  const { core, environment } = parts;
  const leftToPost = new LeftToPost(core);
  try {
    const given = parts.readInputs(environment, parts.directories);
    if (given.warnings.length > 0) core.warning(given.warnings.join('\n'));
    if (given.settings.reports.length > 0) {
      await parts.publish(await parts.merge(given), given);
      return;
    }
    const inputs = await parts.configure(given);
    const info = (line: string) => core.info(plainLine(line));
    const world = await parts.createWorld({
      environment,
      today: parts.today(),
      insecureRegistries: inputs.settings.insecureRegistries,
      mirrors: inputs.settings.mirrors,
      timeoutSeconds: inputs.settings.timeoutSeconds,
      startEngine: inputs.settings.startEngine,
      onSmokeRun: (runId) => leftToPost.containersOf(runId),
      onSmokeImages: (images) => leftToPost.images(images),
      pullOutput: { write: (text) => info(text.trimEnd()) },
      onSecret: (secret) => core.setSecret(secret),
      progress: info,
      tell: info,
      warn: (line) => core.warning(plainLine(line)),
    });
    const outcome = await parts.check(inputs.options, world).finally(() => leftToPost.tell());
    await parts.publish(outcome, inputs);
  } catch (error) {
    core.setFailed(failureText(error));
    if (error instanceof Error && error.stack !== undefined) core.debug(error.stack);
    setIncomplete(core);
  }
}

// The outputs may be the very thing that went wrong, which has been told then.
function setIncomplete(core: ActionsCore): void {
  try {
    core.setOutput('result', 'incomplete');
  } catch (error) {
    core.debug(`The output result was not set: ${messageOf(error)}`);
  }
}

function failureText(error: unknown): string {
  if (error instanceof CheckError) return plainLines(`${error.message}\n${error.remedy}`);
  return `Unexpected: ${plainLines(messageOf(error))}\nThis is a fault of the action; please report it, with the log of a run in debug mode.`;
}
