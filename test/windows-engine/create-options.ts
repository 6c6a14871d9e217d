import type { Json } from './container.ts';
import { isFrom } from './generations.ts';
import { CPU_CONFLICTS, LINUX_OPTIONS } from './host-config.ts';
import { checkMounts } from './mounts.ts';
import { CPUS } from './routes/info.ts';
import type { EngineState } from './state.ts';
import { say } from './texts.ts';

const ISOLATIONS = ['', 'default', 'process', 'hyperv'];

/** What reading the body refuses (moby runconfig, decodeCreateRequest). @throws EngineError */
export function checkDecoded({ generation: { name }, host }: EngineState, hostConfig: Json): void {
  const isolation = String(hostConfig.Isolation ?? '');
  const known = host.os === 'linux' ? ['', 'default'] : ISOLATIONS;
  const network = String(hostConfig.NetworkMode ?? '');
  if (host.os === 'windows' && network.startsWith('container:') && isolation.toLowerCase() === 'hyperv')
    throw say(name, 'container-network-hyperv');
  if (!known.includes(isolation.toLowerCase()))
    throw say(name, host.os === 'linux' ? 'bad-isolation-linux' : 'bad-isolation', { isolation });
  if (host.os === 'linux') return;
  if (number(hostConfig.CpuRealtimePeriod) !== 0) throw say(name, 'realtime-period');
  if (number(hostConfig.CpuRealtimeRuntime) !== 0) throw say(name, 'realtime-runtime');
  if (hostConfig.Privileged === true) throw say(name, 'privileged');
  if (hostConfig.ReadonlyRootfs === true) throw say(name, 'read-only');
}

/**
 * What the engine refuses once the body is read (moby daemon/container.go verifyContainerSettings, daemon_windows.go).
 * @returns the options that are left, and warnings for those that are not.
 * @throws EngineError 400
 */
export function checkSettings(
  engine: EngineState,
  hostConfig: Json,
): { readonly hostConfig: Json; readonly warnings: readonly string[] } {
  const { generation, host } = engine;
  const restart = (hostConfig.RestartPolicy as { Name?: string } | null | undefined)?.Name ?? '';
  if (hostConfig.AutoRemove === true && restart !== '' && restart !== 'no')
    throw say(generation.name, 'auto-remove-restart');
  if (host.os === 'linux') return { hostConfig, warnings: [] };
  checkMounts(engine, hostConfig);
  checkCapabilities(engine, hostConfig.CapAdd, 'bad-cap-add');
  checkCapabilities(engine, hostConfig.CapDrop, 'bad-cap-drop');
  const settled = settleCpus(hostConfig, isHyperv(engine, hostConfig));
  checkCpus(engine, settled.hostConfig);
  for (const { key, name, given, until } of LINUX_OPTIONS)
    if ((until === undefined || !isFrom(generation.name, '28.5')) && given(hostConfig[key]))
      throw say(generation.name, 'option-not-supported', { option: name });
  return settled;
}

function isHyperv({ host }: EngineState, hostConfig: Json): boolean {
  const asked = String(hostConfig.Isolation ?? '').toLowerCase();
  const isDefault = asked === '' || asked === 'default';
  return (isDefault && host.os === 'windows' ? host.defaultIsolation : asked) === 'hyperv';
}

function settleCpus(hostConfig: Json, hyperv: boolean): { hostConfig: Json; warnings: readonly string[] } {
  const left: Record<string, unknown> = { ...hostConfig };
  const warnings: string[] = [];
  for (const { stays, goes, warning } of hyperv ? [] : CPU_CONFLICTS) {
    if (number(left[stays]) <= 0 || number(left[goes]) <= 0) continue;
    left[goes] = 0;
    warnings.push(warning);
  }
  return { hostConfig: left, warnings };
}

function checkCpus({ generation: { name } }: EngineState, hostConfig: Json): void {
  const shares = number(hostConfig.CpuShares);
  const percent = number(hostConfig.CpuPercent);
  const nano = number(hostConfig.NanoCpus);
  if (shares < 0 || shares > 10_000) throw say(name, 'cpu-shares-range');
  if (percent < 0 || percent > 100) throw say(name, 'cpu-percent-range');
  if (number(hostConfig.CpuCount) < 0) throw say(name, 'cpu-count-negative');
  if (nano > 0 && percent > 0) throw say(name, 'nano-cpus-percent');
  if (nano > 0 && shares > 0) throw say(name, 'nano-cpus-shares');
  if (nano < 0 || nano > CPUS * 1e9) throw say(name, 'nano-cpus-range', { cpus: CPUS });
}

/** Windows has no capabilities: `ALL` is the only name that is known. */
function checkCapabilities(
  { generation }: EngineState,
  value: unknown,
  text: 'bad-cap-add' | 'bad-cap-drop',
): void {
  for (const given of Array.isArray(value) ? value.map(String) : []) {
    const upper = given.toUpperCase();
    if (upper === 'ALL') continue;
    const capability = upper.startsWith('CAP_') ? upper : `CAP_${upper}`;
    throw say(generation.name, text, { capability });
  }
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
