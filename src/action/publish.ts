import path from 'node:path';
import { CheckError, messageOf } from '../errors.ts';
import { annotationsOf } from '../report/annotations.ts';
import { formatJson } from '../report/json.ts';
import { plainLine } from '../report/plain.ts';
import { formatSummary } from '../report/summary.ts';
import { formatText, type ReportWithSources } from '../report/text.ts';
import { verdictSentence } from '../report/words.ts';
import type { ActionsCore } from './core.ts';
import type { ActionInputs } from './inputs.ts';
import { logVerbatim } from './log.ts';
import { outputsOf } from './outputs.ts';

/** What publishing touches. */
export interface PublishWorld {
  readonly core: ActionsCore;
  /** Writes a file whole or not at all; rejects with a CheckError. */
  readonly writeFile: (file: string, text: string) => Promise<void>;
  /** A word that nobody can guess. */
  readonly randomWord: () => string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Gives a report to GitHub: report file, outputs, job summary, log, annotations, and the state of the step.
 * A report file that cannot be written keeps nothing else from being published, and fails the step in the end.
 */
export async function publish(
  outcome: ReportWithSources,
  inputs: ActionInputs,
  world: PublishWorld,
): Promise<void> {
  const { report } = outcome;
  const { core } = world;
  const unwritten = await failureOf(world.writeFile(inputs.settings.reportFile, formatJson(report)));
  const outputs = outputsOf(report, unwritten === undefined ? inputs.settings.reportFile : '');
  const unset = setOutputs(core, outputs);
  const summarized = await writeSummary(outcome, inputs, world);

  core.startGroup('Findings and pairings');
  logVerbatim(core, formatText(outcome, { color: !world.environment.NO_COLOR }), world.randomWord());
  core.endGroup();

  const undone = unwritten ?? unset;
  const failed = report.result !== 'passed' || undone !== undefined;
  if (inputs.settings.annotations) annotate(outcome, inputs, core, { failed, summarized });
  if (inputs.options.smoke?.command !== undefined && report.smoke === undefined && report.images.length > 0) {
    core.warning(
      'No smoke container was run, and so not the input `smoke-command`: no host of this step is this machine with an engine for Windows containers. Add `runner` to the hosts on a Windows runner.',
    );
  }
  const verdict = plainLine(verdictSentence(report));
  if (undone !== undefined) core.setFailed(`${undone.message} ${undone.remedy} The check itself: ${verdict}`);
  else if (failed) core.setFailed(verdict);
  else core.info(verdict);
}

/** The file is the runner's; what keeps it from being written is told, and everything else is published all the same. */
function setOutputs(core: ActionsCore, outputs: Readonly<Record<string, string>>): CheckError | undefined {
  try {
    for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
    return undefined;
  } catch (error) {
    return new CheckError(
      'report-unwritable',
      `The outputs of this step were not set, as the file that GITHUB_OUTPUT names could not be written: ${plainLine(messageOf(error))}.`,
      'The runner sets that variable and makes the file: look for what in this job changes either.',
      { cause: error },
    );
  }
}

/** Whether there is a summary now. A runner without one, or with a broken one, is no reason to fail. */
async function writeSummary(
  outcome: ReportWithSources,
  inputs: ActionInputs,
  world: PublishWorld,
): Promise<boolean> {
  if (!inputs.settings.summary || !world.environment.GITHUB_STEP_SUMMARY) return false;
  const text = formatSummary(outcome.report, { reportFile: inputs.settings.reportFile });
  const failure = await failureOf(world.core.summary.addRaw(text).write());
  if (failure !== undefined) world.core.info(plainLine(`No job summary was written: ${failure.message}`));
  return failure === undefined;
}

function annotate(
  outcome: ReportWithSources,
  inputs: ActionInputs,
  core: ActionsCore,
  state: { readonly failed: boolean; readonly summarized: boolean },
): void {
  const annotations = annotationsOf(outcome.report.findings, {
    // The sentence that fails the step is an error too, and the warnings about inputs are one warning.
    reserved: { error: state.failed ? 1 : 0, warning: inputs.warnings.length > 0 ? 1 : 0 },
    elsewhere: state.summarized
      ? 'The job summary and the log of this step have all of them.'
      : 'The log of this step has all of them.',
    fileOf: fileInRepository(inputs),
  });
  for (const { kind, message, ...properties } of annotations) core[kind](message, properties);
}

/** Places are relative to the checked directory; GitHub wants them relative to the checkout. */
function fileInRepository({ options, settings }: ActionInputs): (file: string) => string {
  const folder = path.relative(settings.repository, options.workspace);
  if (folder === '') return (file) => file;
  return (file) => path.join(folder, file).replaceAll(path.sep, '/');
}

async function failureOf(done: Promise<unknown>): Promise<CheckError | undefined> {
  try {
    await done;
    return undefined;
  } catch (error) {
    if (error instanceof CheckError) return error;
    return new CheckError('internal', messageOf(error), 'Please report this.', { cause: error });
  }
}
