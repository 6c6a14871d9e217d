// Prints ratios from one run on one machine: nothing here is a test, and no figure is compared with another day's.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeDockerfiles } from './dockerfiles.mjs';
import { compare, median, ratio } from './measure.mjs';
import { writeWorkflows } from './workflows.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const cli = path.join(root, 'dist/cli.js');
const main = path.join(root, 'dist/main.js');
const folder = mkdtempSync(path.join(tmpdir(), 'isolation-bench-'));
const wanted = process.argv[2];

function line(text, value, goal) {
  console.log(`${text.padEnd(74)} ${value.toFixed(2).padStart(7)}   (goal ${goal})`);
}

try {
  console.log(`Node ${process.versions.node}; ratios are medians over turns of one run.\n`);
  if (wanted === undefined || wanted === 'start') start();
  if (wanted === undefined || wanted === 'files') files();
  if (wanted === undefined || wanted === 'workflows') workflows();
  if (wanted === undefined || wanted === 'registry') await registry();
  if (wanted === undefined || wanted === 'engine') engine();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function start() {
  const workspace = path.join(folder, 'one');
  cpSync(path.join(root, 'examples/single'), workspace, { recursive: true });
  const environment = {
    PATH: process.env.PATH,
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: folder,
    INPUT_HOSTS: 'windows-2022',
    INPUT_RESOLVE: 'tags',
  };
  const action = (inputs, expect) => ({
    args: [main],
    options: { env: { ...environment, ...inputs }, cwd: workspace, expect },
  });
  const seconds = compare(
    {
      node: { args: ['-e', '0'] },
      cli: { args: [cli, '--version'] },
      judge: { args: [cli, 'judge', '--host', 'ltsc2022', '--image', '10.0.20348.1'] },
      inputs: action({ INPUT_RESOLVE: 'nonsense' }, [1]),
      image: action({ INPUT_IMAGES: 'mcr.microsoft.com/windows/nanoserver:ltsc2022' }, [0]),
      file: action({}, [0]),
    },
    25,
  );
  line('start of cli.js / node -e 0', ratio(seconds, 'cli', 'node'), 'at most 1.50');
  line('cli.js, one pairing judged / node -e 0', ratio(seconds, 'judge', 'node'), 'none');
  line(
    'start of the action, until its inputs are judged / node -e 0',
    ratio(seconds, 'inputs', 'node'),
    'at most 1.70',
  );
  line('action, one image by its tag, start to end / node -e 0', ratio(seconds, 'image', 'node'), 'none');
  line('action, one Dockerfile, start to end / node -e 0', ratio(seconds, 'file', 'node'), 'none');
}

/** In TypeScript, as it drives the rooms themselves: the command line would have to be started once more for each. */
function engine() {
  const { PATH, HOME } = process.env;
  const script = [path.join(root, 'scripts/run-ts.mjs'), 'bench/engine.ts'];
  const { status } = spawnSync(process.execPath, script, {
    cwd: root,
    stdio: 'inherit',
    env: { PATH, HOME },
  });
  if (status !== 0) process.exitCode = 1;
}

function files() {
  const bench = path.join(root, 'bench');
  if (!existsSync(path.join(bench, 'node_modules'))) {
    spawnSync('npm', ['ci', '--ignore-scripts'], {
      cwd: bench,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
  }
  const workspace = path.join(folder, 'thousand');
  const list = writeDockerfiles(workspace, 1000);
  const seconds = compare(
    {
      ours: {
        args: [cli, 'check', '--resolve', 'tags', '--host', 'windows-2022', '--format', 'json'],
        options: { cwd: workspace, expect: [0, 1] },
      },
      utils: { args: [path.join(bench, 'validate-with-utils.mjs'), workspace], options: { expect: [0] } },
      lint: { args: [path.join(bench, 'validate-with-lint.mjs'), workspace], options: { expect: [0] } },
    },
    5,
  );
  const rate = (name) => median(seconds[name].map((taken) => list.length / taken));
  line('Dockerfiles a second, ours / dockerfile-utils', 1 / ratio(seconds, 'ours', 'utils'), 'at least 1.00');
  line('Dockerfiles a second, ours / dockerfilelint', 1 / ratio(seconds, 'ours', 'lint'), 'none');
  console.log(
    `  (${['ours', 'utils', 'lint'].map((name) => `${name} ${Math.round(rate(name))}/s`).join(', ')})`,
  );
}

/** Against finding, reading and parsing the same files, and nothing more. */
function workflows() {
  const workspace = path.join(folder, 'workflows');
  writeWorkflows(workspace, 100);
  const parser = path.join(root, 'bench/parse-alone.mjs');
  const seconds = compare(
    {
      ours: { args: [cli, 'check', '--resolve', 'tags'], options: { cwd: workspace, expect: [1] } },
      parsed: { args: [parser, workspace], options: { expect: [0] } },
      yaml: { args: [parser, workspace, '--no-expressions'], options: { expect: [0] } },
    },
    9,
  );
  line('100 workflows of 50 legs, ours / parsing alone', ratio(seconds, 'ours', 'parsed'), 'at most 3.00');
  line('the same / parsing alone, expressions left out', ratio(seconds, 'ours', 'yaml'), 'none');
}

async function registry() {
  const { startRegistry, pushImages } = await import('./registry.mjs');
  const server = await startRegistry(path.join(folder, 'registry'));
  if (server === undefined || spawnSync('skopeo', ['--version']).error) {
    console.log('Fifty images: left out, as docker-registry or skopeo is not installed.');
    return;
  }
  try {
    const names = await pushImages(server.host, 50);
    const seconds = compare(
      {
        ours: {
          args: [
            cli,
            'check',
            '--resolve',
            'registry',
            '--host',
            'windows-2022',
            '--format',
            'json',
            ...names.flatMap((name) => ['--image', `${server.host}/${name}`]),
          ],
          options: { expect: [0, 1] },
        },
        skopeo: {
          command: 'skopeo',
          args: names.map((name) => [
            '--override-os',
            'windows',
            'inspect',
            '--tls-verify=false',
            `docker://${server.host}/${name}`,
          ]),
          options: { expect: [0] },
        },
      },
      5,
    );
    line(
      'fifty images from a local registry, ours / skopeo inspect',
      ratio(seconds, 'ours', 'skopeo'),
      'at most 0.20',
    );
    const before = server.requests();
    const child = spawn(
      process.execPath,
      [
        cli,
        'check',
        '--resolve',
        'registry',
        '--host',
        'windows-2022',
        '--format',
        'json',
        ...names.flatMap((name) => ['--image', `${server.host}/${name}`]),
      ],
      { stdio: 'ignore' },
    );
    await new Promise((resolve) => child.on('close', resolve));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const made = server.requests().slice(before.length);
    console.log(
      `  (${made.length} requests for 50 images, ${made.length - new Set(made).size} of them made twice)`,
    );
  } finally {
    await server.stop();
  }
}
