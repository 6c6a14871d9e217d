import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BakeOptions, readBake } from '../../src/sources/bake.ts';

/** What `docker buildx bake --print` of version 0.2x writes: expressions worked out, dollars doubled. */
const PRINTED = `{
  "group": {
    "default": {
      "targets": [
        "app",
        "tests"
      ]
    }
  },
  "target": {
    "app": {
      "context": "src",
      "dockerfile": "Dockerfile.windows",
      "args": {
        "BASE": "mcr.microsoft.com/windows/servercore:ltsc2022",
        "KEEP": "$\${NOT_MINE}"
      },
      "tags": [
        "example.com/app:1"
      ],
      "platforms": [
        "windows/amd64"
      ]
    },
    "tests": {
      "context": ".",
      "contexts": {
        "base": "target:app",
        "tools": "docker-image://mcr.microsoft.com/windows/nanoserver:ltsc2022"
      },
      "dockerfile-inline": "FROM base\\nRUN test",
      "target": "run"
    }
  }
}`;

const read = (content: unknown, options: Partial<BakeOptions> = {}) =>
  readBake(typeof content === 'string' ? content : JSON.stringify(content), {
    file: 'docker-bake.json',
    ...options,
  });

const problems = (content: unknown, options?: Partial<BakeOptions>) =>
  read(content, options).problems.map(({ code, place: { line, column } }) => `${code} ${line}:${column}`);

describe('what bake prints', () => {
  it('is read whole', () => {
    const reading = read(PRINTED);
    expect(reading.problems).toEqual([]);
    expect([...reading.groups]).toEqual([['default', ['app', 'tests']]]);
    expect(reading.targets).toMatchObject([
      {
        name: 'app',
        place: { file: 'docker-bake.json', line: 11, column: 6 },
        reachable: true,
        contextPath: 'src',
        dockerfilePath: 'src/Dockerfile.windows',
        platforms: [{ value: 'windows/amd64', place: { line: 22, column: 10 } }],
        tags: [{ value: 'example.com/app:1' }],
      },
      {
        name: 'tests',
        reachable: true,
        contextPath: '',
        dockerfileInline: { value: 'FROM base\nRUN test' },
        target: { value: 'run' },
      },
    ]);
    const [app, tests] = reading.targets;
    expect(app?.args.get('KEEP')?.value).toBe('${NOT_MINE}');
    expect(app?.args.get('BASE')?.place).toMatchObject({ line: 15, column: 18 });
    expect([...(tests?.contexts ?? [])].map(([name, { value }]) => `${name}=${value}`)).toEqual([
      'base=target:app',
      'tools=docker-image://mcr.microsoft.com/windows/nanoserver:ltsc2022',
    ]);
    expect(tests?.dockerfilePath).toBeUndefined();
    expect(reading.line(11)).toBe('    "app": {');
  });

  it('with tabs, and values that are no texts', () => {
    const { targets } = read(
      '{\n\t"target": {\n\t\t"a": {"no-cache": true, "args": {"N": 1, "B": true, "X": null}}\n\t}\n}',
    );
    expect([...(targets[0]?.args ?? [])].map(([name, { value }]) => [name, value])).toEqual([
      ['N', '1'],
      ['B', 'true'],
    ]);
  });
});

