import { programOf } from './command-line.ts';
import type { Container } from './container.ts';
import type { FaultAction } from './options.ts';
import { decideOutcome } from './outcome-of.ts';
import type { EngineState } from './state.ts';
import { EngineError } from './texts.ts';
import { type Language, startFailure, startFailureCodes, type WindowsTextName } from './windows-texts.ts';

/** What the Host Compute Service refuses before anything runs. */
export function failureAtCreate(
  engine: EngineState,
  container: Container,
  faults: readonly FaultAction[],
): EngineError | undefined {
  const asked = faults.find((fault) => fault.kind === 'start-error');
  if (asked)
    return typeof asked.text === 'string'
      ? failure(engine, container, asked.text, asked.language)
      : custom(container, asked.text);
  if (container.configuredIsolation === 'hyperv') {
    if (!container.image.image.utilityVm) return failure(engine, container, 'utility-vm-missing');
    if (engine.options.hyperv === 'absent') return failure(engine, container, 'feature-missing');
    if (engine.options.hyperv === 'broken') return failure(engine, container, 'notification-timeout');
  }
  const outcome = decideOutcome(engine, container);
  return outcome.is === 'refused' ? failure(engine, container, outcome.text) : undefined;
}

/** What dies on the way up. */
export function failureAtStart(
  engine: EngineState,
  container: Container,
  faults: readonly FaultAction[],
): EngineError | undefined {
  const crashes = faults.some(({ kind }) => kind === 'crash-at-start');
  if (crashes || decideOutcome(engine, container).is === 'unexpected')
    return failure(engine, container, 'unexpected-exit');
  const needsCmd = programOf(container.command.commandLine) === 'cmd';
  return needsCmd && !container.image.image.hasCmd
    ? failure(engine, container, 'command-missing')
    : undefined;
}

/** The error of a start that Windows answers with this text. */
export function failure(
  engine: EngineState,
  { id, command }: Container,
  text: WindowsTextName,
  language?: Language,
): EngineError {
  const message = startFailure(engine.generation, text, { id, commandLine: command.commandLine, language });
  return new EngineError(startFailureCodes(message).status, message);
}

function custom(
  { id }: Container,
  text: { readonly message: string; readonly status?: number },
): EngineError {
  const message = text.message.replaceAll('{id}', id);
  return new EngineError(text.status ?? startFailureCodes(message).status, message);
}
