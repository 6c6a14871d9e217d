import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { windowsNode } from './windows-node.ts';

/** A Windows of one's own: a directory with a registry and a drive C. */
export interface WinePrefix {
  readonly directory: string;
  readonly node: string;
}

export interface WineResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** By key (`HKEY_LOCAL_MACHINE\…`) and value name: text is written as REG_SZ, a number as REG_DWORD, null takes the value away. */
export type RegistryValues = Readonly<Record<string, Readonly<Record<string, string | number | null>>>>;

/** Milliseconds after which a program in the prefix is ended. */
const LONGEST_RUN = 100_000;

/** How many seconds Wine's server waits for more work, in case that nobody is left to end it. */
const SERVER_STAYS = 120;

const WINE_USER_SETTINGS = 'HKEY_CURRENT_USER\\Software\\Wine';

/** Why tests under Wine cannot run here, or `undefined` when they can. */
export function wineMissing(): string | undefined {
  const found = (process.env.PATH ?? '').split(delimiter).some((place) => existsSync(join(place, 'wine')));
  return found ? undefined : 'wine is not installed (Debian: wine and wine64)';
}

/** Whether a missing tool fails the tests that need it, instead of skipping them. */
export function everythingRequired(): boolean {
  return process.env.REQUIRE_ALL === '1';
}

/** A fresh prefix that says it is Windows 10, which Node asks for, with Windows' own node.exe at hand. */
export async function createPrefix(): Promise<WinePrefix> {
  const node = await windowsNode();
  const prefix = { directory: await mkdtemp(join(tmpdir(), 'wine-prefix-')), node };
  // Stays between programs: without it every single one of them would start all of Wine's services anew, for seconds, and
  // could meet those of the one before it on their way out.
  await expectSuccess(prefix, 'wineserver', [`-p${SERVER_STAYS}`]);
  await expectSuccess(prefix, 'wineboot', ['-i']);
  await setRegistry(prefix, { [WINE_USER_SETTINGS]: { Version: 'win10' } });
  return prefix;
}

/** Ends what still runs in the prefix and removes it. */
export async function removePrefix(prefix: WinePrefix): Promise<void> {
  await execute(prefix, 'wineserver', ['-k', '-w']);
  await rm(prefix.directory, { recursive: true, force: true, maxRetries: 3 });
}

/** Writes values into the prefix's registry, all in one go. */
export async function setRegistry(prefix: WinePrefix, values: RegistryValues): Promise<void> {
  const file = join(prefix.directory, 'values.reg');
  await writeFile(file, `\uFEFF${registryFile(values)}`, 'utf16le');
  await expectSuccess(prefix, 'wine', ['reg', 'import', windowsPath(file)]);
}

/**
 * Runs a script by Windows' node.exe. `env` adds to a bare environment (`WINEPATH` adds to the search path inside),
 * `workingDirectory` is a directory of this machine.
 */
export function runNode(
  prefix: WinePrefix,
  script: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
  workingDirectory = prefix.directory,
): Promise<WineResult> {
  return execute(prefix, 'wine', [prefix.node, windowsPath(script), ...args], env, workingDirectory);
}

/** What programs in the prefix are started with, and nothing else of this machine. */
export function prefixEnvironment(prefix: WinePrefix): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: prefix.directory,
    LANG: 'C.UTF-8',
    WINEPREFIX: prefix.directory,
    WINEARCH: 'win64',
    WINEDEBUG: '-all',
    // Neither is needed, and without them Wine asks whether to download them.
    WINEDLLOVERRIDES: 'mscoree=;mshtml=',
  };
}

/** A path of this machine as programs in the prefix see it. */
export function windowsPath(path: string): string {
  return `Z:${path.replaceAll('/', '\\')}`;
}

function registryFile(values: RegistryValues): string {
  const lines = ['Windows Registry Editor Version 5.00', ''];
  for (const [key, entries] of Object.entries(values)) {
    lines.push(`[${key}]`);
    for (const [name, value] of Object.entries(entries)) {
      lines.push(`"${name}"=${registryData(value)}`);
    }
    lines.push('');
  }
  return lines.join('\r\n');
}

function registryData(value: string | number | null): string {
  if (value === null) {
    return '-';
  }
  return typeof value === 'number'
    ? `dword:${value.toString(16).padStart(8, '0')}`
    : `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

async function expectSuccess(prefix: WinePrefix, command: string, args: readonly string[]): Promise<void> {
  const { exitCode, stdout, stderr } = await execute(prefix, command, args);
  if (exitCode !== 0) {
    throw new Error(`${command} ${args.join(' ')} failed with ${exitCode}: ${stderr || stdout}`);
  }
}

async function execute(
  prefix: WinePrefix,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  workingDirectory = prefix.directory,
): Promise<WineResult> {
  const environment = { ...prefixEnvironment(prefix), ...env };
  const outputs = await mkdtemp(join(tmpdir(), 'wine-output-'));
  // Files, because programs in the prefix cannot write to the sockets that Node would give them, and what stays behind
  // in the prefix (its server) would hold them open.
  const [out, err] = await Promise.all([open(join(outputs, 'out'), 'w+'), open(join(outputs, 'err'), 'w+')]);
  try {
    const child = spawn(command, args, {
      cwd: workingDirectory,
      env: environment,
      stdio: ['ignore', out.fd, err.fd],
      timeout: LONGEST_RUN,
    });
    const [exitCode] = (await once(child, 'exit')) as [number | null];
    const [stdout, stderr] = await Promise.all([
      readFile(join(outputs, 'out'), 'utf8'),
      readFile(join(outputs, 'err'), 'utf8'),
    ]);
    return { exitCode: exitCode ?? 1, stdout, stderr };
  } finally {
    await Promise.all([out.close(), err.close()]);
    await rm(outputs, { recursive: true, force: true });
  }
}
