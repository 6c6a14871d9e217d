/** The flags of one command. */
export interface FlagTable {
  /** Long names of flags that take a value, and of those that take none. */
  readonly valued: ReadonlySet<string>;
  readonly plain: ReadonlySet<string>;
  /** What a letter stands for. */
  readonly letters: Readonly<Record<string, string>>;
}

function table(valued: string, plain: string, letters: Readonly<Record<string, string>>): FlagTable {
  return { valued: new Set(valued.split(/\s+/)), plain: new Set(plain.split(/\s+/)), letters };
}

/** Before the command. Source: docker/cli `cli/flags/options.go`. */
export const DOCKER_FLAGS = table(
  'config context host log-level tlscacert tlscert tlskey',
  'debug tls tlsverify version help',
  {
    c: 'context',
    D: 'debug',
    H: 'host',
    l: 'log-level',
    v: 'version',
  },
);

/**
 * `docker run` and `docker create`.
 * Source: docker/cli `cli/command/container/opts.go`, `run.go` and `create.go`.
 */
export const RUN_FLAGS = table(
  `add-host annotation attach blkio-weight blkio-weight-device cap-add cap-drop cgroup-parent cgroupns cidfile cpu-count
  cpu-percent cpu-period cpu-quota cpu-rt-period cpu-rt-runtime cpu-shares cpus cpuset-cpus cpuset-mems detach-keys device
  device-cgroup-rule device-read-bps device-read-iops device-write-bps device-write-iops dns dns-opt dns-option dns-search
  domainname entrypoint env env-file expose gpus group-add health-cmd health-interval health-retries health-start-interval
  health-start-period health-timeout hostname io-maxbandwidth io-maxiops ip ip6 ipc isolation kernel-memory label label-file
  link link-local-ip log-driver log-opt mac-address memory memory-reservation memory-swap memory-swappiness mount name net
  net-alias network network-alias oom-score-adj pid pids-limit platform publish pull restart runtime security-opt shm-size
  stop-signal stop-timeout storage-opt sysctl tmpfs ulimit user userns uts volume volume-driver volumes-from workdir`,
  `detach disable-content-trust help init interactive no-healthcheck oom-kill-disable privileged publish-all quiet read-only rm
  sig-proxy tty use-api-socket`,
  {
    a: 'attach',
    c: 'cpu-shares',
    d: 'detach',
    e: 'env',
    h: 'hostname',
    i: 'interactive',
    l: 'label',
    m: 'memory',
    p: 'publish',
    P: 'publish-all',
    q: 'quiet',
    t: 'tty',
    u: 'user',
    v: 'volume',
    w: 'workdir',
  },
);

/** Source: docker/cli `cli/command/image/pull.go`. */
export const PULL_FLAGS = table('platform', 'all-tags disable-content-trust quiet help', {
  a: 'all-tags',
  q: 'quiet',
});

/**
 * `docker build` with the classic builder and with buildx, which take each other's flags.
 * Source: docker/cli `cli/command/image/build.go`; docker/buildx `commands/build.go`.
 */
export const BUILD_FLAGS = table(
  `add-host allow annotation attest build-arg build-context builder cache-from cache-to call cgroup-parent cpu-period cpu-quota
  cpu-shares cpuset-cpus cpuset-mems file iidfile invoke isolation label memory memory-swap metadata-file network
  no-cache-filter output platform policy print progress provenance root sbom secret security-opt server-config shm-size ssh tag
  target ulimit`,
  'check compress debug detach disable-content-trust force-rm help load no-cache pull push quiet rm squash stream',
  { c: 'cpu-shares', D: 'debug', f: 'file', m: 'memory', o: 'output', q: 'quiet', t: 'tag' },
);

/** Between `buildx` and its command. Source: docker/buildx `commands/root.go`. */
export const BUILDX_FLAGS = table('builder', 'debug help', { D: 'debug' });

/** Source: docker/buildx `commands/bake.go`. */
export const BAKE_FLAGS = table(
  'allow builder call execution file jobs list metadata-file policy progress provenance sbom set var',
  'check debug help list-targets list-variables load no-cache print pull push',
  { D: 'debug', f: 'file', j: 'jobs' },
);

/**
 * Between `compose` and its command; with what `docker-compose` of old took there.
 * Source: docker/compose `cmd/compose/compose.go`; v1 `compose/cli/main.py`.
 */
export const COMPOSE_FLAGS = table(
  `ansi context env-file file host log-level parallel profile progress project-directory project-name tlscacert tlscert tlskey
  workdir`,
  'all-resources compatibility debug dry-run help no-ansi skip-hostname-check tls tlsverify verbose version',
  { c: 'context', D: 'debug', f: 'file', H: 'host', p: 'project-name', v: 'version' },
);

/** Of the commands of Compose that do something with images. Source: docker/compose `cmd/compose/<command>.go`. */
export const COMPOSE_COMMANDS: Readonly<Record<string, FlagTable>> = {
  build: table(
    'build-arg builder memory progress provenance sbom ssh',
    'check compress force-rm help no-cache no-rm parallel print pull push quiet with-dependencies',
    { m: 'memory', q: 'quiet' },
  ),
  up: table(
    'attach exit-code-from no-attach pull scale timeout wait-timeout',
    `abort-on-container-exit abort-on-container-failure always-recreate-deps attach-dependencies build detach force-recreate help
    menu no-build no-color no-deps no-log-prefix no-recreate no-start quiet-build quiet-pull remove-orphans renew-anon-volumes
    timestamps wait watch yes`,
    { d: 'detach', t: 'timeout', V: 'renew-anon-volumes', w: 'watch', y: 'yes' },
  ),
  run: table(
    'cap-add cap-drop entrypoint env env-from-file label name publish pull user volume workdir',
    'build detach help interactive no-TTY no-deps quiet quiet-build quiet-pull remove-orphans rm service-ports tty use-aliases',
    {
      d: 'detach',
      e: 'env',
      i: 'interactive',
      l: 'label',
      p: 'publish',
      P: 'service-ports',
      q: 'quiet',
      t: 'tty',
      T: 'no-TTY',
      u: 'user',
      v: 'volume',
      w: 'workdir',
    },
  ),
  create: table(
    'pull scale',
    'build force-recreate help no-build no-recreate quiet-pull remove-orphans yes',
    { y: 'yes' },
  ),
  pull: table(
    'policy',
    'help ignore-buildable ignore-pull-failures include-deps no-parallel parallel quiet',
    { q: 'quiet' },
  ),
};
