import type { BoundaryRule } from '../../src/windows/boundary-model.ts';

/** One option that a Linux-minded line or file asks for, in both ways to ask, and what comes of it on Windows. */
export interface BoundaryCase {
  /** Words behind `docker run`. */
  readonly run: readonly string[];
  /** The keys of a Compose service, in YAML's flow style; none where Compose cannot say it. */
  readonly compose?: string;
  readonly rule: BoundaryRule;
  /** The engine's words where it refuses, else a part of the message. */
  readonly says: string;
}

const unsupported = (run: readonly string[], compose: string | undefined, field: string): BoundaryCase => ({
  run,
  ...(compose === undefined ? {} : { compose }),
  rule: 'option-rejected',
  says: `invalid option: Windows does not support ${field}`,
});

const rejected = (run: readonly string[], compose: string | undefined, says: string): BoundaryCase => ({
  run,
  ...(compose === undefined ? {} : { compose }),
  rule: 'option-rejected',
  says,
});

const ignored = (run: readonly string[], compose: string | undefined, says: string): BoundaryCase => ({
  run,
  ...(compose === undefined ? {} : { compose }),
  rule: 'option-ignored',
  says,
});

const opened = (run: readonly string[], compose: string, says: string): BoundaryCase => ({
  run,
  compose,
  rule: 'host-opened',
  says,
});

const HYPERV = '--isolation=hyperv';
const GPU = 'class/5B45201D-F2F2-4F3B-85BB-30FF1F953599';
const PIPE = '\\\\.\\pipe\\docker_engine';

