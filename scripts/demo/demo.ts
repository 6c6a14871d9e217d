// Runs the action's bundles on examples/ as a runner on Windows Server 2022 would: inputs as INPUT_*, the files of GITHUB_*,
// the exit code, and the post step.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startDemoEngine } from './engine.ts';
import { DEMO_IMAGES } from './images.ts';
import { startDemoRegistry } from './registry.ts';

const STEP = `- uses: windows-isolation-check/windows-isolation-check@v0
  with:
    hosts: runner
    smoke: always
    smoke-command: ver`;

const registry = await startDemoRegistry(DEMO_IMAGES);
const engine = await startDemoEngine(DEMO_IMAGES);
const temporary = await mkdtemp(path.join(tmpdir(), 'isolation-demo-'));
try {
  const files = {
    GITHUB_OUTPUT: path.join(temporary, 'output'),
    GITHUB_STEP_SUMMARY: path.join(temporary, 'summary.md'),
    GITHUB_STATE: path.join(temporary, 'state'),
  };
  await Promise.all(Object.values(files).map((file) => writeFile(file, '')));
  console.log(
    `A workflow step\n\n${STEP}\n\nrun on examples/. The registries, and a Windows Server 2022 with Docker, are played by servers on this machine.\n`,
  );

  const environment = {
    ...engine.environment,
    ...files,
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: path.resolve('examples'),
    RUNNER_TEMP: temporary,
    INPUT_HOSTS: 'runner',
    INPUT_SMOKE: 'always',
    'INPUT_SMOKE-COMMAND': 'ver',
    'INPUT_REGISTRY-MIRRORS': `mcr.microsoft.com=${registry.url}\ndocker.io=${registry.url}`,
    SOURCE_DATE_EPOCH: String(Date.UTC(2026, 10, 23) / 1000),
  };
  const exitCode = await runBundle('main.js', environment);
  const states = statesOf(await readFile(files.GITHUB_STATE, 'utf8'));
  const post = await runBundle('post.js', { ...environment, ...states });

  console.log(`\n--- the exit code: ${exitCode}`);
  console.log(`\n--- the job summary:\n\n${await readFile(files.GITHUB_STEP_SUMMARY, 'utf8')}`);
  console.log(`--- the outputs:\n\n${readable(await readFile(files.GITHUB_OUTPUT, 'utf8'))}`);
  console.log(`--- containers left on the engine: ${engine.containers().length}`);
  if (post !== 0 || engine.containers().length > 0) {
    console.error('Nothing may be left on the engine.');
    process.exitCode = 1;
  }
  if (exitCode !== 1) {
    console.error(
      `The demo holds images that cannot run on Windows Server 2022, so the step must fail with 1, not ${exitCode}.`,
    );
    process.exitCode = 1;
  }
} finally {
  await engine.close();
  await registry.close();
  await rm(temporary, { recursive: true, force: true });
}

function runBundle(name: string, environment: Readonly<Record<string, string>>): Promise<number | null> {
  // Only what a runner sets: nothing of this shell may decide the outcome.
  const { HOME = '' } = process.env;
  const child = spawn(process.execPath, [path.resolve('dist', name)], {
    env: { HOME, ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
}

/** What the main step saved, by the names under which the post step is given it. */
function statesOf(saved: string): Record<string, string> {
  const states = saved.matchAll(/^(.+?)<<(\S+)\n([\s\S]*?)\n\2$/gm);
  return Object.fromEntries(Array.from(states, ([, name, , value = '']) => [`STATE_${name}`, value]));
}

/** `name<<delimiter`, value, delimiter: as name=value, long values cut. */
function readable(output: string): string {
  return output.replace(
    /^(.+?)<<(ghadelimiter_\S+)\n([\s\S]*?)\n\2$/gm,
    (_, name: string, _delimiter, value: string) =>
      value.length > 100 ? `${name}=${value.slice(0, 100)}…` : `${name}=${value}`,
  );
}
