import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Draft04 from 'ajv-draft-04';
import formats from 'ajv-formats';

// Microsoft's package ships the last draft (rtm.5) of the schema that OASIS made the standard. Beside titles and
// descriptions the standard (errata 01) differs in one thing that matters here, and that `sarif.test.ts` asks for by
// itself: a region must say where it starts.
const file = createRequire(import.meta.url).resolve(
  '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
);

// One of its patterns (of the language, mended in the standard) is none to a reader of Unicode patterns.
const ajv = new Draft04.default({ allErrors: true, strictTypes: false, unicodeRegExp: false });
formats.default(ajv);
const valid = ajv.compile(JSON.parse(readFileSync(file, 'utf8')));

/** What the schema of SARIF 2.1.0 has to say against a log; empty when it is valid. */
export function schemaErrors(log: unknown): string[] {
  if (valid(log)) return [];
  return (valid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