export const BOUNDARY_CASES: readonly BoundaryCase[] = [
  rejected(
    ['--isolation=vm'],
    'isolation: vm',
    "invalid isolation (vm): Windows supports 'default', 'process', or 'hyperv'",
  ),
  rejected(
    ['--privileged'],
    'privileged: true',
    'invalid option: privileged mode is not supported for Windows containers',
  ),
  rejected(
    ['--read-only'],
    'read_only: true',
    'invalid option: read-only mode is not supported for Windows containers',
  ),
  {
    run: [HYPERV, '--network=container:db'],
    compose: 'isolation: hyperv, network_mode: "service:db"',
    rule: 'option-not-with-hyperv',
    says: 'invalid network-mode: using the network stack of another container is not supported while using Hyper-V Containers',
  },
  rejected(
    ['--net=host'],
    'network_mode: host',
    'could not find a network matching network mode host: network host not found',
  ),
  {
    run: [HYPERV, `--device=${GPU}`],
    compose: `isolation: hyperv, devices: ["${GPU}"]`,
    rule: 'option-not-with-hyperv',
    says: 'device assignment is not supported for HyperV containers',
  },
  rejected(
    ['--device=/dev/dri'],
    'devices: [/dev/dri]',
    "invalid device assignment path: '/dev/dri', must be 'class/ID' or 'IDType://ID'",
  ),
  rejected(
    ['--device=pci://8086'],
    'devices: [{source: "pci://8086", target: x}]',
    "device assignment of type 'pci' is not supported",
  ),
  rejected(
    ['-v', 'C:\\app\\appsettings.json:C:\\app\\appsettings.json'],
    "volumes: ['C:\\app\\appsettings.json:C:\\app\\appsettings.json']",
    'invalid mount config for type "bind": source path must be a directory',
  ),
  rejected(
    ['-v', 'C:\\app:C:\\'],
    "volumes: ['C:\\app:C:\\']",
    "invalid mount config for type \"bind\": destination path (c:\\) cannot be 'c:' or 'c:\\'",
  ),
  rejected(['-v', './data:/data'], 'volumes: [./data:/data]', "invalid volume specification: './data:/data'"),
  rejected(
    ['--mount', 'type=bind,source=C:\\data,target=/data'],
    "volumes: [{type: bind, source: 'C:\\data', target: /data}]",
    'invalid mount config for type "bind": invalid mount path: \'/data\'',
  ),
  rejected(
    ['--mount', 'type=bind,source=C:\\a,target=C:\\b,bind-propagation=rshared'],
    "volumes: [{type: bind, source: 'C:\\a', target: 'C:\\b', bind: {propagation: rshared}}]",
    'invalid mount config for type "bind": invalid propagation mode: rshared',
  ),
  rejected(
    ['--mount', 'type=npipe,source=\\\\.\\pipe\\x,target=\\\\.\\pipe\\x,readonly'],
    "volumes: [{type: npipe, source: '\\\\.\\pipe\\x', target: '\\\\.\\pipe\\x', read_only: true}]",
    'invalid mount config for type "npipe": field ReadOnly must not be specified',
  ),
  rejected(
    ['--mount', 'type=npipe,source=//./pipe/x,target=\\\\.\\pipe\\x'],
    "volumes: [{type: npipe, source: //./pipe/x, target: '\\\\.\\pipe\\x'}]",
    'invalid mount config for type "npipe": \'//./pipe/x\' is not a valid pipe path',
  ),
  rejected(
    ['--mount', 'type=tmpfs,target=C:\\tmp'],
    "volumes: [{type: tmpfs, target: 'C:\\tmp'}]",
    'invalid mount config for type "tmpfs": mount type unknown',
  ),
  ignored(['--tmpfs', 'C:\\tmp'], "tmpfs: ['C:\\tmp']", 'goes to disk'),
  ignored(['--pid=host'], 'pid: host', 'processes are never shared'),
  ignored(['--ipc=host'], 'ipc: host', 'shared memory'),
  ignored(['--uts=host'], 'uts: host', 'no such namespace'),
  ignored(['--userns=host'], 'userns_mode: host', 'no user namespaces'),
  ignored(['--cgroupns=host'], 'cgroup: host', 'no control groups'),
  ignored(['--shm-size=1g'], 'shm_size: 1g', '/dev/shm'),
  ignored(['--gpus=all'], 'gpus: all', 'no GPU'),
  ignored(
    ['--gpus=all'],
    'deploy: {resources: {reservations: {devices: [{capabilities: [gpu]}]}}}',
    'no GPU',
  ),
  ignored(
    ['--sysctl', 'net.core.somaxconn=1024'],
    'sysctls: {net.core.somaxconn: 1024}',
    'kernel parameters',
  ),
  ignored(['--init'], 'init: true', 'no init process'),
  ignored(['--group-add=docker'], 'group_add: [docker]', 'no groups'),
  ignored(['--oom-score-adj=500'], 'oom_score_adj: 500', 'no such score'),
  ignored(['--device-cgroup-rule=c 1:3 mr'], "device_cgroup_rules: ['c 1:3 mr']", 'no control groups'),
  ignored(['--cpu-quota=50000'], 'cpu_quota: 50000', 'stays unlimited'),
  ignored(['--link=db'], 'links: [db]', 'links are not made'),
  ignored(['--add-host=db:10.0.0.1'], 'extra_hosts: ["db:10.0.0.1"]', 'no hosts file'),
  ignored(['--dns-opt=ndots:1'], 'dns_opt: ["ndots:1"]', 'no resolv.conf'),
  ignored(['--storage-opt=dm.basesize=20G'], 'storage_opt: {dm.basesize: 20G}', 'only storage option'),
  ignored(['--runtime=nvidia'], 'runtime: nvidia', 'built-in runtime'),
  ignored(['--stop-signal=SIGINT'], 'stop_signal: SIGINT', 'shutdown'),
  ignored(['--cap-drop=ALL'], 'cap_drop: [ALL]', 'nothing is taken away'),
  ignored(['--cap-add=ALL'], 'cap_add: [ALL]', 'no capabilities'),
  ignored(['--security-opt=systempaths=unconfined'], 'security_opt: [systempaths=unconfined]', 'only Linux'),
  rejected(
    ['--cap-add=NET_ADMIN'],
    'cap_add: [NET_ADMIN]',
    'invalid CapAdd: unknown capability: "CAP_NET_ADMIN"',
  ),
  rejected(
    ['--cap-drop=cap_mknod'],
    'cap_drop: [cap_mknod]',
    'invalid CapDrop: unknown capability: "CAP_MKNOD"',
  ),
  rejected(
    ['--security-opt=seccomp=unconfined'],
    'security_opt: [seccomp=unconfined]',
    'security option not supported: seccomp',
  ),
  rejected(
    ['--security-opt=no-new-privileges'],
    'security_opt: [no-new-privileges]',
    'invalid security option: no equals sign in supplied value no-new-privileges',
  ),
  rejected(
    ['--security-opt=credentialspec=web.json'],
    'security_opt: [credentialspec=web.json]',
    "invalid credential spec security option - value must be prefixed by 'file://', 'registry://', or 'raw://' followed by a non-empty value",
  ),
  unsupported(['--blkio-weight=300'], 'blkio_config: {weight: 300}', 'BlkioWeight'),
  unsupported(
    ['--blkio-weight-device=/dev/sda:400'],
    'blkio_config: {weight_device: [{path: /dev/sda, weight: 400}]}',
    'BlkioWeightDevice',
  ),
  unsupported(
    ['--device-read-bps=/dev/sda:1mb'],
    'blkio_config: {device_read_bps: [{path: /dev/sda, rate: 1mb}]}',
    'BlkioDeviceReadBps',
  ),
  unsupported(
    ['--device-read-iops=/dev/sda:120'],
    'blkio_config: {device_read_iops: [{path: /dev/sda, rate: 120}]}',
    'BlkioDeviceReadIOps',
  ),
  unsupported(
    ['--device-write-bps=/dev/sda:1mb'],
    'blkio_config: {device_write_bps: [{path: /dev/sda, rate: 1mb}]}',
    'BlkioDeviceWriteBps',
  ),
  unsupported(
    ['--device-write-iops=/dev/sda:120'],
    'blkio_config: {device_write_iops: [{path: /dev/sda, rate: 120}]}',
    'BlkioDeviceWriteIOps',
  ),
  unsupported(['--cgroup-parent=jobs'], 'cgroup_parent: jobs', 'CgroupParent'),
  unsupported(['--cpu-period=100000'], 'cpu_period: 100000', 'CPUPeriod'),
  unsupported(['--cpuset-cpus=0,1'], 'cpuset: "0,1"', 'CpusetCpus'),
  unsupported(['--cpuset-mems=0'], undefined, 'CpusetMems'),
  unsupported(['--memory-reservation=1g'], 'mem_reservation: 1g', 'MemoryReservation'),
  unsupported(
    ['--memory-reservation=1g'],
    'deploy: {resources: {reservations: {memory: 1g}}}',
    'MemoryReservation',
  ),
  unsupported(['--memory-swap=-1'], 'memswap_limit: -1', 'MemorySwap'),
  unsupported(['--memory-swappiness=60'], 'mem_swappiness: 60', 'MemorySwappiness'),
  unsupported(['--oom-kill-disable'], 'oom_kill_disable: true', 'OomKillDisable'),
  unsupported(['--pids-limit=100'], 'pids_limit: 100', 'PidsLimit'),
  unsupported(['--pids-limit=100'], 'deploy: {resources: {limits: {pids: 100}}}', 'PidsLimit'),
  unsupported(['--ulimit=nofile=1024'], 'ulimits: {nofile: 1024}', 'Ulimits'),
  unsupported(['--ulimit=nofile=1024:2048'], 'ulimits: {nofile: {soft: 1024, hard: 2048}}', 'Ulimits'),
  rejected(
    ['--cpu-rt-period=1000'],
    'cpu_rt_period: 1000',
    'invalid option: CPU real-time period is not supported for Windows containers',
  ),
  rejected(
    ['--cpu-rt-runtime=1000'],
    'cpu_rt_runtime: 1000',
    'invalid option: CPU real-time runtime is not supported for Windows containers',
  ),
  rejected(['-c', '20000'], 'cpu_shares: 20000', 'range of CPUShares is from 1 to 10000'),
  rejected(['--cpu-percent=101'], 'cpu_percent: 101', 'range of CPUPercent is from 1 to 100'),
  rejected(['--cpu-count=-1'], 'cpu_count: -1', 'invalid CPUCount: CPUCount cannot be negative'),
  ignored(
    ['--cpu-count=2', '--cpu-shares=512'],
    'cpu_count: 2, cpu_shares: 512',
    'Conflicting options: CPU count takes priority over CPU shares on Windows Server Containers. CPU shares discarded',
  ),
  ignored(
    ['--cpu-shares=512', '--cpu-percent=50'],
    'cpu_shares: 512, cpu_percent: 50',
    'Conflicting options: CPU shares takes priority over CPU percent on Windows Server Containers. CPU percent discarded',
  ),
  rejected(
    ['--cpus=1.5', '--cpu-percent=50'],
    'cpus: 1.5, cpu_percent: 50',
    'conflicting options: Nano CPUs and CPU Percent cannot both be set',
  ),
  rejected(
    ['-p', '127.0.0.1:8080:80'],
    'ports: ["127.0.0.1:8080:80"]',
    'Windows does not support host IP addresses in NAT settings',
  ),
  rejected(
    ['-p', '127.0.0.1:8080:80'],
    'ports: [{target: 80, published: 8080, host_ip: 127.0.0.1}]',
    'Windows does not support host IP addresses in NAT settings',
  ),
  rejected(['-p', '9000:9000/sctp'], 'ports: ["9000:9000/sctp"]', 'invalid protocol sctp'),
  rejected(
    ['--log-driver=journald'],
    'logging: {driver: journald}',
    "logger: no log driver named 'journald' is registered",
  ),
  rejected(['--stop-signal=SIGRTMIN+3'], 'stop_signal: SIGRTMIN+3', 'invalid signal: SIGRTMIN+3'),
  opened(['-v', `${PIPE}:${PIPE}`], `volumes: ['${PIPE}:${PIPE}']`, "the engine's pipe"),
  opened(
    ['-v', '//./pipe/docker_engine://./pipe/docker_engine'],
    `volumes: [{type: npipe, source: '${PIPE}', target: '${PIPE}'}]`,
    "the engine's pipe",
  ),
  opened(['-v', 'C:\\:C:\\host'], "volumes: ['C:\\:C:\\host']", 'the system drive'),
  opened(
    ['--mount', 'type=bind,src=C:/Windows/System32,dst=C:\\host'],
    "volumes: [{type: bind, source: C:/Windows/System32, target: 'C:\\host'}]",
    "the host's Windows directory",
  ),
  opened(
    ['-v', 'C:\\ProgramData\\docker:C:\\d:ro'],
    "volumes: ['C:\\ProgramData\\docker:C:\\d:ro']",
    "the engine's data folder",
  ),
  {
    run: ['--platform', 'windows/amd64'],
    compose: 'platform: windows/amd64',
    rule: 'platform-without-version',
    says: 'names no Windows version',
  },
];
