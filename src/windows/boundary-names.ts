import type { ContainerOption } from './boundary-model.ts';

/** How one option of a container is called where. */
interface OptionNames {
  /** Flags of `docker run` that mean the same. */
  readonly flags?: readonly string[];
  /** Paths below a Compose service. */
  readonly compose?: readonly string[];
}

/**
 * Every option that the boundary tables know, by its long name in `docker run`.
 * Flags: docker/cli `cli/command/container/opts.go`. Compose keys and what they become: compose-spec `schema/compose-spec.json`
 * and docker/compose `pkg/compose/create.go`.
 */
export const OPTION_NAMES = {
  isolation: { compose: ['isolation'] },
  'build-isolation': { compose: ['build.isolation'] },
  platform: { compose: ['platform'] },
  privileged: { compose: ['privileged'] },
  'read-only': { compose: ['read_only'] },
  user: { flags: ['u'], compose: ['user'] },
  network: { flags: ['net'], compose: ['network_mode'] },
  publish: { flags: ['p'], compose: ['ports'] },
  'publish-all': { flags: ['P'] },
  link: { compose: ['links', 'external_links'] },
  dns: { compose: ['dns'] },
  'dns-search': { compose: ['dns_search'] },
  'dns-option': { flags: ['dns-opt'], compose: ['dns_opt'] },
  'add-host': { compose: ['extra_hosts'] },
  'mac-address': { compose: ['mac_address'] },
  hostname: { flags: ['h'], compose: ['hostname'] },
  pid: { compose: ['pid'] },
  ipc: { compose: ['ipc'] },
  uts: { compose: ['uts'] },
  userns: { compose: ['userns_mode'] },
  cgroupns: { compose: ['cgroup'] },
  'cgroup-parent': { compose: ['cgroup_parent'] },
  'shm-size': { compose: ['shm_size'] },
  sysctl: { compose: ['sysctls'] },
  init: { compose: ['init'] },
  'group-add': { compose: ['group_add'] },
  'stop-signal': { compose: ['stop_signal'] },
  runtime: { compose: ['runtime'] },
  'cap-add': { compose: ['cap_add'] },
  'cap-drop': { compose: ['cap_drop'] },
  'security-opt': { compose: ['security_opt'] },
  'credential-spec': { compose: ['credential_spec'] },
  'use-api-socket': { compose: ['use_api_socket'] },
  device: { compose: ['devices'] },
  'device-cgroup-rule': { compose: ['device_cgroup_rules'] },
  gpus: { compose: ['gpus', 'deploy.resources.reservations.devices'] },
  volume: { flags: ['v'], compose: ['volumes'] },
  mount: {},
  'volumes-from': { compose: ['volumes_from'] },
  tmpfs: { compose: ['tmpfs'] },
  'storage-opt': { compose: ['storage_opt'] },
  'log-driver': { compose: ['logging.driver'] },
  ulimit: { compose: ['ulimits'] },
  memory: { flags: ['m'], compose: ['mem_limit', 'deploy.resources.limits.memory'] },
  'memory-reservation': { compose: ['mem_reservation', 'deploy.resources.reservations.memory'] },
  'memory-swap': { compose: ['memswap_limit'] },
  'memory-swappiness': { compose: ['mem_swappiness'] },
  'oom-kill-disable': { compose: ['oom_kill_disable'] },
  'oom-score-adj': { compose: ['oom_score_adj'] },
  'pids-limit': { compose: ['pids_limit', 'deploy.resources.limits.pids'] },
  cpus: { compose: ['cpus', 'deploy.resources.limits.cpus'] },
  'cpu-count': { compose: ['cpu_count'] },
  'cpu-percent': { compose: ['cpu_percent'] },
  'cpu-shares': { flags: ['c'], compose: ['cpu_shares'] },
  'cpu-period': { compose: ['cpu_period'] },
  'cpu-quota': { compose: ['cpu_quota'] },
  'cpu-rt-period': { compose: ['cpu_rt_period'] },
  'cpu-rt-runtime': { compose: ['cpu_rt_runtime'] },
  'cpuset-cpus': { compose: ['cpuset'] },
  'cpuset-mems': {},
  'blkio-weight': { compose: ['blkio_config.weight'] },
  'blkio-weight-device': { compose: ['blkio_config.weight_device'] },
  'device-read-bps': { compose: ['blkio_config.device_read_bps'] },
  'device-read-iops': { compose: ['blkio_config.device_read_iops'] },
  'device-write-bps': { compose: ['blkio_config.device_write_bps'] },
  'device-write-iops': { compose: ['blkio_config.device_write_iops'] },
} as const satisfies Record<string, OptionNames>;

export type OptionName = keyof typeof OPTION_NAMES;

const ROWS: readonly (readonly [OptionName, OptionNames])[] = Object.entries(OPTION_NAMES) as [
  OptionName,
  OptionNames,
][];

const BY_FLAG: ReadonlyMap<string, OptionName> = new Map(
  ROWS.flatMap(([name, { flags = [] }]) => [name, ...flags].map((flag) => [flag, name] as const)),
);

const BY_COMPOSE_KEY: ReadonlyMap<string, OptionName> = new Map(
  ROWS.flatMap(([name, { compose = [] }]) => compose.map((key) => [key, name] as const)),
);

/** The long name of a flag, given with or without dashes: `-v`, `--volume` and `volume` are all `volume`. */
export function optionName(flag: string): string {
  const bare = flag.replace(/^--?/, '');
  return BY_FLAG.get(bare) ?? bare;
}

/** A flag of a `docker run` line, however it is spelled; one without a value is `true`. */
export function optionOfFlag<P>(
  flag: { readonly name: string; readonly value?: string; readonly unknown?: true },
  place: P,
): ContainerOption<P> {
  const { name, ...rest } = flag;
  const dashes = name.startsWith('-') ? '' : name.length === 1 ? '-' : '--';
  return { ...rest, name: optionName(name), written: `${dashes}${name}`, place };
}

/** What a Compose key of a service is in `docker run`: `deploy.resources.limits.pids` is `pids-limit`. */
export function optionOfComposeKey(key: string): OptionName | undefined {
  return BY_COMPOSE_KEY.get(key);
}

/** Every Compose key, as a path below a service, that the tables know. */
export function composeKeys(): readonly string[] {
  return [...BY_COMPOSE_KEY.keys()];
}
