import { describe, expect, it } from 'vitest';
import { imagesOf, optionsOf, problemsOf, readProject } from './reader.ts';

describe('services', () => {
  it('have an image, an isolation and a platform, each with its place', async () => {
    const { services, uses, problems } = await readProject(
      [
        'services:',
        '  web:',
        '    image: mcr.microsoft.com/windows/servercore:${TAG:-ltsc2022}',
        '    isolation: hyperv',
        '    platform: "windows/amd64"',
      ].join('\n'),
    );
    expect(problems).toEqual([]);
    expect(services).toMatchObject([
      {
        name: 'web',
        active: true,
        place: { file: 'compose.yaml', line: 2, column: 3 },
        image: {
          value: 'mcr.microsoft.com/windows/servercore:ltsc2022',
          written: 'mcr.microsoft.com/windows/servercore:${TAG:-ltsc2022}',
          place: { line: 3, column: 12, endLine: 3, endColumn: 65 },
        },
        isolation: { value: 'hyperv', place: { line: 4, column: 16 } },
        platform: { value: 'windows/amd64', place: { line: 5, column: 16 } },
      },
    ]);
    expect(uses).toMatchObject([
      {
        role: 'service',
        reference: 'mcr.microsoft.com/windows/servercore:ltsc2022',
        needs: ['run'],
        stage: 'web',
        platform: 'windows/amd64',
        reachable: true,
        place: { line: 3, column: 12 },
      },
    ]);
  });

  it('that are built name no image that is run', async () => {
    const { uses } = await readProject('services: {web: {build: ., image: mine}}');
    expect(uses).toEqual([]);
  });

  it.each([
    ['services: {a: {image: nginx}, b: {image: redis}}', ['a: nginx', 'b: redis']],
    ['services: {a: {image: nginx}, x-note: {image: redis}}\nx-also: 1', ['a: nginx']],
    [
      'x-base: &base\n  image: nginx\nservices:\n  a: *base\n  b:\n    <<: *base\n    image: redis',
      ['a: nginx', 'b: redis'],
    ],
    ['x-a: &a {image: one}\nx-b: &b {image: two}\nservices: {a: {<<: [*a, *b]}}', ['a: one']],
    ['{"services": {\n\t"a": {\n\t\t"image": "nginx"\n\t}\n}}', ['a: nginx']],
    ['services:\n  a:\n    image: nginx\n---\nservices:\n  a:\n    image: redis\n', ['a: redis']],
    ['services: {a: {image: }}', ['a: -']],
    ['services: {a: }', []],
    ['', []],
    ['# nothing', []],
    ['services:', []],
    ['\ufeffservices: {a: {image: nginx}}', ['a: nginx']],
  ])('of %j', async (text, expected) => {
    expect(await imagesOf(text)).toEqual(expected);
    expect(await problemsOf(text)).toEqual([]);
  });
});

