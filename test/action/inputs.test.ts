import { readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { INPUT_NAMES } from '../../src/action/input-names.ts';
import { type ActionInputs, readInputs } from '../../src/action/inputs.ts';
import { outputsOf } from '../../src/action/outputs.ts';
import { CheckError } from '../../src/errors.ts';
import { FAILED } from '../report/samples.ts';

const DIRECTORIES = { current: path.resolve('/current'), temporary: path.resolve('/temporary') };
const RUNNER = {
  GITHUB_WORKSPACE: path.resolve('/checkout'),
  RUNNER_TEMP: path.resolve('/runner-temp'),
  GITHUB_ACTION: '__run',
};

/** Inputs as `with:` has them, handed over as a runner does. */
function read(inputs: Record<string, string>, more: Record<string, string> = {}): ActionInputs {
  const variables = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  return readInputs({ ...RUNNER, ...more, ...Object.fromEntries(variables) }, DIRECTORIES);
}

function faults(inputs: Record<string, string>): string[] {
  try {
    read(inputs);
  } catch (error) {
    expect(error).toBeInstanceOf(CheckError);
    expect((error as CheckError).code).toBe('input-invalid');
    return (error as CheckError).message.split('\n');
  }
  return [];
}

describe('the inputs of the action', () => {
  it('all have a default', () => {
    expect(read({})).toEqual({
      options: {
        workspace: path.resolve('/checkout'),
        paths: [],
        images: [],
        hosts: [],
        hostsMatch: 'every',
        isolation: 'default',
        policy: 'compatible',
        buildArgs: {},
        resolve: 'auto',
        failOn: 'error',
        levels: {},
        smoke: {
          mode: 'auto',
          pull: 'missing',
          cleanupImages: false,
          parallel: 2,
          timeoutSeconds: 300,
          budgetSeconds: 1200,
          network: 'none',
        },
      },
      settings: {
        insecureRegistries: [],
        mirrors: {},
        timeoutSeconds: 30,
        reportFile: path.resolve('/runner-temp/windows-isolation-check-__run.json'),
        summary: true,
        annotations: true,
        startEngine: false,
        reports: [],
        repository: path.resolve('/checkout'),
      },
      given: new Set(),
      warnings: [],
    });
  });

  it('are all taken', () => {
    const { options, settings, warnings } = read({
      files: '**/Dockerfile*',
      images: 'mcr.microsoft.com/windows/nanoserver:ltsc2022',
      hosts: 'windows-2022, 10.0.26100/client',
      'hosts-match': 'any',
      isolation: 'hyperv',
      policy: 'exact',
      'build-args': 'WINDOWS_VERSION=ltsc2022',
      target: 'final',
      resolve: 'tags',
      smoke: 'Always',
      'smoke-command': 'app.exe --version',
      pull: 'never',
      'max-pull-size': '1.5 GiB',
      'cleanup-images': 'true',
      parallel: '4',
      'smoke-timeout': '90',
      'time-budget': '600.5',
      network: 'nat',
      'start-engine': 'TRUE',
      'fail-on': 'never',
      levels: 'floating-tag=off\nmoving-label=Error',
      'insecure-registries': 'registry.example:5000',
      'registry-mirrors': 'docker.io=https://mirror.example\ndocker.io=second.example:5000',
      timeout: '2.5',
      'report-file': 'out/report.json',
      summary: 'False',
      annotations: 'false',
      'working-directory': 'sub/folder',
    });
    expect(options).toEqual({
      workspace: path.resolve('/checkout/sub/folder'),
      paths: ['**/Dockerfile*'],
      images: ['mcr.microsoft.com/windows/nanoserver:ltsc2022'],
      hosts: ['windows-2022', '10.0.26100/client'],
      hostsMatch: 'any',
      isolation: 'hyperv',
      policy: 'exact',
      buildArgs: { WINDOWS_VERSION: 'ltsc2022' },
      target: 'final',
      resolve: 'tags',
      failOn: 'never',
      levels: { 'floating-tag': 'off', 'moving-label': 'error' },
      smoke: {
        mode: 'always',
        command: 'app.exe --version',
        pull: 'never',
        maxPullSize: 1.5 * 1024 ** 3,
        cleanupImages: true,
        parallel: 4,
        timeoutSeconds: 90,
        budgetSeconds: 600.5,
        network: 'nat',
      },
    });
    expect(settings).toEqual({
      insecureRegistries: ['registry.example:5000'],
      mirrors: { 'docker.io': ['https://mirror.example', 'second.example:5000'] },
      timeoutSeconds: 2.5,
      reportFile: path.resolve('/checkout/sub/folder/out/report.json'),
      summary: false,
      annotations: false,
      startEngine: true,
      reports: [],
      repository: path.resolve('/checkout'),
    });
    expect(warnings).toEqual([]);
  });

  it('are asked for a matrix by fan-out', () => {
    expect(read({ 'fan-out': 'true' }).options.fanOut).toBe(true);
    expect(read({ 'fan-out': 'false' }).options.fanOut).toBeUndefined();
    expect(faults({ 'fan-out': 'yes' })).toEqual(['Input `fan-out`: it takes true or false, not `yes`.']);
  });

  it('hand on what is read later: the config file and the variants', () => {
    const { settings, given } = read({ config: 'ci/check.yml', variants: '- dockerfile: a', hosts: '' });
    expect(settings).toMatchObject({ config: 'ci/check.yml', variants: '- dockerfile: a' });
    expect(given).toEqual(new Set(['config', 'variants']));
  });

  it('name the reports of a merge, and say which others are then of no use', () => {
    const { settings, warnings } = read({
      reports: 'reports/*.json\nmore',
      'fail-on': 'warning',
      levels: 'leg-without-report=warning',
      hosts: 'windows-2022',
      smoke: 'never',
    });
    expect(settings.reports).toEqual(['reports/*.json', 'more']);
    expect(warnings).toEqual([
      'Input `hosts` was not used: with `reports`, reports are merged and nothing is checked.',
      'Input `smoke` was not used: with `reports`, reports are merged and nothing is checked.',
    ]);
  });

  it.each([
    ['one a line', 'a\nb\r\nc', ['a', 'b', 'c']],
    ['with commas', 'a, b,c', ['a', 'b', 'c']],
    ['both, with blanks and a comma too many', '\n a , b,\n\n  c\n', ['a', 'b', 'c']],
    ['with comment lines', '# first\na\n  # second\nb', ['a', 'b']],
    ['in quotes', '"a,b", c\n"d""e"', ['a,b', 'c', 'd"e']],
    ['with braces of a pattern', '{a,b}/Dockerfile, {c,{d,e}}', ['{a,b}/Dockerfile', '{c,{d,e}}']],
    ['with a brace that never closes', '{a,b', ['{a', 'b']],
  ])('may be lists %s', (_, files, paths) => {
    expect(read({ files }).options.paths).toEqual(paths);
  });

  it('may be lists of nothing but commas, other than of paths', () => {
    expect(read({ hosts: ',,' }).options.hosts).toEqual([]);
  });

  it('take build arguments as Docker does', () => {
    const { buildArgs } = read(
      { 'build-args': 'A=1\nB=x=y, z\n# no\nEMPTY=\nHOST_VALUE\nNOT_THERE\n"Q=a ""b"""\n__proto__=p\nA=2' },
      { HOST_VALUE: 'from outside' },
    ).options;
    expect(Object.entries(buildArgs)).toEqual([
      ['A', '2'],
      ['B', 'x=y, z'],
      ['EMPTY', ''],
      ['HOST_VALUE', 'from outside'],
      ['Q', 'a "b"'],
      ['__proto__', 'p'],
    ]);
  });

  it.each([
    [
      'isolation',
      'hyper-v',
      /Input `isolation`: it takes default, process, hyperv, any or all, not `hyper-v` \(did you mean `hyperv`\?\)\./,
    ],
    ['hosts-match', 'all', /every or any, not `all`/],
    ['policy', 'strict', /compatible or exact/],
    ['resolve', 'online', /auto, registry or tags/],
    ['fail-on', 'errors', /did you mean `error`/],
    ['summary', 'yes', /true or false, not `yes`/],
    ['timeout', '0', /seconds above 0 and up to 3600/],
    ['timeout', '30s', /not `30s`/],
    ['timeout', '1e9', /not `1e9`/],
    ['files', '"a', /quotes in `"a` do not pair/],
    ['files', '"a"b', /do not pair/],
    ['build-args', 'WINDOWS_VERSION ltsc2022', /NAME=VALUE, not `WINDOWS_VERSION ltsc2022`/],
    ['build-args', '=x', /NAME=VALUE/],
    ['levels', 'floating-tags=off', /no rule `floating-tags` \(did you mean `floating-tag`\?\)/],
    ['levels', 'floating-tag=off\nfloating-tag=error', /`floating-tag` is given both off and error/],
    ['max-pull-size', '5', /a size with its unit such as `5GB` or `800MiB`, not `5`/],
    ['max-pull-size', '5XB', /takes a size such as/],
    ['files', ' "" ', /an item of `""` is an empty path, as a variable/],
    ['files', 'Dockerfile, " "', /empty path/],
    ['files', ',Dockerfile', /empty path/],
    ['files', ',,', /empty path/],
    ['reports', '" "', /empty path/],
    ['levels', 'floating-tag=on', /error, warning, notice or off, not `on`/],
    ['levels', 'floating-tag', /RULE=LEVEL/],
    ['levels', 'constructor=off', /no rule `constructor`/],
    ['insecure-registries', 'http://registry.example', /host or host:port, without scheme/],
    ['registry-mirrors', 'https://mirror.example', /docker\.io=https:\/\/mirror\.example/],
    ['registry-mirrors', 'docker.io=ftp://mirror.example', /not `docker\.io=ftp/],
    ['working-directory', '../elsewhere', /inside the checkout/],
    ['working-directory', '/etc', /inside the checkout/],
    ['isolation', '\u001b[31m\u202e', /not `\\x1b\[31m\\u202e`/],
  ])('tell what is wrong with %s: %j', (name, value, expected) => {
    const told = faults({ [name]: value });
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(`\`${name}\``);
    expect(told[0]).toMatch(expected);
  });

  it('tell every fault at once', () => {
    const told = faults({
      isolation: 'x',
      policy: 'y',
      timeout: 'z',
      levels: 'a=off\nb=off',
      summary: '1',
      hosts: '"h',
    });
    expect(told).toHaveLength(7);
  });

  it('warn of a name that is no input, with the nearest one', () => {
    const { warnings } = read({
      isolaton: 'hyperv',
      hosts: 'windows-2022',
      'something-else-entirely': 'x',
      empty: '',
    });
    expect(warnings).toHaveLength(2);
    expect(warnings[0]).toMatch(/`isolaton`.*did you mean `isolation`/);
    expect(warnings[1]).toMatch(/`something-else-entirely`/);
    expect(warnings[1]).not.toMatch(/did you mean/);
  });

  it('stand in for what a runner would tell, when there is none', () => {
    const { options, settings } = readInputs({}, DIRECTORIES);
    expect(options.workspace).toBe(path.resolve('/current'));
    expect(settings.reportFile).toBe(path.resolve('/temporary/windows-isolation-check.json'));
  });
});

describe('action.yml', () => {
  const text = readFileSync(new URL('../../action.yml', import.meta.url), 'utf8');
  const action = load(text) as {
    readonly name: string;
    readonly description: string;
    readonly author: string;
    readonly branding: object;
    readonly runs: object;
    readonly inputs: Record<string, { description: string; required: boolean; default?: string }>;
    readonly outputs: Record<string, { description: string }>;
  };

  it('names the inputs that are read, and no other', () => {
    expect(Object.keys(action.inputs)).toEqual([...INPUT_NAMES]);
  });

  it('names the outputs that are set, and no other', () => {
    expect(Object.keys(action.outputs).sort()).toEqual(Object.keys(outputsOf(FAILED, 'report.json')).sort());
  });

  it.each(Object.entries(action.inputs))(
    'describes %s in one sentence that tells the default',
    (_, input) => {
      expect(input.description).toMatch(/^[A-Z].*\bby default\b.*\.$/);
      expect(input.required).toBe(false);
      expect(input.default).toBeUndefined();
    },
  );

  it('is what the marketplace and a runner of today ask for', () => {
    expect(action).toMatchObject({
      name: expect.any(String),
      description: expect.stringMatching(/^.{1,200}$/),
      author: expect.any(String),
      branding: { icon: 'layers', color: 'blue' },
      runs: { using: 'node24', main: 'dist/main.js' },
    });
  });
});