describe('variables', () => {
  const file = {
    variable: {
      TAG: { default: 'ltsc2022' },
      REPO: { default: 'app-${TAG}' },
      NONE: {},
      LIST: { default: ['a'] },
      N: { default: 2 },
    },
    SUFFIX: '-x',
    target: { a: { args: {} as Record<string, string> } },
  };
  const value = (template: string, variables: Readonly<Record<string, string>> = {}) => {
    const { targets, problems: found } = read(
      { ...file, target: { a: { args: { V: template } } } },
      { variables },
    );
    const arg = targets[0]?.args.get('V');
    return arg?.unknown === true ? found.map(({ code }) => code) : arg?.value;
  };

  it.each([
    ['${TAG}', 'ltsc2022'],
    ['a${ TAG }b', 'altsc2022b'],
    ['${REPO}', 'app-ltsc2022'],
    ['${NONE}', ''],
    ['${N}', '2'],
    ['${TAG}${SUFFIX}', 'ltsc2022-x'],
    ['$TAG $ 5', '$TAG $ 5'],
    ['$${TAG}', '${TAG}'],
    ['%%{if}', '%{if}'],
    ['100%', '100%'],
    // What only bake knows.
    ['${upper(TAG)}', ['bake-not-printed']],
    ['${TAG == "a" ? "}" : "b"}x', ['bake-not-printed']],
    ['%{ if TAG }x%{ endif }', ['bake-not-printed']],
    ['${TAG', ['bake-not-printed']],
    ['${MISSING}', ['bake-syntax']],
    ['${LIST}', []],
    ['${BAKE_LOCAL_PLATFORM}', []],
  ])('%j is %j', (template, expected) => {
    expect(value(template)).toEqual(expected);
  });

  it('of the environment go before defaults, and not before what the file sets', () => {
    expect(value('${REPO}', { TAG: 'ltsc2025' })).toBe('app-ltsc2025');
    expect(value('${SUFFIX}', { SUFFIX: '-y' })).toBe('-x');
  });

  it('that lead back to themselves are not known', () => {
    const circle = {
      variable: { A: { default: '${B}' }, B: { default: '${A}' } },
      target: { a: { dockerfile: '${A}' } },
    };
    expect(read(circle).targets[0]?.dockerfile?.unknown).toBe(true);
  });
});

describe('targets', () => {
  it('inherit, the later parent and the target itself last', () => {
    const { targets, problems: found } = read({
      target: {
        base: { context: 'base', args: { A: '1', B: '1' }, platforms: ['windows/amd64'] },
        more: { dockerfile: 'more.Dockerfile', args: { B: '2', C: '2' } },
        app: { inherits: ['base', 'more'], args: { C: '3' }, tags: ['t'] },
      },
    });
    expect(found).toEqual([]);
    const app = targets.find(({ name }) => name === 'app');
    expect(app).toMatchObject({
      dockerfilePath: 'base/more.Dockerfile',
      platforms: [{ value: 'windows/amd64' }],
    });
    expect([...(app?.args ?? [])].map(([name, { value }]) => name + value)).toEqual(['A1', 'B2', 'C3']);
  });

  it.each([
    ['.', '', 'Dockerfile'],
    ['./a/../b', 'b', 'b/Dockerfile'],
    ['https://github.com/x/y.git', undefined, undefined],
    ['/abs', undefined, undefined],
    ['../up', '../up', '../up/Dockerfile'],
  ])('in %s', (context, contextPath, dockerfilePath) => {
    const [target] = read({ target: { a: { context } } }).targets;
    expect([target?.contextPath, target?.dockerfilePath]).toEqual([contextPath, dockerfilePath]);
  });

  it('are in the directory of the file, or where bake is run', () => {
    const bake = { target: { a: {} } };
    expect(read(bake, { file: 'ci/docker-bake.json' }).targets[0]?.contextPath).toBe('ci');
    expect(read(bake, { file: 'ci/docker-bake.json', directory: '' }).targets[0]?.contextPath).toBe('');
  });

  it.each([
    [{ group: { default: { targets: ['a'] } } }, undefined, ['a']],
    [{ group: { default: { targets: ['g'] }, g: { targets: ['b', 'default'] } } }, undefined, ['b']],
    [{}, undefined, ['a', 'b', 'c']],
    [{}, ['c'], ['c', 'b']],
    [{ group: { g: { targets: ['a', 'c'] } } }, ['g'], ['a', 'c', 'b']],
  ] as const)('%j, asked for %j, reaches %j', (groups, targets, expected) => {
    const { targets: all } = read(
      { ...groups, target: { a: {}, b: {}, c: { contexts: { x: 'target:b' } } } },
      targets === undefined ? {} : { targets },
    );
    expect(new Set(all.filter(({ reachable }) => reachable).map(({ name }) => name))).toEqual(
      new Set(expected),
    );
  });

  it('in lists of blocks, as HCL in JSON has them too', () => {
    const { targets } = read({ target: [{ a: { context: 'x' } }, { a: [{ dockerfile: 'D' }] }] });
    expect(targets).toMatchObject([{ name: 'a', dockerfilePath: 'x/D' }]);
  });

  it('in a circle end', () => {
    const { targets } = read({ target: { a: { inherits: ['b'], target: 'x' }, b: { inherits: ['a'] } } });
    expect(targets.map(({ name }) => name)).toEqual(['a', 'b']);
  });
});

