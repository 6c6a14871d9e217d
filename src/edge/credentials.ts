import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Credentials, createCredentialStore, type HelperResult } from '../images/credentials.ts';

/** A helper that asks somebody for a password would wait for ever. */
const HELPER_MS = 20_000;
const HELPER_OUTPUT = 1_000_000;

/** The logins that `docker login` left on this machine, in `DOCKER_CONFIG` or `~/.docker`. */
export function createCredentials(
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
  onProblem: (message: string) => void,
): (registry: string) => Promise<Credentials | undefined> {
  const folder = environment.DOCKER_CONFIG || path.join(home, '.docker');
  return createCredentialStore({
    config: () => readFile(path.join(folder, 'config.json'), 'utf8').catch(() => undefined),
    ...(environment.DOCKER_AUTH_CONFIG ? { environmentConfig: environment.DOCKER_AUTH_CONFIG } : {}),
    runHelper,
    onProblem,
  });
}

function runHelper(name: string, server: string): Promise<HelperResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(`docker-credential-${name}`, ['get'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: HELPER_MS,
      windowsHide: true,
    });
    let stdout = '';
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (text: string) => {
      if (stdout.length < HELPER_OUTPUT) stdout += text;
    });
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode: exitCode ?? 1, stdout }));
    // A helper that ends before it has read is told of by its exit code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(server);
  });
}
