// Fills the parts of README.md that a program knows better: tables from action.yml, and what commands print.
import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { load } from 'js-yaml';
import { DEMO_IMAGES } from './demo/images.ts';
import { startDemoRegistry } from './demo/registry.ts';

interface ActionMetadata {
  readonly inputs: Readonly<Record<string, { readonly description: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
}

const QUESTION =
  '{"host":{"version":"10.0.26100.1742","product":"server"},"image":{"version":"10.0.20348.2340"},"isolation":"process"}';

const registry = await startDemoRegistry(DEMO_IMAGES);
try {
  const action = load(await readFile('action.yml', 'utf8')) as ActionMetadata;
  const before = await readFile('README.md', 'utf8');
  const mirrors = ['--registry-mirror', `mcr.microsoft.com=${registry.url}`];
  const parts: Readonly<Record<string, string>> = {
    inputs: table('input', action.inputs),
    outputs: table('output', action.outputs),
    'output: check-sdk-index': block(
      await run(['check', 'examples/sdk-index', '--host', 'windows-2022', ...mirrors], '--host windows-2022'),
    ),
    'output: check-workflow': block(await run(['check', 'examples/workflow', ...mirrors], '')),
    'output: check-compose': block(
      await run(['check', 'examples/compose', '--host', 'windows-2022', ...mirrors], '--host windows-2022'),
    ),
    'output: judge-line': block(await run(['judge'], '', `${QUESTION}\n`)),
    'file: examples/workflow/.github/workflows/images.yml': await quoted(
      'examples/workflow/.github/workflows/images.yml',
    ),
    'file: examples/fan-out/workflow.yml': await quoted('examples/fan-out/workflow.yml'),
  };
  let after = before;
  for (const [name, text] of Object.entries(parts)) {
    const pattern = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- end -->)`);
    if (!pattern.test(after)) throw new Error(`README.md has no part ${name}`);
    after = after.replace(pattern, (_, start: string, end: string) => `${start}${text}${end}`);
  }
  if (process.argv.includes('--check')) {
    if (after !== before) {
      console.error('README.md is out of date. Run `npm run docs`.');
      process.exitCode = 1;
    }
  } else await writeFile('README.md', after);
} finally {
  await registry.close();
}

function table(kind: string, rows: ActionMetadata['inputs']): string {
  const lines = Object.entries(rows).map(([name, { description }]) => `| \`${name}\` | ${description} |`);
  return `| ${kind} | what it is |\n| --- | --- |\n${lines.join('\n')}\n`;
}

async function quoted(file: string): Promise<string> {
  return `\`\`\`yaml\n${await readFile(file, 'utf8')}\`\`\`\n`;
}

function block(text: string): string {
  return `\`\`\`text\n${text}\`\`\`\n`;
}

/** Asynchronously, as the registry that the command asks lives in this process. */
async function run(args: readonly string[], shown: string, stdin = ''): Promise<string> {
  const child = spawn(process.execPath, [path.resolve('dist/cli.js'), ...args], {
    env: { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, SOURCE_DATE_EPOCH: '1795392000' },
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stdin.end(stdin);
  await new Promise((resolve) => child.on('close', resolve));
  const named = [args[0], stdin === '' ? args[1] : '', shown].filter((word) => word !== '');
  const command = `windows-isolation-check ${named.join(' ')}`;
  return `$ ${stdin === '' ? command : `echo '${stdin.trim()}' | ${command}`}\n${output}`;
}
