import { describe, expect, it } from 'vitest';
import { type Files, imagesOf, optionsOf, problemsOf, readProject } from './reader.ts';

/** One service `web` as two files say it, the second laid over the first. */
const over = (base: string, above: string): [Files, { files: string[] }] => [
  { 'compose.yaml': `services: {web: {${base}}}`, 'b.yaml': `services: {web: {${above}}}` },
  { files: ['compose.yaml', 'b.yaml'] },
];

const optionsOver = (base: string, above: string) => {
  const [files, options] = over(base, above);
  return optionsOf(files, 'web', options);
};

describe('files laid over each other', () => {
  it.each([
    // Scalars are replaced.
    ['isolation: process', 'isolation: hyperv', ['isolation hyperv']],
    ['isolation: process', 'isolation: ', ['isolation process']],
    ['isolation: process', 'image: x', ['isolation process']],
    // Mappings are merged.
    ['ulimits: {a: 1, b: 2}', 'ulimits: {b: 3, c: 4}', ['ulimits a=1', 'ulimits b=3', 'ulimits c=4']],
    ['ulimits: {a: {soft: 1, hard: 2}}', 'ulimits: {a: 3}', ['ulimits a=3']],
    ['storage_opt: {size: 1G}', 'storage_opt: {size: 2G}', ['storage_opt size=2G']],
    // Lists are appended, and the same thing twice is one.
    ['security_opt: [a=1]', 'security_opt: [a=1]', ['security_opt a=1', 'security_opt a=1']],
    ['cap_add: [A, B]', 'cap_add: [B, C]', ['cap_add A', 'cap_add B', 'cap_add C']],
    ['dns: 1.1.1.1', 'dns: [8.8.8.8]', ['dns 1.1.1.1', 'dns 8.8.8.8']],
    ['sysctls: {a: 1}', 'sysctls: [a=2, b=3]', ['sysctls a=2', 'sysctls b=3']],
    ['extra_hosts: ["a:1"]', 'extra_hosts: ["a:1", "b:2"]', ['extra_hosts a:1', 'extra_hosts b:2']],
    // Volumes are the same by their target, ports by all they have.
    [
      "volumes: ['one:C:\\x', 'two:C:\\y']",
      "volumes: ['three:C:\\x:ro']",
      ['volumes three:C:\\x:ro', 'volumes two:C:\\y'],
    ],
    [
      "volumes: ['one:C:\\x']",
      "volumes: [{type: bind, source: 'D:\\a', target: 'C:\\x'}]",
      ['volumes type=bind,source=D:\\a,target=C:\\x'],
    ],
    ['ports: ["80:80"]', 'ports: ["0.0.0.0:80:80/tcp", "81:80"]', ['ports 0.0.0.0:80:80/tcp', 'ports 81:80']],
    ['ports: ["80:80"]', 'ports: [{target: 80, published: 80}]', ['ports 80:80']],
    ['devices: ["a:/x"]', 'devices: ["b:/x"]', ['devices b']],
    // Options of a log driver belong to it.
    ['logging: {driver: a}', 'logging: {driver: b}', ['logging.driver b']],
    ['logging: {driver: a}', 'logging: {options: {x: y}}', ['logging.driver a']],
    // Taken away, and replaced whole.
    ['ports: ["80:80"], pid: host', 'ports: !reset [], pid: !reset null', []],
    ['ports: ["80:80"]', 'ports: !override ["81:80"]', ['ports 81:80']],
    ['ulimits: {a: 1, b: 2}', 'ulimits: {a: !reset null}', ['ulimits b=2']],
    ['ulimits: {a: 1, b: 2}', 'ulimits: !override {c: 3}', ['ulimits c=3']],
    ['cap_add: [A]', 'cap_add: [!reset B, C]', ['cap_add A', 'cap_add C']],
    ['image: x', 'pid: !reset host', []],
  ])('%s under %s', async (base, above, expected) => {
    expect(await optionsOver(base, above)).toEqual(expected);
    expect(await problemsOf(...over(base, above))).toEqual([]);
  });

  it('within one file, the same target twice is one', async () => {
    expect(await optionsOf("services: {web: {volumes: ['one:C:\\x', 'two:C:\\x']}}")).toEqual([
      'volumes two:C:\\x',
    ]);
  });

  it('a whole service is taken away or replaced', async () => {
    const base = 'services: {web: {image: a, pid: host}, db: {image: b}}';
    const above = 'services: {web: !override {image: c}, db: !reset null}';
    const files = { 'compose.yaml': base, 'b.yaml': above };
    const options = { files: ['compose.yaml', 'b.yaml'] };
    expect(await imagesOf(files, options)).toEqual(['web: c']);
    expect(await optionsOf(files, 'web', options)).toEqual([]);
  });

  it('a third file sets again what the second took away', async () => {
    const files = {
      'compose.yaml': 'services: {web: {pid: host}}',
      'b.yaml': 'services: {web: {pid: !reset null}}',
      'c.yaml': 'services: {web: {pid: "service:db"}}',
    };
    expect(await optionsOf(files, 'web', { files: Object.keys(files) })).toEqual(['pid service:db']);
  });

  it('values keep the file they come from', async () => {
    const [files, options] = over('image: a, isolation: process', 'image: b');
    const { services } = await readProject(files, options);
    expect(services[0]?.image?.place.file).toBe('b.yaml');
    expect(services[0]?.isolation?.place.file).toBe('compose.yaml');
  });

  it('a build is merged in either form, and its paths are relative to the first file', async () => {
    const files = {
      'app/compose.yaml': 'services: {web: {build: src}}',
      'win/b.yaml': 'services: {web: {build: {dockerfile: win.Dockerfile, args: {A: 1}}}}',
      'win/c.yaml': 'services: {web: {build: {args: [A=2, B=3]}}}',
    };
    const { services } = await readProject(files, { files: Object.keys(files) });
    expect(services[0]?.build).toMatchObject({
      contextPath: 'app/src',
      dockerfilePath: 'app/src/win.Dockerfile',
    });
    expect([...(services[0]?.build?.args ?? [])].map(([name, text]) => `${name}=${text?.value}`)).toEqual([
      'A=2',
      'B=3',
    ]);
  });

  it.each([
    ['ports: ["80:80"]', 'ports: {a: b}', 'compose-syntax b.yaml:1:25'],
    ['ulimits: {a: 1}', 'ulimits: [a]', 'compose-syntax b.yaml:1:27'],
  ])('%s under %s is a mistake', async (base, above, problem) => {
    expect(await problemsOf(...over(base, above))).toContain(problem);
  });
});