describe('variables', () => {
  const text = 'services: {web: {image: "app:$TAG"}}';

  it.each([
    ['the environment', {}, { TAG: 'outside' }, undefined, 'web: app:outside'],
    ['.env', { '.env': 'TAG=file' }, {}, undefined, 'web: app:file'],
    [
      'the environment before .env',
      { '.env': 'TAG=file' },
      { TAG: 'outside' },
      undefined,
      'web: app:outside',
    ],
    [
      'a file that is given, and .env no more',
      { '.env': 'TAG=file', 'prod.env': 'TAG=prod' },
      {},
      ['prod.env'],
      'web: app:prod',
    ],
    ['the last of two files', { 'a.env': 'TAG=a', 'b.env': 'TAG=b' }, {}, ['a.env', 'b.env'], 'web: app:b'],
  ] as const)('come from %s', async (_, files, environment, envFiles, expected) => {
    const all = { ...files, 'compose.yaml': text };
    expect(await imagesOf(all, { environment, ...(envFiles === undefined ? {} : { envFiles }) })).toEqual([
      expected,
    ]);
  });

  it('come from .env beside the first file', async () => {
    const files = { 'deploy/compose.yaml': text, 'deploy/.env': 'TAG=beside', '.env': 'TAG=above' };
    expect(await imagesOf(files, { files: ['deploy/compose.yaml'] })).toEqual(['web: app:beside']);
  });

  it('hold the name of the project', async () => {
    const files = { 'My App/compose.yaml': 'services: {web: {image: "$COMPOSE_PROJECT_NAME"}}' };
    expect(await imagesOf(files, { files: ['My App/compose.yaml'] })).toEqual(['web: myapp']);
  });

  it('without a value are empty, with a notice and no word of the image that is none then', async () => {
    expect(await imagesOf(text)).toEqual(['web: app:']);
    expect(await problemsOf(text)).toEqual(['unset-variable compose.yaml:1:26']);
  });

  it('without a value are unknown when the caller says so, and lose only what depends on them', async () => {
    const project =
      'services: {web: {image: "app:$TAG", isolation: hyperv, pids_limit: $N}, db: {image: "db:${T:-1}"}}';
    expect(await imagesOf(project, { unset: 'unknown' })).toEqual(['web: ?', 'db: db:1']);
    expect(await optionsOf(project, 'web', { unset: 'unknown' })).toEqual([
      'isolation hyperv',
      'pids_limit ?',
    ]);
    expect(await problemsOf(project, { unset: 'unknown' })).toEqual([]);
  });

  it('are told only where they are read for something', async () => {
    expect(
      await problemsOf('services: {web: {image: app, environment: ["P=$SECRET"], command: $X}}'),
    ).toEqual([]);
  });

  it.each([
    ['services: {web: {image: "${TAG:?give it}"}}', 'unset-variable compose.yaml:1:26'],
    ['services: {web: {image: "${"}}', 'compose-syntax compose.yaml:1:26'],
    ['services: {web: {image: app}}\nx-y: "${a b}"', 'compose-syntax compose.yaml:2:7'],
  ])('%j is a mistake', async (file, expected) => {
    expect(await problemsOf(file)).toEqual([expected]);
  });
});

describe('profiles', () => {
  const text =
    'services: {a: {image: a}, b: {image: b, profiles: [dev]}, c: {image: c, profiles: [dev, ci]}}';

  it.each([
    [{}, ['a: a', 'b: b (inactive)', 'c: c (inactive)']],
    [{ profiles: ['ci'] }, ['a: a', 'b: b (inactive)', 'c: c']],
    [{ profiles: ['*'] }, ['a: a', 'b: b', 'c: c']],
    [{ environment: { COMPOSE_PROFILES: 'dev,other' } }, ['a: a', 'b: b', 'c: c']],
  ])('%j', async (options, expected) => {
    expect(await imagesOf(text, options)).toEqual(expected);
  });

  it('that are not asked for make an image unreachable', async () => {
    const { uses } = await readProject(text, { profiles: ['ci'] });
    expect(uses.map(({ reference, reachable }) => [reference, reachable])).toEqual([
      ['a', true],
      ['b', false],
      ['c', true],
    ]);
  });
});

