import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { HelperResult, RunHelper } from '../images/credential-helper.ts';
import { type Credentials, createCredentialStore } from '../images/credentials.ts';
import { findProgram } from './programs.ts';

/** A helper that asks somebody for a password would wait for ever. */
const HELPER_MS = 20_000;
const HELPER_OUTPUT = 1_000_000;

type Environment = Readonly<Record<string, string | undefined>>;

/** The logins that `docker login` left on this machine, in `DOCKER_CONFIG` or `~/.docker`. */
export function createCredentials(
  environment: Environment,
  home: string,
  onProblem: (message: string) => void,
  helperMs: number = HELPER_MS,
): (registry: string) => Promise<Credentials | undefined> {
  const folder = environment.DOCKER_CONFIG || path.join(home, '.docker');
  return createCredentialStore({
    config: () => readIfThere(path.join(folder, 'config.json')),
    ...(environment.DOCKER_AUTH_CONFIG ? { environmentConfig: environment.DOCKER_AUTH_CONFIG } : {}),
    runHelper: helperRunner(environment, helperMs),
    onProblem,
  });
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

function helperRunner(environment: Environment, helperMs: number): RunHelper {
  return async (name, server) => {
    const program = `docker-credential-${name}`;
    const file = await findProgram(program, environment, process.platform);
    if (file === undefined) throw new Error(`there is no program ${program} in PATH`);
    return runHelper(file, server, environment, helperMs);
  };
}

function runHelper(
  file: string,
  server: string,
  environment: Environment,
  helperMs: number,
): Promise<HelperResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, ['get'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { ...environment },
      windowsHide: true,
    });
    const late = setTimeout(() => {
      child.kill();
      // What the helper started may live on and hold its output open; nobody waits for that.
      child.stdout.destroy();
      reject(new Error(`it did not answer within ${helperMs / 1000} s`));
    }, helperMs);
    let stdout = '';
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (text: string) => {
      if (stdout.length < HELPER_OUTPUT) stdout += text;
    });
    child.on('error', (error) => {
      clearTimeout(late);
      reject(error);
    });
    child.on('close', (exitCode) => {
      clearTimeout(late);
      resolve({ exitCode: exitCode ?? 1, stdout });
    });
    // A helper that ends before it has read is told of by its exit code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(server);
  });
}
