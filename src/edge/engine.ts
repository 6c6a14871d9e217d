import { readFile } from 'node:fs/promises';
import { createEngine } from '../engine/client.ts';
import { isLocal, resolveEndpoint } from '../engine/endpoint.ts';
import type { Engine, EngineEndpoint } from '../engine/model.ts';
import { type ServiceWorld, serviceState, startService } from '../engine/service.ts';
import { wallClock } from './clock.ts';
import { spawnCommand } from './spawn-command.ts';
import { systemTool } from './system-tool.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface EngineSettings {
  readonly environment: Environment;
  /** Starts the stopped Docker service of a Windows machine. */
  readonly startEngine: boolean;
  readonly progress: (line: string) => void;
}

/** The engine that the Docker command line would talk to from here. */
export async function openEngine({ environment, startEngine, progress }: EngineSettings): Promise<Engine> {
  const endpoint = await endpointHere(environment);
  const service = serviceWorld(environment);
  const engine = createEngine(endpoint, {
    clock: wallClock,
    ...(process.platform === 'win32' ? { serviceState: () => serviceState(service) } : {}),
  });
  if (startEngine && process.platform === 'win32' && isLocal(endpoint)) {
    if ((await serviceState(service)) === 'stopped') progress('Starting the Docker service');
    await startService(service, engine);
  }
  return engine;
}

function endpointHere(environment: Environment): Promise<EngineEndpoint> {
  return resolveEndpoint({ environment, platform: process.platform, readFile: textIfThere });
}

async function textIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

function serviceWorld(environment: Environment): ServiceWorld {
  const tool = systemTool(environment, 'sc.exe');
  return { run: spawnCommand, clock: wallClock, ...(tool === undefined ? {} : { tool }) };
}
