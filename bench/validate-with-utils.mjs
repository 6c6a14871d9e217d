import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { validate } from 'dockerfile-utils';

const folder = process.argv[2];
let found = 0;
for (const name of readdirSync(folder)) {
  found += validate(readFileSync(path.join(folder, name, 'Dockerfile'), 'utf8')).length;
}
console.log(found);