describe('build', () => {
  const built = async (build: string, files: Readonly<Record<string, string>> = {}, options = {}) => {
    const all = { ...files, 'app/compose.yaml': `services: {web: {build: ${build}}}` };
    const { services } = await readProject(all, { files: ['app/compose.yaml'], ...options });
    return services[0]?.build;
  };

  it.each([
    ['.', 'app', 'app/Dockerfile'],
    ['./src', 'app/src', 'app/src/Dockerfile'],
    ['..', '', 'Dockerfile'],
    ["'..\\win'", 'win', 'win/Dockerfile'],
    ['{context: src, dockerfile: Dockerfile.windows}', 'app/src', 'app/src/Dockerfile.windows'],
    ['{context: src, dockerfile: ../win/Dockerfile}', 'app/src', 'app/win/Dockerfile'],
    ['{dockerfile: win.Dockerfile}', 'app', 'app/win.Dockerfile'],
    ['{}', 'app', 'app/Dockerfile'],
    ['https://github.com/x/y.git', undefined, undefined],
    ['{context: https://github.com/x/y.git, dockerfile: D}', undefined, undefined],
    ["'C:\\elsewhere'", undefined, undefined],
    ['{context: ., dockerfile_inline: "FROM scratch"}', 'app', undefined],
    ['{context: $NOWHERE}', 'app', 'app/Dockerfile'],
  ])('of %s is in %s with %s', async (build, contextPath, dockerfilePath) => {
    const read = await built(build);
    expect([read?.contextPath, read?.dockerfilePath]).toEqual([contextPath, dockerfilePath]);
  });

  it('has arguments as a list and as a mapping, and takes bare ones from the environment', async () => {
    const list = await built('{args: [A=1, "B=x=$X", C, D]}', {}, { environment: { C: 'c', X: 'y' } });
    const map = await built(
      '{args: {A: 1, B: "x=$X", C: , D: null}}',
      {},
      { environment: { C: 'c', X: 'y' } },
    );
    for (const build of [list, map]) {
      expect([...(build?.args ?? [])].map(([name, text]) => [name, text?.value])).toEqual([
        ['A', '1'],
        ['B', 'x=y'],
        ['C', 'c'],
        ['D', undefined],
      ]);
      expect(build?.args.get('B')?.written).toBe('x=$X');
    }
    expect(map?.args.get('B')?.place).toMatchObject({ file: 'app/compose.yaml', line: 1 });
  });

  it('has a target, an isolation, platforms, contexts and an inline Dockerfile', async () => {
    const build = await built(
      '{context: ., target: run, isolation: hyperv, platforms: [windows/amd64], additional_contexts: {base: "docker-image://x"}, dockerfile_inline: "FROM a\\nRUN b"}',
    );
    expect(build).toMatchObject({
      target: { value: 'run' },
      isolation: { value: 'hyperv' },
      platforms: [{ value: 'windows/amd64' }],
      dockerfileInline: { value: 'FROM a\nRUN b' },
    });
    expect(build?.additionalContexts.get('base')?.value).toBe('docker-image://x');
  });
});

describe('options', () => {
  it('come in the short and the long form alike', async () => {
    const text = `services:
  web:
    image: app
    volumes:
      - data:C:\\data
      - {type: npipe, source: '\\\\.\\pipe\\docker_engine', target: '\\\\.\\pipe\\docker_engine'}
      - {type: bind, source: 'C:\\a,b', target: 'C:\\c', read_only: true, bind: {propagation: rshared}}
    ports: [80, "8080:80", {target: 443, published: "8443", host_ip: 127.0.0.1, protocol: tcp}, {target: 53}]
    devices: [class/5B45201D, "vpci-class-guid://X", {source: pci://1, target: y}]
    ulimits: {nproc: 1, nofile: {soft: 1, hard: 2}}
    sysctls: [a=1]
    tmpfs: C:\\tmp
    init: true
    gpus: all
    credential_spec: {file: web.json}
    logging: {driver: journald, options: {a: b}}
    deploy: {resources: {limits: {pids: 5, cpus: "0.5"}, reservations: {memory: 1g}}}
    blkio_config: {weight: 300, device_read_bps: [{path: /dev/sda, rate: 1mb}]}
    cap_add: []
    pid:
`;
    expect([...(await optionsOf(text))].sort()).toEqual(
      [
        'volumes data:C:\\data',
        'volumes type=npipe,source=\\\\.\\pipe\\docker_engine,target=\\\\.\\pipe\\docker_engine',
        'volumes type=bind,"source=C:\\a,b",target=C:\\c,readonly=true,bind-propagation=rshared',
        'ports 80',
        'ports 8080:80',
        'ports 127.0.0.1:8443:443/tcp',
        'ports 53',
        'devices class/5B45201D',
        'devices vpci-class-guid',
        'devices pci://1',
        'ulimits nproc=1',
        'ulimits nofile',
        'sysctls a=1',
        'tmpfs C:\\tmp',
        'init true',
        'gpus all',
        'credential_spec',
        'logging.driver journald',
        'deploy.resources.limits.pids 5',
        'deploy.resources.limits.cpus 0.5',
        'deploy.resources.reservations.memory 1g',
        'blkio_config.weight 300',
        'blkio_config.device_read_bps',
      ].sort(),
    );
  });

  it('stand at their own places', async () => {
    const { services } = await readProject(
      'services:\n  web:\n    image: a\n    cap_add:\n      - A\n      - B\n',
    );
    expect(services[0]?.options.map(({ place }) => [place.line, place.column])).toEqual([
      [5, 9],
      [6, 9],
    ]);
  });

  it('tell whose network is shared', async () => {
    const { services } = await readProject(
      'services: {web: {image: a, network_mode: "service:db"}, db: {image: b}}',
    );
    expect(services.map(({ sharesNetworkOf }) => sharesNetworkOf)).toEqual(['db', undefined]);
  });
});

