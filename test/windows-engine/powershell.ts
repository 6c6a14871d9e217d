// A powershell.exe for the demo and the tests: `node scripts/run-ts.mjs test/windows-engine/powershell.ts -EncodedCommand …`,
// or a bundle of it. What it knows is in process-query.ts.
import { runPowershell } from './process-query.ts';

await runPowershell();
