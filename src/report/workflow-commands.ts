import type { Annotation } from './annotations.ts';

/**
 * Annotations as the lines which a GitHub runner makes annotations of, each with its line end.
 * The form, the order and the escapes are those of `@actions/core` (`packages/core/src/command.ts`), and `##[` is
 * broken up: a runner that does not know `notice` yet would look for a command of the old form in such a line.
 */
export function formatWorkflowCommands(annotations: readonly Annotation[]): string {
  return annotations.map((annotation) => `${workflowCommand(annotation)}\n`).join('');
}

function workflowCommand(annotation: Annotation): string {
  const properties = [
    ['title', annotation.title],
    ['file', annotation.file],
    ['line', annotation.startLine],
    ['endLine', annotation.endLine],
    ['col', annotation.startColumn],
    ['endColumn', annotation.endColumn],
  ]
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  const command = `::${annotation.kind} ${properties.join(',')}::${escapeData(annotation.message)}`;
  return command.replaceAll('##[', '## [');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
