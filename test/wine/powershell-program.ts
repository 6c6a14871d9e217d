import { runPowershell } from '../windows-engine/process-query.ts';

export const main = runPowershell;
