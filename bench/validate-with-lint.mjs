import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import linter from 'dockerfilelint';

const folder = process.argv[2];
let found = 0;
for (const name of readdirSync(folder)) {
  found += linter.run(folder, readFileSync(path.join(folder, name, 'Dockerfile'), 'utf8')).length;
}
console.log(found);