describe('extends', () => {
  it.each([
    ['services: {a: {image: x, isolation: hyperv}, web: {extends: a}}', ['isolation hyperv']],
    [
      'services: {a: {image: x, isolation: hyperv}, web: {extends: {service: a}, isolation: process}}',
      ['isolation process'],
    ],
    [
      'services: {web: {extends: a}, a: {extends: b, cap_add: [A]}, b: {cap_add: [B], pid: host}}',
      ['pid host', 'cap_add B', 'cap_add A'],
    ],
    ['services: {a: {pid: host, ipc: host}, web: {extends: a, pid: !reset null}}', ['ipc host']],
    ['services: {a: {ports: ["80:80"]}, web: {extends: a, ports: !override ["81:80"]}}', ['ports 81:80']],
    ['services: {web: {extends: , pid: host}}', ['pid host']],
  ])('%s', async (text, expected) => {
    expect(await optionsOf(text)).toEqual(expected);
    expect(await problemsOf(text)).toEqual([]);
  });

  it('a service of another file, with paths relative to that file', async () => {
    const files = {
      'compose.yaml':
        'services: {web: {extends: {file: common/base.yaml, service: app}, environment: [A=1]}}',
      'common/base.yaml': 'services: {app: {extends: {file: more.yaml, service: deep}, isolation: $MODE}}',
      'common/more.yaml': 'services: {deep: {build: {context: src}}}',
      '.env': 'MODE=hyperv',
    };
    const { services, problems, files: read } = await readProject(files);
    expect(problems).toEqual([]);
    expect(services).toMatchObject([
      {
        name: 'web',
        isolation: { value: 'hyperv', place: { file: 'common/base.yaml' } },
        build: { contextPath: 'common/src' },
      },
    ]);
    expect(read).toEqual(['.env', 'compose.yaml', 'common/base.yaml', 'common/more.yaml']);
  });

  it('a reset reaches what files before it say', async () => {
    const files = {
      'compose.yaml': 'services: {web: {ports: ["80:80"]}}',
      'b.yaml': 'services: {base: {ports: ["81:80"]}, web: {extends: base, ports: !reset []}}',
    };
    expect(await optionsOf(files, 'web', { files: Object.keys(files) })).toEqual([]);
  });

  it.each([
    ['services: {web: {image: x, extends: none}}', 'compose-unresolved compose.yaml:1:37'],
    [
      'services: {web: {image: x, extends: {file: none.yaml, service: a}}}',
      'compose-unresolved compose.yaml:1:44',
    ],
    [
      'services: {web: {image: x, extends: {file: ../../a.yaml, service: a}}}',
      'compose-unresolved compose.yaml:1:44',
    ],
    [
      'services: {web: {image: x, extends: {file: "https://x/a.yaml", service: a}}}',
      'compose-unresolved compose.yaml:1:45',
    ],
    ['services: {web: {image: x, extends: web}}', 'compose-unresolved compose.yaml:1:37'],
    ['services: {web: {image: x, extends: [a]}}', 'compose-syntax compose.yaml:1:37'],
    ['services: {web: {image: x, extends: {file: a.yaml}}}', 'compose-syntax compose.yaml:1:37'],
  ])('%s leaves the service as it stands', async (text, problem) => {
    expect(await problemsOf(text)).toEqual([problem]);
    expect(await imagesOf(text)).toEqual(['web: x']);
  });

  it('a circle is told, and each service has what it can have', async () => {
    const text =
      'services: {a: {extends: b, image: a}, b: {extends: c, pid: host}, c: {extends: a, ipc: host}}';
    const problems = await problemsOf(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(new Set(problems.map((problem) => problem.split(' ')[0]))).toEqual(
      new Set(['compose-unresolved']),
    );
    expect(await imagesOf(text)).toContain('a: a');
  });

  it('a circle through two files is told', async () => {
    const files = {
      'compose.yaml': 'services: {web: {image: x, extends: {file: b.yaml, service: web}}}',
      'b.yaml': 'services: {web: {extends: {file: compose.yaml, service: web}}}',
    };
    expect((await problemsOf(files)).every((problem) => problem.startsWith('compose-unresolved'))).toBe(true);
    expect(await problemsOf(files)).not.toEqual([]);
  });
});

describe('include', () => {
  it('brings services, from directories and with variables of their own', async () => {
    const files = {
      'compose.yaml': 'include: [db/compose.yaml]\nservices: {web: {image: "web:$TAG"}}',
      '.env': 'TAG=outer',
      'db/compose.yaml': 'services: {db: {image: "db:$TAG-$ALSO", build: {context: src}}}',
      'db/.env': 'TAG=inner\nALSO=here',
    };
    expect(await imagesOf(files)).toEqual(['db: db:outer-here', 'web: web:outer']);
    const { services } = await readProject(files);
    expect(services[0]?.build?.contextPath).toBe('db/src');
  });

  it.each([
    ['include: [{path: a.yaml}]', ['a: one']],
    ['include: [{path: [a.yaml, b.yaml]}]', ['a: two']],
    ['include: [a.yaml, b.yaml]', ['a: two']],
    ['include: [{path: a.yaml, env_file: x.env}]', ['a: one']],
    ['include: [a.yaml]\nservices: {a: {image: own}}', ['a: own']],
    ['include: [a.yaml]\nservices: {c: {extends: a}}', ['a: one', 'c: one']],
    ['include: [{path: v.yaml, env_file: [x.env, y.env]}]', ['v: x-y']],
    ['include: [{path: v.yaml, env_file: /dev/null}]', ['v: none-none']],
    ['include: [nested.yaml]', ['a: one']],
  ])('%s', async (text, expected) => {
    const files = {
      'compose.yaml': text,
      'a.yaml': 'services: {a: {image: one}}',
      'b.yaml': 'services: {a: {image: two}}',
      'v.yaml': 'services: {v: {image: "${X:-none}-${Y:-none}"}}',
      'nested.yaml': 'include: [a.yaml]',
      'x.env': 'X=x\nY=x',
      'y.env': 'Y=y',
    };
    expect(await imagesOf(files)).toEqual(expected);
    expect(await problemsOf(files)).toEqual([]);
  });

  it('takes paths from the project directory that it is given', async () => {
    const files = {
      'compose.yaml': 'include: [{path: sub/a.yaml, project_directory: other}]',
      'sub/a.yaml': 'services: {a: {build: src}}',
    };
    const { services } = await readProject(files);
    expect(services[0]?.build?.contextPath).toBe('other/src');
  });

  it.each([
    ['include: [none.yaml]', 'compose-unresolved compose.yaml:1:11'],
    ['include: ["https://github.com/x/y.git"]', 'compose-unresolved compose.yaml:1:12'],
    ['include: [{env_file: a}]', 'compose-syntax compose.yaml:1:11'],
    ['include: a.yaml', 'compose-syntax compose.yaml:1:10'],
    ['include: [compose.yaml]', 'compose-unresolved compose.yaml:1:11'],
    ['include: [{path: "$NONE"}]', 'compose-unresolved compose.yaml:1:19'],
  ])('%s is a problem, and the rest is read', async (text, problem) => {
    expect(await problemsOf(`${text}\nservices: {web: {image: x}}`)).toEqual([problem]);
    expect(await imagesOf(`${text}\nservices: {web: {image: x}}`)).toEqual(['web: x']);
  });
});
