import type { FileReader } from './compose/files.ts';
import type { WorkflowReading } from './workflow/model.ts';
export async function readWorkflow(_options: {
  file: string;
  root: string;
  read: FileReader;
}): Promise<WorkflowReading> {
  throw new Error('not here yet');
}