describe('what is said of targets beside the file', () => {
  const bake = {
    target: {
      base: { args: { V: 'ltsc2022', W: 'w' }, platforms: ['windows/amd64'], tags: ['a'] },
      app: { inherits: ['base'], context: 'app', args: { W: 'x' } },
      other: { dockerfile: 'other.Dockerfile' },
    },
  };
  const place = { file: 'w.yml', line: 3, column: 7 };
  const said = (set: readonly string[], variables = {}) => {
    const { targets, problems: found } = read(bake, {
      set: set.map((value) => ({ value, written: value, place })),
      variables,
    });
    expect(found).toEqual([]);
    return targets.map(({ name, args, dockerfilePath, target, platforms, tags }) =>
      [
        name,
        dockerfilePath,
        ...[...args].map(([key, { value }]) => `${key}=${value}`),
        ...(target === undefined ? [] : [`target=${target.value}`]),
        ...[...platforms, ...tags].map(({ value }) => value),
      ].join(' '),
    );
  };
  const BASE = 'base Dockerfile V=ltsc2022 W=w windows/amd64 a';
  const APP = 'app app/Dockerfile V=ltsc2022 W=x windows/amd64 a';
  const OTHER = 'other other.Dockerfile';

  it.each<readonly [set: readonly string[], base: string, app: string, other: string]>([
    [[], BASE, APP, OTHER],
    [['app.args.V=ltsc2025'], BASE, APP.replace('ltsc2022', 'ltsc2025'), OTHER],
    // What is said of a target holds for those that inherit from it.
    [['base.args.V=a=b'], BASE.replace('ltsc2022', 'a=b'), APP.replace('ltsc2022', 'a=b'), OTHER],
    [
      ['*.target=run'],
      `base Dockerfile V=ltsc2022 W=w target=run windows/amd64 a`,
      `app app/Dockerfile V=ltsc2022 W=x target=run windows/amd64 a`,
      `${OTHER} target=run`,
    ],
    [['o*r.context=x', 'other.dockerfile=D'], BASE, APP, 'other x/D'],
    [
      ['app.platform=linux/amd64,windows/amd64', 'app.tags+=b'],
      BASE,
      'app app/Dockerfile V=ltsc2022 W=x linux/amd64 windows/amd64 a b',
      OTHER,
    ],
    [['app.tags=b', 'app.tags=c'], BASE, APP.replace(/a$/, 'b c'), OTHER],
    [['app.args.W', 'app.args.NONE'], BASE, APP.replace('W=x', 'W=env'), OTHER],
    // Nothing of these can be said, or nothing hangs on it.
    [
      [
        'app.args=x',
        'app.target',
        'app',
        '',
        '=',
        'nobody.args.V=x',
        'app.no-cache=true',
        'a\\pp.target=x',
        'app.target.x=y',
      ],
      BASE,
      APP,
      OTHER,
    ],
  ])('%j', (set, ...expected) => {
    expect(said(set, { W: 'env' })).toEqual(expected);
  });

  it('keeps its own place, and what is not known of it is not known of the target', () => {
    const { targets } = read(bake, {
      set: [{ value: 'app.args.V=', written: 'app.args.V=$X', unknown: true, place }],
    });
    expect(targets.map(({ args }) => args.get('V')?.unknown)).toEqual([undefined, true, undefined]);
    expect(targets[1]?.args.get('V')?.place).toEqual(place);
  });
});

