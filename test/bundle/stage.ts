import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type SimulatedEngine,
  startWindowsEngine,
  type WindowsEngineOptions,
} from '../windows-engine/engine.ts';
import { tableGuestRunner } from '../windows-engine/guest/table.ts';
import { localAddress } from '../windows-engine/local-address.ts';
import { baseImage } from '../windows-engine/simulate.ts';
import { placePowershell } from './place-powershell.ts';

/** Why no stage can be set here: the bundles ask Windows' own PowerShell by its full path, and no other can stand in for it. */
export const STAGE_MISSING =
  process.platform === 'win32' ? 'the real PowerShell knows nothing of a simulated host' : undefined;

export interface Ran {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The bundles beside a simulated Windows engine, with a powershell.exe in `PATH` that knows its processes. */
export interface Stage {
  readonly engine: SimulatedEngine;
  readonly environment: Readonly<Record<string, string>>;
  /** A folder of its own with these files in it. */
  folder(files: Readonly<Record<string, string>>): string;
  /** Runs `dist/<bundle>`; `onStart` is given the process. */
  run(bundle: string, args: readonly string[], more?: RunMore): Promise<Ran>;
  close(): Promise<void>;
}

export interface RunMore {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly onStart?: (child: { kill(signal: NodeJS.Signals): boolean }) => void;
}

/** Windows Server 2022 with Docker 29.1 and a nanoserver image, unless the test says else. */
export async function startStage(options: Partial<WindowsEngineOptions> = {}): Promise<Stage> {
  const root = mkdtempSync(path.join(tmpdir(), 'bundle-stage-'));
  const programs = path.join(root, 'bin');
  mkdirSync(programs);
  await placePowershell(programs);
  const engine = await startWindowsEngine({
    engine: '29.1',
    host: 'windows-server-2022',
    images: [baseImage('ltsc2022')],
    guest: tableGuestRunner(),
    listen: localAddress(root),
    ...options,
  });
  const environment = {
    PATH: `${programs}${path.delimiter}${process.env.PATH ?? ''}`,
    HOME: root,
    DOCKER_HOST: engine.dockerHost,
    WINDOWS_ENGINE_SIMULATOR: engine.dockerHost,
  };
  return {
    engine,
    environment,
    folder(files) {
      const folder = mkdtempSync(path.join(root, 'work-'));
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
        writeFileSync(path.join(folder, file), text);
      }
      return folder;
    },
    run: (bundle, args, { cwd, env, onStart } = {}) =>
      new Promise((resolve, reject) => {
        const child = spawn(process.execPath, [path.resolve('dist', bundle), ...args], {
          cwd: cwd ?? root,
          env: { ...environment, ...env },
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        let stdout = '';
        let stderr = '';
        child.stdout.setEncoding('utf8').on('data', (text: string) => {
          stdout += text;
        });
        child.stderr.setEncoding('utf8').on('data', (text: string) => {
          stderr += text;
        });
        child.on('error', reject);
        child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
        onStart?.(child);
      }),
    async close() {
      await engine.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** The files of a runner for one step, and what was written into them. */
export function runnerFiles(stage: Stage) {
  const folder = stage.folder({ output: '', summary: '', state: '' });
  const at = (name: string) => path.join(folder, name);
  return {
    env: {
      GITHUB_ACTIONS: 'true',
      GITHUB_OUTPUT: at('output'),
      GITHUB_STEP_SUMMARY: at('summary'),
      GITHUB_STATE: at('state'),
      RUNNER_TEMP: folder,
    },
    read: (name: 'output' | 'summary' | 'state') => readFileSync(at(name), 'utf8'),
    /** The states as the post step is given them. */
    states(): Record<string, string> {
      const saved = readFileSync(at('state'), 'utf8').matchAll(/^(.+?)<<(\S+)\n([\s\S]*?)\n\2$/gm);
      return Object.fromEntries([...saved].map(([, name, , value = '']) => [`STATE_${name}`, value]));
    },
  };
}
