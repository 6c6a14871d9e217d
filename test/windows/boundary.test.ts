import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/rules/catalogue.ts';
import { readCompose } from '../../src/sources/compose.ts';
import type { Place } from '../../src/sources/reading.ts';
import { boundaryFindings, boundaryRows, isolationAsked } from '../../src/windows/boundary.ts';
import { BOUNDARY_LEVELS } from '../../src/windows/boundary-levels.ts';
import type { BoundaryFinding, ContainerOption } from '../../src/windows/boundary-model.ts';
import {
  OPTION_NAMES,
  optionName,
  optionOfComposeKey,
  optionOfFlag,
} from '../../src/windows/boundary-names.ts';
import { BOUNDARY_TABLE } from '../../src/windows/boundary-table.ts';
import { SOURCES } from '../../src/windows/sources.ts';
import { BOUNDARY_CASES } from './boundary-cases.ts';

/** Options of words as they stand behind `docker run`: `--name=value`, or `-x value`. */
function optionsOf(words: readonly string[]): readonly ContainerOption<number>[] {
  const options: ContainerOption<number>[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const equals = word.indexOf('=');
    const flag = equals < 0 ? word : word.slice(0, equals);
    const next = words[at + 1];
    const takesNext = equals < 0 && next !== undefined && !next.startsWith('-');
    const value = equals >= 0 ? word.slice(equals + 1) : takesNext ? next : undefined;
    options.push(optionOfFlag({ name: flag, ...(value === undefined ? {} : { value }) }, at));
    if (takesNext) at++;
  }
  return options;
}

const findingsOf = (...words: string[]) => boundaryFindings(optionsOf(words));
const rulesOf = (...words: string[]) => findingsOf(...words).map(({ rule }) => rule);

function saysIt({ engine, message }: BoundaryFinding, says: string): boolean {
  return engine === undefined ? message.includes(says) : engine === says || message.includes(says);
}

async function findingsInCompose(keys: string): Promise<readonly BoundaryFinding<Place>[]> {
  const content = `services: {web: {image: app, ${keys}}, db: {image: db}}`;
  const { services, problems } = await readCompose({
    files: ['compose.yaml'],
    read: async (path) => (path === 'compose.yaml' ? content : undefined),
  });
  expect(problems).toEqual([]);
  return boundaryFindings(services[0]?.options ?? []);
}

describe('options of a docker run line', () => {
  it.each(BOUNDARY_CASES.map((row) => [row.run.join(' '), row] as const))('%s', (_, { run, rule, says }) => {
    const findings = findingsOf(...run);
    const fitting = findings.filter((finding) => finding.rule === rule && saysIt(finding, says));
    expect(fitting, JSON.stringify(findings)).toHaveLength(1);
    for (const { message, remedy, sources } of findings) {
      expect(message).toMatch(/^\S.*[.]$/);
      expect(remedy).toMatch(/[.]$/);
      expect(sources.length).toBeGreaterThan(0);
    }
  });

  it.each([
    ['--isolation=process'],
    ['--isolation=HyperV'],
    ['--network=nat'],
    ['--network=none'],
    ['--privileged=false'],
    ['--read-only=false'],
    ['--init=false'],
    ['--memory=2g'],
    ['--cpus=1.5'],
    ['--cpu-shares=512'],
    ['--pids-limit=0'],
    ['--memory-swap=0'],
    ['--memory-swappiness=-1'],
    ['-p', '8080:80'],
    ['-p', '0.0.0.0:8080:80/tcp'],
    ['--dns=10.0.0.1'],
    ['-v', 'data:C:\\data'],
    ['-v', 'C:\\src\\app:C:\\app:ro'],
    ['-v', './src:C:\\src'],
    ['-v', '%CD%:C:\\src'],
    ['-v', '${PWD}\\out:C:\\out:rw'],
    ['-v', 'D:\\cache:D:\\'],
    ['-v', '\\\\.\\pipe\\sql\\query:\\\\.\\pipe\\sql\\query'],
    ['--mount', 'source=data,target=C:\\data'],
    ['--mount', '"type=bind","source=C:\\a,b","target=C:\\c"'],
    ['--log-driver=etwlogs'],
    ['--security-opt=credentialspec=file://web.json'],
    ['--storage-opt=size=50G'],
    ['--platform=windows(10.0.20348)/amd64'],
    ['--platform=linux/amd64'],
    ['--user=ContainerUser'],
    ['--label=x=y'],
  ])('says nothing of %s %s', (...words) => {
    expect(rulesOf(...words.filter((word) => word !== undefined))).toEqual([]);
  });

  it('tells an option that is given twice once, with both places', () => {
    const findings = findingsOf('--ulimit=nofile=1', '--ulimit=nproc=1');
    expect(findings).toHaveLength(1);
    expect(findings[0]?.options.map(({ place }) => place)).toEqual([0, 1]);
  });

  it('tells each of two capabilities', () => {
    expect(findingsOf('--cap-add=NET_ADMIN', '--cap-add=SYS_PTRACE')).toHaveLength(2);
  });
});

