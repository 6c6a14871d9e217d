// What the files of a repository cost whoever reads them at all: they are found, read and parsed, and nothing is made of them.
// The expressions in a workflow are parsed too, each text once: without them a workflow is no more than YAML, and nobody can
// say what a leg of it does. The parsers are those that this project has.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Lexer } from '@actions/expressions/lexer';
import { Parser } from '@actions/expressions/parser';

// Of this project, and not of the linters that are installed beside this file.
const require = createRequire(new URL('../package.json', import.meta.url));
const { DockerfileParser } = require('dockerfile-ast');
const { load } = require('js-yaml');

const CONTEXTS = ['github', 'env', 'matrix', 'secrets', 'steps', 'needs', 'inputs', 'runner', 'vars'];
const FUNCTIONS = ['success', 'failure', 'always', 'cancelled'].map((name) => ({
  name,
  minArgs: 0,
  maxArgs: 255,
}));

const [folder, withExpressions] = process.argv.slice(2);
let found = 0;
for (const name of readdirSync(folder, { recursive: true })) {
  if (path.basename(name) === 'Dockerfile') {
    found += DockerfileParser.parse(readFileSync(path.join(folder, name), 'utf8')).getFROMs().length;
  } else if (name.endsWith('.yml')) {
    const text = readFileSync(path.join(folder, name), 'utf8');
    found += Object.keys(load(text).jobs).length;
    if (withExpressions !== '--no-expressions') found += expressionsOf(text);
  }
}
console.log(found);

function expressionsOf(text) {
  const known = new Set();
  for (const [, expression] of text.matchAll(/\$\{\{(.*?)\}\}/g)) {
    if (known.has(expression)) continue;
    known.add(expression);
    new Parser(new Lexer(expression).lex().tokens, CONTEXTS, FUNCTIONS).parse();
  }
  return known.size;
}
