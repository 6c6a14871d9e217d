import { CheckError } from '../errors.ts';
import { defaultIsolation } from '../windows/isolation.ts';
import { sameMachineName } from '../windows/machine-name.ts';
import type { WindowsVersion } from '../windows/model.ts';
import { describeVersion } from '../windows/releases.ts';
import { formatWindowsVersion, parseWindowsVersion } from '../windows/version.ts';
import {
  ASKING_LIMITS,
  type AskEngine,
  type AskingLimits,
  askEngine,
  askRegistry,
  type RunCommand,
} from './ask.ts';
import { type EngineFacts, productOfSystemName } from './docker-info.ts';
import { DETECTED_HOST_ID, type Host, type HostProblem } from './model.ts';
import { assumeProduct } from './product.ts';
import type { RegistryFacts } from './registry-values.ts';

/** This machine, as far as detection needs it. */
export interface Machine {
  /** `process.platform`. */
  readonly platform: string;
  /** `os.release()`: on Windows `10.0.<build>`, never the revision. */
  readonly release: string;
  /** `os.version()`: the product's name. */
  readonly systemName?: string;
  /** `os.hostname()`: tells an engine on this machine from one elsewhere. */
  readonly hostname?: string;
  readonly run: RunCommand;
  /** The `/info` of the engine that is used from here. */
  readonly engineInfo: AskEngine;
  /** Full path of `reg.exe`; `reg`, found on the search path, when left out. */
  readonly registryTool?: string;
  readonly limits?: AskingLimits;
}

/**
 * The host that containers started from here would run on: this machine, or the one its engine is on.
 * The build comes from the registry, or from the engine where that is of another build or another machine, as containers
 * run where the engine is. No engine is no error: then nothing is known of it. Whether Hyper-V works is not asked here.
 * @throws CheckError `host-undetected` when neither this machine nor its engine is a Windows that tells its build.
 */
export async function detectHost(machine: Machine): Promise<Host> {
  const limits = machine.limits ?? ASKING_LIMITS;
  const onWindows = machine.platform === 'win32';
  const [local, engine] = await Promise.all([
    onWindows ? askRegistry(machine.run, limits.registry, machine.registryTool) : {},
    askEngine(machine.engineInfo, limits.engine),
  ]);
  return hostOf(onWindows ? withFallbacks(local, machine) : local, engine, machine);
}

/** Where the registry could not be read, Node still knows the build and the product's name. */
function withFallbacks(registry: RegistryFacts, machine: Machine): RegistryFacts {
  const version = registry.version ?? parseWindowsVersion(machine.release);
  const product = registry.product ?? productOfSystemName(machine.systemName ?? '');
  return { ...registry, ...(version && { version }), ...(product && { product }) };
}

function hostOf(local: RegistryFacts, engine: EngineFacts, machine: Machine): Host {
  const problems: HostProblem[] = [];
  const elsewhere =
    engine.version !== undefined &&
    (local.version === undefined || isElsewhere(local.version, engine, machine));
  const version = elsewhere ? engine.version : withRevision(local.version, engine.version);
  if (version === undefined) {
    throw undetected(machine, engine);
  }
  if (local.version !== undefined) {
    problems.push(...disagreements(local, engine, elsewhere));
  }
  if (engine.containerOs === 'linux') {
    problems.push(linuxContainerMode());
  }

  const told = elsewhere ? engine.product : (local.product ?? engine.product);
  const { product, problem } = told ? { product: told } : assumeProduct(version, undefined);
  if (problem) {
    problems.push(problem);
  }
  const architecture = elsewhere ? engine.architecture : (local.architecture ?? engine.architecture);
  const displayVersion = elsewhere ? engine.displayVersion : (local.displayVersion ?? engine.displayVersion);
  const edition = elsewhere ? undefined : local.edition;
  return {
    id: DETECTED_HOST_ID,
    name: `${DETECTED_HOST_ID}: ${describeVersion(version, product)}`,
    origin: 'detected',
    version,
    product,
    defaultIsolation: engine.isolation ?? defaultIsolation(product),
    ...(engine.containerOs && { containerOs: engine.containerOs }),
    ...(engine.engineVersion && { engineVersion: engine.engineVersion }),
    ...(engine.imageStore && { imageStore: engine.imageStore }),
    ...(architecture && { architecture }),
    ...(displayVersion && { displayVersion }),
    ...(edition && { edition }),
    problems,
  };
}

function isElsewhere(local: WindowsVersion, engine: EngineFacts, machine: Machine): boolean {
  const otherName =
    machine.hostname !== undefined &&
    engine.machineName !== undefined &&
    !sameMachineName(machine.hostname, engine.machineName);
  return otherName || engine.version?.build !== local.build;
}

function withRevision(
  local: WindowsVersion | undefined,
  engine: WindowsVersion | undefined,
): WindowsVersion | undefined {
  return local?.revision === undefined && local?.build === engine?.build ? (engine ?? local) : local;
}

function disagreements(local: RegistryFacts, engine: EngineFacts, elsewhere: boolean): HostProblem[] {
  const differ: string[] = [];
  const here = local.version;
  const there = engine.version;
  const revisionsKnown = here?.revision !== undefined && there?.revision !== undefined;
  if (here && there && (here.build !== there.build || (revisionsKnown && here.revision !== there.revision))) {
    differ.push(`${formatWindowsVersion(here)} here and ${formatWindowsVersion(there)} at the engine`);
  }
  if (local.product && engine.product && local.product !== engine.product) {
    differ.push(`a ${local.product} here and a ${engine.product} at the engine`);
  }
  if (differ.length === 0) {
    return [];
  }
  const taken = elsewhere ? 'what the engine tells, as containers run there' : 'what the registry tells';
  return [
    {
      code: 'host-facts-disagree',
      message: `This machine's registry and its engine do not tell the same Windows: ${differ.join(', ')}. Judged is ${taken}.`,
      remedy: elsewhere
        ? 'Point DOCKER_HOST or the docker context to the engine of the host you mean, or declare that host.'
        : 'Restart the engine, or the machine if an update waits for it, and check again.',
    },
  ];
}

function linuxContainerMode(): HostProblem {
  return {
    code: 'linux-container-mode',
    message: 'The engine runs Linux containers: it refuses every Windows image.',
    remedy:
      'Switch Docker Desktop to Windows containers (DockerCli.exe -SwitchWindowsEngine), or use the docker context of a Windows engine.',
  };
}

function undetected(machine: Machine, engine: EngineFacts): CheckError {
  const here =
    machine.platform === 'win32'
      ? 'neither the registry nor Node tells the build of this Windows'
      : `this machine is ${machine.platform}, not Windows`;
  const there =
    engine.containerOs === undefined
      ? `no engine answered${engine.failure ? ` (${engine.failure})` : ''}`
      : `its engine runs ${engine.containerOs === 'linux' ? 'Linux' : 'Windows'} containers${engine.containerOs === 'windows' ? ' and does not tell its build' : ''}`;
  return new CheckError(
    'host-undetected',
    `No Windows host was found: ${here}, and ${there}.`,
    'Declare the hosts that the images are for, such as windows-2022 or ltsc2025, or run this on a Windows machine.',
  );
}
