import { readFileSync, statSync } from 'node:fs';
import { homedir, hostname, release, version as systemVersion } from 'node:os';
import type { World } from '../check.ts';
import type { ProgressWorld } from '../engine/progress.ts';
import { maskSecrets } from '../images/masked-registry.ts';
import type { Registry } from '../images/registry-error.ts';
import { createEngineAccess } from './engine-access.ts';
import { systemTool } from './system-tool.ts';

declare const __VERSION__: string;

/** How this run may touch the world. */
export interface WorldSettings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly insecureRegistries: readonly string[];
  /** By registry, in the order they are asked. */
  readonly mirrors: Readonly<Record<string, readonly string[]>>;
  /** How long a registry may take for one image. */
  readonly timeoutSeconds: number;
  /** Is told of every password and token, so that outputs can be masked. */
  readonly onSecret?: (secret: string) => void;
  /** Starts the stopped Docker service of this machine before its engine is asked. */
  readonly startEngine?: boolean;
  /** Where it is shown how pulls go on: a terminal has columns. */
  readonly pullOutput?: Omit<ProgressWorld, 'now'>;
  /** Is told the id of a smoke run before its first container is made, and undefined once nothing of it is left. */
  readonly onSmokeRun?: (runId: string | undefined) => void;
  /** Is told which images smoke containers have left to be removed, whenever that changes, and before one is pulled. */
  readonly onSmokeImages?: (images: readonly string[]) => void;
  readonly progress: (line: string) => void;
  /** A line of its progress that is told where nobody watches too. */
  readonly tell: (line: string) => void;
  /** A line about something that the check goes on without, such as a login that cannot be read. */
  readonly warn: (line: string) => void;
}

/** The real world: this machine's files, commands and network. What is heavy is loaded when it is first asked for. */
export function createWorld(settings: WorldSettings): World {
  const registryTool = systemTool(settings.environment, 'reg.exe');
  let registry: Promise<Registry> | undefined;
  const access = createEngineAccess({
    environment: settings.environment,
    startEngine: settings.startEngine === true,
    progress: settings.progress,
  });
  return {
    files: FILES,
    registry: () => {
      registry ??= createRegistry(settings);
      return registry;
    },
    machine: {
      platform: process.platform,
      release: release(),
      systemName: systemVersion(),
      hostname: hostname(),
      run: runCommand,
      engineInfo: (signal) => access.info(signal),
      ...(registryTool === undefined ? {} : { registryTool }),
    },
    localImage: (name) => access.localImage(name),
    smoke: async (candidates, host, smoke, sizeOf) => {
      const { smokeHere } = await import('./smoke.ts');
      return smokeHere(candidates, host, smoke, { ...settings, access, sizeOf });
    },
    today: settings.today,
    version: __VERSION__,
    progress: settings.progress,
  };
}

/**
 * Small files of this machine. Each is asked for at once: the way through a queue of threads and back, five times a
 * file, takes longer than reading it, and nothing else is under way meanwhile.
 */
const FILES: World['files'] = {
  stat: async (file) => statSync(file),
  readFile: async (file) => readFileSync(file),
};

async function createRegistry(settings: WorldSettings): Promise<Registry> {
  const [{ createNodeTransport, createRegistryClient, systemClock }, { createCredentials }] =
    await Promise.all([import('../images/registry.ts'), import('./credentials.ts')]);
  const secrets = new Set<string>();
  const client = createRegistryClient({
    transport: createNodeTransport(),
    clock: systemClock,
    random: Math.random,
    userAgent: `windows-isolation-check/${__VERSION__}`,
    credentials: createCredentials(settings.environment, homedir(), settings.warn),
    onSecret: (secret) => {
      // An empty password is none, and a mask of nothing is an error to a runner.
      if (secret === '' || secrets.has(secret)) return;
      secrets.add(secret);
      settings.onSecret?.(secret);
    },
    insecureRegistries: settings.insecureRegistries,
    mirrors: settings.mirrors,
    timeouts: { reference: settings.timeoutSeconds * 1000, request: settings.timeoutSeconds * 1000 },
  });
  return maskSecrets(client, secrets);
}

/** Runs a command without a shell, and keeps what it printed. Rejects when it cannot be started. */
const runCommand: World['machine']['run'] = async (command, args) => {
  const { getExecOutput } = await import('@actions/exec');
  const { exitCode, stdout, stderr } = await getExecOutput(command, [...args], {
    silent: true,
    ignoreReturnCode: true,
  });
  return { exitCode, stdout, stderr };
};
