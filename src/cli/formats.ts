import type { ReportWithSources } from '../report/text.ts';

export const REPORT_FORMATS = ['text', 'json', 'github', 'summary', 'sarif', 'junit', 'matrix'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** A report in one of its formats; only the one that is asked for is loaded. */
export async function formatOutcome(
  outcome: ReportWithSources,
  format: ReportFormat,
  terminal: { readonly color: boolean; readonly width: number },
): Promise<string> {
  const { report } = outcome;
  switch (format) {
    case 'text':
      return (await import('../report/text.ts')).formatText(outcome, terminal);
    case 'json':
      return (await import('../report/json.ts')).formatJson(report);
    case 'summary':
      return (await import('../report/summary.ts')).formatSummary(report);
    case 'sarif':
      return (await import('../report/sarif.ts')).formatSarif(report);
    case 'junit':
      return (await import('../report/junit.ts')).formatJunit(report);
    case 'matrix': {
      const { fanOut, formatMatrix } = await import('../report/matrix.ts');
      return `${formatMatrix(fanOut(report).legs)}\n`;
    }
    case 'github': {
      const [{ annotationsOf }, { formatWorkflowCommands }] = await Promise.all([
        import('../report/annotations.ts'),
        import('../report/workflow-commands.ts'),
      ]);
      return formatWorkflowCommands(annotationsOf(report.findings));
    }
  }
}