describe('keys of a Compose service', () => {
  const inCompose = BOUNDARY_CASES.flatMap(({ compose, ...row }) =>
    compose === undefined ? [] : [[compose, row] as const],
  );

  it.each(inCompose)('%s', async (compose, { rule, says }) => {
    const findings = await findingsInCompose(compose);
    const fitting = findings.filter((finding) => finding.rule === rule && saysIt(finding, says));
    expect(fitting, JSON.stringify(findings)).toHaveLength(1);
    for (const { place } of fitting[0]?.options ?? []) {
      expect(place).toMatchObject({ file: 'compose.yaml', line: 1 });
    }
  });

  it.each([
    ['credential_spec: {file: web.json}', 'option-ignored', 'docker compose does not pass it'],
    ['use_api_socket: true', 'option-rejected', "use_api_socket can't be used with a Windows Docker Engine"],
    ['build: {context: ., isolation: hyperv}', 'compose-isolation-ignored', 'BuildKit knows no isolation'],
    [
      'devices: ["vpci-class-guid://X"]',
      'option-rejected',
      "invalid device assignment path: 'vpci-class-guid'",
    ],
  ])('%s, which docker run has not', async (compose, rule, says) => {
    const findings = await findingsInCompose(compose);
    expect(findings.map((finding) => [finding.rule, finding.message.includes(says)])).toEqual([[rule, true]]);
  });

  it.each([
    'mem_swappiness: 0',
    'isolation: process, network_mode: nat, init: false, privileged: false',
    "volumes: ['data:C:\\data', '.:C:\\src:ro', {type: volume, source: data, target: 'C:\\x'}], ports: ['80:80', 443]",
    'mem_limit: 2g, cpus: 1.5, deploy: {resources: {limits: {memory: 2g}}}, logging: {driver: json-file}',
    'security_opt: [credentialspec=file://web.json], storage_opt: {size: 50G}, cap_add: [], user: ContainerUser',
  ])('nothing is said of %s', async (compose) => {
    expect(await findingsInCompose(compose)).toEqual([]);
  });
});

describe('what goes in process isolation only', () => {
  const device = '--device=class/5B45201D-F2F2-4F3B-85BB-30FF1F953599';

  it.each([
    ['process asked for', ['--isolation=process', device], {}, undefined],
    ['process by default', [device], { defaultIsolation: 'process' }, undefined],
    ['Hyper-V asked for', ['--isolation=hyperv', device], {}, 'error'],
    ['Hyper-V by default', [device], { defaultIsolation: 'hyperv' }, 'error'],
    ['the host decides', [device], {}, 'notice'],
    [
      'process asked for where Hyper-V is the default',
      ['--isolation=process', device],
      { defaultIsolation: 'hyperv' },
      undefined,
    ],
  ] as const)('%s', (_, words, context, level) => {
    const findings = boundaryFindings(optionsOf(words), context);
    expect(findings.map((finding) => finding.level)).toEqual(level === undefined ? [] : [level]);
    for (const { rule, isolation } of findings) {
      expect([rule, isolation]).toEqual(['option-not-with-hyperv', ['hyperv']]);
    }
  });

  it('a network cannot be shared with a container in Hyper-V isolation', () => {
    const options = optionsOf(['--isolation=process', '--network=container:db']);
    const [finding] = boundaryFindings(options, { networkOwner: 'hyperv' });
    expect(finding?.engine).toBe('sharing of hyperv containers network is not supported');
    expect(boundaryFindings(options, { networkOwner: 'process' })).toEqual([]);
  });

  it('processor options exclude each other in process isolation, and not in Hyper-V isolation', () => {
    expect(rulesOf('--isolation=process', '--cpu-count=2', '--cpu-shares=5')).toEqual(['option-ignored']);
    expect(rulesOf('--isolation=hyperv', '--cpu-count=2', '--cpu-shares=5')).toEqual([]);
    expect(rulesOf('--cpu-count=2', '--cpu-shares=5', '--cpu-percent=5')).toHaveLength(2);
  });
});

