// Makes the docs that come from data: a page a rule. `--check` only compares, for CI.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { RULE_IDS } from '../src/rules/catalogue.ts';
import { rulePage, rulesIndex } from '../src/rules/page.ts';

const folder = path.resolve('docs/rules');
const check = process.argv.includes('--check');

const pages = new Map<string, string>(RULE_IDS.map((id) => [`${id}.md`, rulePage(id)]));
pages.set('README.md', rulesIndex());

await mkdir(folder, { recursive: true });
const present = await readdir(folder);
const stale: string[] = [];
for (const [file, text] of pages) {
  const before = present.includes(file) ? await readFile(path.join(folder, file), 'utf8') : undefined;
  if (before === text) continue;
  stale.push(file);
  if (!check) await writeFile(path.join(folder, file), text);
}
for (const file of present) {
  if (pages.has(file)) continue;
  stale.push(file);
  if (!check) await rm(path.join(folder, file));
}
if (check && stale.length > 0) {
  console.error(`Out of date in docs/rules: ${stale.join(', ')}. Run \`npm run docs\`.`);
  process.exitCode = 1;
}
