// Runs the action's bundle on examples/ as a runner would: inputs as INPUT_*, the files of GITHUB_*, and its exit code.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DEMO_IMAGES } from './images.ts';
import { startDemoRegistry } from './registry.ts';

const STEP = `- uses: windows-isolation-check/windows-isolation-check@v0
  with:
    hosts: |
      windows-2022`;

const registry = await startDemoRegistry(DEMO_IMAGES);
const temporary = await mkdtemp(path.join(tmpdir(), 'isolation-demo-'));
try {
  const files = {
    GITHUB_OUTPUT: path.join(temporary, 'output'),
    GITHUB_STEP_SUMMARY: path.join(temporary, 'summary.md'),
    GITHUB_STATE: path.join(temporary, 'state'),
  };
  await Promise.all(Object.values(files).map((file) => writeFile(file, '')));
  console.log(
    `A workflow step\n\n${STEP}\n\nrun on examples/, with the registries played by a server on this machine.\n`,
  );

  const exitCode = await runAction({
    ...files,
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: path.resolve('examples'),
    RUNNER_TEMP: temporary,
    INPUT_HOSTS: 'windows-2022',
    'INPUT_REGISTRY-MIRRORS': `mcr.microsoft.com=${registry.url}\ndocker.io=${registry.url}`,
    SOURCE_DATE_EPOCH: String(Date.UTC(2026, 10, 23) / 1000),
  });

  console.log(`\n--- the exit code: ${exitCode}`);
  console.log(`\n--- the job summary:\n\n${await readFile(files.GITHUB_STEP_SUMMARY, 'utf8')}`);
  console.log(`--- the outputs:\n\n${readable(await readFile(files.GITHUB_OUTPUT, 'utf8'))}`);
  if (exitCode !== 1) {
    console.error(
      `The demo holds images that cannot run on windows-2022, so the step must fail with 1, not ${exitCode}.`,
    );
    process.exitCode = 1;
  }
} finally {
  await registry.close();
  await rm(temporary, { recursive: true, force: true });
}

function runAction(environment: Record<string, string>): Promise<number | null> {
  // Only what a runner sets: nothing of this shell may decide the outcome.
  const { PATH = '', HOME = '', SystemRoot = '' } = process.env;
  const child = spawn(process.execPath, [path.resolve('dist/main.js')], {
    env: { PATH, HOME, SystemRoot, ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
}

/** `name<<delimiter`, value, delimiter: as name=value, long values cut. */
function readable(output: string): string {
  return output.replace(
    /^(.+?)<<(ghadelimiter_\S+)\n([\s\S]*?)\n\2$/gm,
    (_, name: string, _delimiter, value: string) =>
      value.length > 100 ? `${name}=${value.slice(0, 100)}…` : `${name}=${value}`,
  );
}