describe('mistakes', () => {
  it.each([
    ['services: [', 'compose-syntax compose.yaml:1:12'],
    ['- a', 'compose-syntax compose.yaml:1:1'],
    ['services: [a]', 'compose-syntax compose.yaml:1:11'],
    ['services: {web: nginx}', 'compose-syntax compose.yaml:1:17'],
    ['services: {web: {image: [a]}}', 'compose-syntax compose.yaml:1:25'],
    ['services: {web: {image: a, profiles: {a: b}}}', 'compose-syntax compose.yaml:1:38'],
    ['services: {web: {build: [a]}}', 'compose-syntax compose.yaml:1:25'],
    ['services: {web: {image: a, image: b}}', 'compose-syntax compose.yaml:1:28'],
    ['services: {web: *none}', 'compose-syntax compose.yaml:1:17'],
    ['services: {web: &a {b: *a}}', 'compose-syntax compose.yaml:1:24'],
    ['services: {web: {<<: text}}', 'compose-syntax compose.yaml:1:22'],
    ['services: {web: {image: A B}}', 'invalid-reference compose.yaml:1:25'],
    ['services: {? [a] : {image: b}}', 'compose-syntax compose.yaml:1:14'],
  ])('%j', async (text, expected) => {
    expect(await problemsOf(text)).toEqual([expected]);
  });

  it('leave what stands beside them', async () => {
    expect(await imagesOf('services: {a: nginx, b: {image: redis}}')).toEqual(['b: redis']);
  });

  it.each([
    ['a file that is not there', async () => undefined, 'compose-unresolved'],
    ['a file that cannot be read', () => Promise.reject(new Error('EACCES')), 'file-unreadable'],
    ['a file in UTF-16', async () => Buffer.from('\ufeffa: b', 'utf16le'), 'file-not-text'],
  ])('%s is a problem', async (_, read, code) => {
    const { problems, services } = await readProject('', {
      read: async (path) => (path === 'compose.yaml' ? read() : undefined),
    });
    expect([problems.map((problem) => problem.code), services]).toEqual([[code], []]);
  });

  it('come file by file as well, with their lines', async () => {
    const reading = await readProject({ 'compose.yaml': 'services:\n  web: nginx', '.env': 'A B=1' });
    const readings = reading.readings();
    expect(readings.map(({ file, problems }) => [file, problems.length])).toEqual([
      ['.env', 1],
      ['compose.yaml', 1],
    ]);
    expect(readings[1]?.line(2)).toBe('  web: nginx');
    expect(reading.line('.env', 1)).toBe('A B=1');
  });
});
