import { randomUUID } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isLocal } from '../engine/endpoint.ts';
import type { Engine, PullRequest } from '../engine/model.ts';
import { createPullDisplay, type ProgressWorld } from '../engine/progress.ts';
import type { Host } from '../hosts/model.ts';
import type { Credentials } from '../images/credentials.ts';
import { DOCKER_HUB_KEY } from '../images/docker-logins.ts';
import { parseReference } from '../images/reference.ts';
import { createHostProcessReader, windowsPowerShell } from '../smoke/host-processes.ts';
import type { SmokeCandidate, SmokeHost, SmokeResult, SmokeWorld } from '../smoke/model.ts';
import { runSmoke } from '../smoke/smoke.ts';
import { wallClock } from './clock.ts';
import { createCredentials } from './credentials.ts';
import type { Environment } from './engine.ts';
import type { EngineAccess } from './engine-access.ts';
import { untilSignal } from './signals.ts';
import type { SmokeChoice } from './smoke-options.ts';
import { spawnCommand } from './spawn-command.ts';

export interface SmokeHereSettings {
  readonly environment: Environment;
  readonly access: EngineAccess;
  readonly sizeOf: SmokeWorld['sizeOf'];
  readonly progress: (line: string) => void;
  readonly tell: (line: string) => void;
  readonly warn: (line: string) => void;
  /** Is told of every password that is handed to the engine. */
  readonly onSecret?: (secret: string) => void;
  /** Where it is shown how pulls go on: a terminal has columns. */
  readonly pullOutput?: Omit<ProgressWorld, 'now'>;
  /**
   * Is told the id of the run before its first container is made, so that somebody else can remove what it leaves, and
   * undefined once nothing is left.
   */
  readonly onSmokeRun?: (runId: string | undefined) => void;
  /** Likewise, the images that are to be removed, whenever that changes, and before one is pulled. */
  readonly onSmokeImages?: (images: readonly string[]) => void;
}

/**
 * Runs smoke containers on the engine of this machine. A signal ends the run, removes its containers and rejects.
 * @throws EngineError where the engine cannot be asked; CheckError `cancelled`
 */
export async function smokeHere(
  candidates: readonly SmokeCandidate[],
  host: Host,
  choice: SmokeChoice,
  settings: SmokeHereSettings,
): Promise<SmokeResult> {
  const {
    environment,
    access,
    sizeOf,
    progress,
    tell,
    warn,
    onSecret,
    pullOutput,
    onSmokeRun,
    onSmokeImages,
  } = settings;
  const engine = await access.engine();
  const facts = readFacts(await access.info());
  const credentials = createCredentials(environment, homedir(), warn);
  const runId = randomUUID().slice(0, 18);
  onSmokeRun?.(runId);
  try {
    const work = async (signal: AbortSignal) => {
      const smoked = await runSmoke(
        candidates,
        { ...hostOf(host), ...facts },
        { ...choice, runId },
        {
          engine,
          readHostProcesses: createHostProcessReader(windowsPowerShell(environment), spawnCommand),
          ...wallClock,
          mark: () => randomUUID(),
          sizeOf,
          freeDisk: () => freeDisk(engine, facts.dataRoot),
          login: async (image) => {
            const { registry } = parseReference(image);
            const login = await credentials(registry);
            return login === undefined ? undefined : loginOf(login, registry, onSecret);
          },
          progress,
          tell,
          ...(pullOutput === undefined ? {} : { pulls: createPullDisplay({ ...pullOutput, now: Date.now }) }),
          ...(onSmokeImages === undefined ? {} : { imagesToRemove: onSmokeImages }),
          signal,
        },
      );
      if (smoked.leftOver.length === 0) onSmokeRun?.(undefined);
      return smoked;
    };
    return await untilSignal(work, removedText);
  } finally {
    engine.close();
  }
}

/** What became of the containers of a run that was cancelled. */
function removedText({ leftOver }: SmokeResult): string {
  return leftOver.length === 0
    ? 'its containers were removed'
    : `these of its containers could not be removed: ${leftOver.join(', ')}`;
}

function hostOf(host: Host): SmokeHost {
  const { version, product, defaultIsolation, engineVersion } = host;
  return {
    ...(version && { version }),
    ...(product && { product }),
    defaultIsolation,
    ...(engineVersion === undefined ? {} : { engineVersion }),
  };
}

/** What of an engine's `/info` a smoke run goes by. */
function readFacts(info: unknown): Pick<SmokeHost, 'machineName' | 'memory' | 'dataRoot'> {
  const { Name, MemTotal, DockerRootDir } = (info ?? {}) as Readonly<Record<string, unknown>>;
  return {
    ...(typeof Name === 'string' && Name !== '' ? { machineName: Name } : {}),
    ...(typeof MemTotal === 'number' && MemTotal > 0 ? { memory: MemTotal } : {}),
    ...(typeof DockerRootDir === 'string' && DockerRootDir !== '' ? { dataRoot: DockerRootDir } : {}),
  };
}

async function freeDisk(engine: Engine, dataRoot: string | undefined): Promise<number | undefined> {
  if (dataRoot === undefined || !isLocal(engine.endpoint)) return undefined;
  const { bavail, bsize } = await statfs(dataRoot);
  return bavail * bsize;
}

function loginOf(
  login: Credentials,
  registry: string,
  onSecret: SmokeHereSettings['onSecret'],
): NonNullable<PullRequest['login']> {
  const server = registry === 'docker.io' ? DOCKER_HUB_KEY : registry;
  const secret = login.kind === 'password' ? login.password : login.token;
  if (secret !== '') onSecret?.(secret);
  return login.kind === 'password'
    ? { username: login.username, password: login.password, server }
    : { identityToken: login.token, server };
}
