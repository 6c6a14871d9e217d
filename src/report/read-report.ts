import { messageOf } from '../errors.ts';
import { REPORT_SCHEMA_VERSION, type Report } from './report.ts';
import { reportShape } from './report-shape.ts';
import { ShapeError } from './shape.ts';

/** What a text holds: a report, or why it is none, as a clause behind the name of its file. */
export type ReportReading = { readonly report: Report } | { readonly fault: string };

/**
 * The report that a JSON text holds. Fields that this version does not know are left behind, as new fields do not raise the
 * version of the schema.
 */
export function readReport(json: string): ReportReading {
  let value: unknown;
  try {
    // Windows PowerShell puts a byte order mark in front of what it writes.
    value = JSON.parse(json.replace(/^\ufeff/, ''));
  } catch (error) {
    return { fault: `is no JSON: ${messageOf(error)}` };
  }
  const { schemaVersion, tool } = (value ?? {}) as { schemaVersion?: unknown; tool?: { name?: unknown } };
  if (schemaVersion === undefined || tool?.name !== 'windows-isolation-check') {
    return { fault: 'is JSON and no report of this check' };
  }
  if (schemaVersion !== REPORT_SCHEMA_VERSION) {
    return {
      fault: `is a report of schema version ${JSON.stringify(schemaVersion)?.slice(0, 40)}, and this version of the check reads ${REPORT_SCHEMA_VERSION}`,
    };
  }
  try {
    return { report: reportShape(value, '') };
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    return { fault: `is no whole report: ${error.message}` };
  }
}
