// The engine as a program: `node scripts/run-ts.mjs test/windows-engine/serve.ts options.json`.
import { GUESTS } from './guests.ts';
import { standAlone } from './stand-alone.ts';

await standAlone(process.argv[2], GUESTS);
