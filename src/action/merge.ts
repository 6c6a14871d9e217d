import { readReportFiles } from '../edge/report-files.ts';
import { mergeReports } from '../report/merge.ts';
import type { ReportWithSources } from '../report/text.ts';
import type { ActionInputs } from './inputs.ts';

/** The reports that the input names, as one. Their files may be of another checkout, so none of their lines is shown. */
export async function merge({ options, settings }: ActionInputs): Promise<ReportWithSources> {
  const { reports, findings } = await readReportFiles(settings.reports, options.workspace);
  const { failOn, levels } = options;
  return { report: mergeReports(reports, { failOn, levels, findings }), lineOf: () => undefined };
}
