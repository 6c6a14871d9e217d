import type { Container } from './container.ts';
import type { EngineState } from './state.ts';
import { EngineError, say } from './texts.ts';
import { startFailure } from './windows-texts.ts';

/** Networks that a Windows engine has of itself. */
const NETWORKS = ['', 'default', 'nat', 'none'];

/**
 * What is wrong with a container's options but is told at its start only (moby daemon/oci_windows.go).
 * @throws EngineError
 */
export function checkStartOptions(engine: EngineState, container: Container): void {
  const { name } = engine.generation;
  if (engine.host.os === 'linux') return;
  const network = String(container.hostConfig.NetworkMode ?? '');
  if (!NETWORKS.includes(network) && !network.startsWith('container:'))
    throw say(name, 'network-not-found', { network });
  for (const option of strings(container.hostConfig.SecurityOpt)) checkSecurity(engine, option);
  const devices = (container.hostConfig.Devices ?? []) as readonly { PathOnHost?: string }[];
  for (const { PathOnHost: path = '' } of devices)
    if (!/^class\/.+|^[^:/]+:\/\/.+/.test(path)) throw say(name, 'device-path', { path });
  if (devices.length > 0 && container.configuredIsolation === 'hyperv') {
    const { id, command } = container;
    throw new EngineError(500, startFailure(engine.generation, 'devices-under-hyperv', { id, ...command }));
  }
}

function checkSecurity(engine: EngineState, option: string): void {
  const { name } = engine.generation;
  const equals = option.indexOf('=');
  if (equals < 0) throw say(name, 'security-no-equals', { option });
  const key = option.slice(0, equals);
  if (key.toLowerCase() !== 'credentialspec') throw say(name, 'security-option', { option: key });
  if (!/^(file|registry|raw):\/\/.+/i.test(option.slice(equals + 1))) throw say(name, 'credential-spec');
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