describe('a value that is not known', () => {
  const unknown = (name: string): ContainerOption<number> => ({
    name,
    written: name,
    value: '',
    unknown: true,
    place: 0,
  });

  it('loses only the rules that depend on it', () => {
    const options = ['privileged', 'pids-limit', 'volume', 'isolation', 'shm-size', 'ulimit'].map(unknown);
    expect(boundaryFindings(options).map(({ rule, options: [first] }) => [rule, first?.name])).toEqual([
      ['option-ignored', 'shm-size'],
      ['option-rejected', 'ulimit'],
    ]);
  });

  it('leaves the isolation unknown', () => {
    expect(isolationAsked([unknown('isolation')])).toBeUndefined();
    expect(isolationAsked(optionsOf(['--isolation=hyperv', '--isolation=Process']))).toBe('process');
  });
});

describe('the table', () => {
  it('speaks of options that have a name, and cites sources that exist', () => {
    for (const { option, sources, because, remedy } of BOUNDARY_TABLE) {
      expect(Object.keys(OPTION_NAMES)).toContain(option);
      expect(sources.length).toBeGreaterThan(0);
      for (const source of sources) expect(SOURCES[source].url).toMatch(/^https:/);
      expect(because).toMatch(/^\S.*[^.]$/);
      expect(remedy).toMatch(/[.]$/);
    }
  });

  it.each([
    ['-v', 'volume'],
    ['--net', 'network'],
    ['-p', 'publish'],
    ['-P', 'publish-all'],
    ['-c', 'cpu-shares'],
    ['--unheard-of', 'unheard-of'],
  ])('%s is %s', (flag, name) => {
    expect(optionName(flag)).toBe(name);
  });

  it.each([
    ['--pid', '--pid'],
    ['pid', '--pid'],
    ['v', '-v'],
  ])('the flag %s is spelled %s', (name, written) => {
    expect(optionOfFlag({ name }, 0).written).toBe(written);
  });

  it.each([
    ['userns_mode', 'userns'],
    ['cgroup', 'cgroupns'],
    ['deploy.resources.limits.pids', 'pids-limit'],
    ['depends_on', undefined],
  ])('the Compose key %s is %s', (key, name) => {
    expect(optionOfComposeKey(key)).toBe(name);
  });

  it.each(Object.entries(BOUNDARY_LEVELS))('has %s at the level of the catalogue, %s', (rule, level) => {
    expect(RULES[rule as keyof typeof BOUNDARY_LEVELS].level).toBe(level);
  });

  it('knows what opens the boundary as meant, and makes no finding of it', () => {
    const [option] = optionsOf(['--publish=80:80']);
    expect(option && boundaryRows(option).map(({ effect }) => effect)).toEqual(['pierces']);
  });
});

describe('for any options', () => {
  const name = fc.constantFrom(...Object.keys(OPTION_NAMES), 'other');
  const value = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary', maxLength: 3000 }),
    fc
      .array(
        fc.constantFrom('C:', '\\', '/', ':', 'a', '.', '=', ',', '"', '\\\\.\\pipe\\', ' ', '..', 'ro'),
        {
          maxLength: 60,
        },
      )
      .map((parts) => parts.join('')),
  );
  const option = fc.record({ name, written: name, value, place: fc.nat() });

  it('never throws, gives places it was given, and keeps texts short', () => {
    fc.assert(
      fc.property(fc.array(option, { maxLength: 8 }), (options) => {
        for (const finding of boundaryFindings(options)) {
          expect(finding.message.length).toBeLessThan(1200);
          for (const each of finding.options) expect(options).toContain(each);
        }
      }),
    );
  });

  it('reads long hostile mounts before the patience of a test runner ends', () => {
    const read = (name: string, value: string) =>
      boundaryFindings([{ name, written: name, value, place: 0 }]).length;
    expect(read('volume', `C:\\${'a\\'.repeat(100_000)}:`)).toBe(1);
    expect(read('volume', `C:\\${'a'.repeat(4000)}*`)).toBe(1);
    expect(read('volume', `C:${'\\a'.repeat(2000)}*`)).toBe(1);
    expect(read('mount', `type=bind,${'"'.repeat(100_000)}`)).toBe(0);
    expect(read('publish', `${'1'.repeat(100_000)}.`)).toBe(0);
  });
});