describe('mistakes', () => {
  it.each([
    ['', 'bake-syntax 1:1'],
    ['[]', 'bake-syntax 1:1'],
    ['target "app" {\n}', 'bake-syntax'],
    ['{"target": {"a": {}},}', 'bake-syntax 1:22'],
    ['{a: 1}', 'bake-syntax'],
    ['{"target": 1}', 'bake-syntax 1:12'],
    ['{"target": {"a": 1}}', 'bake-syntax 1:18'],
    ['{"target": {"a": {"context": []}}}', 'bake-syntax 1:30'],
    ['{"target": {"a": {"platforms": "x"}}}', 'bake-syntax 1:33'],
    ['{"target": {"a": {"args": []}}}', 'bake-syntax 1:27'],
    ['{"target": {"a": {"inherits": ["b"]}}}', 'bake-syntax 1:33'],
    ['{"group": {"default": {"targets": ["b"]}}}', 'bake-syntax 1:37'],
    ['{"target": {"a": {"matrix": {"x": ["1"]}, "name": "a-${x}"}}}', 'bake-not-printed 1:29'],
  ])('%j', (content, expected) => {
    const found = problems(content);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  it('a target that is asked for and is not there', () => {
    expect(problems({ target: { a: {} } }, { targets: ['b'] })).toEqual(['bake-syntax 1:1']);
  });

  it('a file in HCL says how to print it', () => {
    const [problem] = read('target "app" {}', { file: 'ci/docker-bake.hcl' }).problems;
    expect(problem).toMatchObject({
      code: 'bake-not-printed',
      place: { file: 'ci/docker-bake.hcl', line: 1, column: 1 },
    });
    expect(problem?.remedy).toContain('docker buildx bake --file ci/docker-bake.hcl --print');
  });

  it('bytes that are no text', () => {
    expect(readBake(Buffer.from('\ufeffa', 'utf16le'), { file: 'x.json' }).problems[0]?.code).toBe(
      'file-not-text',
    );
  });
});

describe('for any file', () => {
  it('nothing is thrown', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (content) => {
        readBake(content, { file: 'bake.json' });
      }),
    );
  });

  it('objects of any shape where blocks belong are read or told', () => {
    const leaf = fc.oneof(
      fc.constantFrom('${A}', '${', '$${', 'target:a', '.', '', 'a'),
      fc.integer(),
      fc.constant(null),
    );
    const any = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(
          fc.constantFrom(
            'a',
            'b',
            'targets',
            'inherits',
            'args',
            'contexts',
            'default',
            'context',
            'matrix',
          ),
          tie('node'),
          { maxKeys: 4 },
        ),
      ),
    })).node;
    fc.assert(
      fc.property(any, any, any, (target, group, variable) => {
        const content = JSON.stringify({ target, group, variable });
        for (const { place } of readBake(content, { file: 'bake.json' }).problems) {
          expect(place.column).toBeLessThanOrEqual(content.length + 1);
        }
      }),
    );
  });

  it('hostile ones end', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 5000 }, (_, at) => [`t${at}`, { inherits: [`t${at + 1}`] }]),
    );
    expect(read({ target: { ...chain, t5000: {} } }).targets.length).toBeGreaterThan(0);
    const variables = Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => [`V${at}`, { default: `\${V${at + 1}}\${V${at + 1}}` }]),
    );
    const grown = {
      variable: { ...variables, V60: { default: 'x'.repeat(100) } },
      target: { a: { dockerfile: '${V0}' } },
    };
    const deep = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, at) => [`D${at}`, { default: `\${D${at + 1}}` }]),
    );
    expect(
      read({ variable: deep, target: { a: { dockerfile: '${D0}' } } }).targets[0]?.dockerfile?.unknown,
    ).toBe(true);
    expect(read(grown).targets[0]?.dockerfile?.unknown).toBe(true);
  });
});
