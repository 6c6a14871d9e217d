import type { Report } from '../../src/report/report.ts';
import type { ReportWithSources } from '../../src/report/text.ts';
import type { Finding } from '../../src/rules/finding.ts';

/** Each field present, also the ones that may be missing: a new field must be filled in here before types are right. */
type Complete<T> = T extends readonly (infer Item)[]
  ? readonly Complete<Item>[]
  : T extends object
    ? {
        // Its fields exclude each other; the test of the schema holds that each is somewhere.
        readonly [Key in keyof T]-?: Key extends 'observation' ? NonNullable<T[Key]> : Complete<T[Key]>;
      }
    : T;

const DIGEST = `sha256:${'3f'.repeat(32)}`;
const OTHER_DIGEST = `sha256:${'a7'.repeat(32)}`;
const SDK = 'mcr.microsoft.com/dotnet/framework/sdk:4.8';
const NANOSERVER = 'mcr.microsoft.com/windows/nanoserver:ltsc2022';

/** What a report looks like when an image is too old for its host; it has every field there is. */
export const FAILED = {
  schemaVersion: 1,
  tool: { name: 'windows-isolation-check', version: '1.2.3' },
  date: '2026-11-23',
  result: 'failed',
  counts: { errors: 1, warnings: 1, notices: 1 },
  settings: {
    isolation: 'default',
    hostsMatch: 'every',
    policy: 'compatible',
    resolve: 'auto',
    failOn: 'error',
  },
  hosts: [
    {
      id: 'runner',
      name: 'runner: Windows Server 2022, 10.0.20348.2340',
      origin: 'detected',
      version: '10.0.20348.2340',
      product: 'server',
      architecture: 'amd64',
      defaultIsolation: 'process',
      imageStore: 'graphdriver',
      engineVersion: '29.1.5',
    },
  ],
  files: [
    { file: 'docker/web/Dockerfile', uses: 2, skipped: 0 },
    { file: 'docker/linux/Dockerfile', uses: 1, skipped: 1 },
  ],
  images: [
    {
      name: SDK,
      platform: 'windows/amd64',
      answeredBy: 'registry',
      family: 'servercore',
      digest: DIGEST,
      entries: [{ digest: OTHER_DIGEST, os: 'windows', architecture: 'amd64', osVersion: '10.0.17763.8389' }],
      uses: [
        {
          role: 'stage',
          needs: ['build', 'run'],
          stage: 'build',
          place: { file: 'docker/web/Dockerfile', line: 2, column: 6, endLine: 2, endColumn: 48 },
        },
      ],
    },
  ],
  subjects: [
    {
      origin: 'workflow',
      file: 'docker/web/Dockerfile',
      buildArgs: { TAG: '4.8' },
      target: 'build',
      hosts: ['runner'],
      isolation: 'default',
      legs: [
        {
          workflow: '.github/workflows/build.yml',
          leg: 'build (windows-2022)',
          step: 'Build the image',
          place: { file: '.github/workflows/build.yml', line: 12, column: 9, endLine: 12, endColumn: 40 },
        },
      ],
      images: [{ image: SDK, platform: 'windows/amd64', needs: ['build', 'run'] }],
    },
  ],
  pairings: [
    {
      image: SDK,
      platform: 'windows/amd64',
      host: 'runner',
      isolation: 'process',
      required: true,
      prediction: 'refused',
      rule: 'build-mismatch',
      reason: 'process isolation needs equal builds here, and 17763 is not 20348.',
      conditions: [],
      sources: [
        'https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/version-compatibility',
      ],
      imageVersion: '10.0.17763.8389',
      digest: OTHER_DIGEST,
      observation: {
        outcome: 'refused',
        reason: 'refused-by-windows',
        message: 'The image is of another Windows build than the host.',
        error: {
          text: 'hcs::CreateComputeSystem abc: The container operating system does not match the host operating system. (0xc0370101)',
          class: 'image-mismatch',
          code: '0xc0370101',
          cause: 'The image is of another Windows build than the host.',
          remedy: 'Use Hyper-V isolation.',
          sources: [
            'https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/version-compatibility',
          ],
        },
        milliseconds: 840,
      },
    },
    {
      image: SDK,
      platform: 'windows/amd64',
      host: 'runner',
      isolation: 'hyperv',
      required: false,
      prediction: 'runs',
      rule: 'hyperv-runs',
      reason: 'Hyper-V isolation brings the older kernel with it.',
      conditions: ['Hyper-V must be installed and work on the host'],
      sources: [],
      imageVersion: '10.0.17763.8389',
      digest: OTHER_DIGEST,
      observation: {
        outcome: 'ran',
        reason: 'ran',
        message: 'It started, and the smoke command succeeded.',
        isolation: 'hyperv',
        evidence: 'proved',
        proof: ['No process of the host carried the mark, and a new vmwp came and went with the container.'],
        copyVersion: '10.0.17763.7919',
        guestVersion: '10.0.17763.7919',
        exitCode: 0,
        log: 'all is well\nversion 4.8',
        milliseconds: 71_250,
        slow: true,
        warmedUp: true,
        sameAs: 'docker.io/library/web:latest in hyperv',
      },
    },
  ],
  findings: [
    {
      rule: 'moving-label',
      level: 'notice',
      message: 'windows-latest is Windows Server 2025 today and moves to newer ones.',
      remedy: 'Name the release: windows-2025.',
      places: [],
      subject: { image: SDK, host: 'windows-latest', isolation: ['process'] },
    },
    {
      rule: 'floating-tag',
      level: 'warning',
      message: '`4.8` names no Windows release.',
      remedy: 'Use `4.8-windowsservercore-ltsc2022`.',
      places: [{ file: 'docker/web/Dockerfile', line: 2, column: 45, endLine: 2, endColumn: 48 }],
      subject: { image: SDK, host: 'runner', isolation: ['process'] },
    },
    {
      rule: 'build-mismatch',
      level: 'error',
      message: `${SDK} is Windows 10.0.17763.8389, the host 10.0.20348.2340; in process isolation the builds must be equal.`,
      remedy: 'Use `4.8-windowsservercore-ltsc2022`, or `--isolation=hyperv`.',
      places: [
        { file: 'docker/web/Dockerfile', line: 2, column: 6, endLine: 2, endColumn: 48 },
        { file: 'docker/web/Dockerfile', line: 9, column: 13, endLine: 9, endColumn: 55 },
        { file: 'docker/api/Dockerfile', line: 1, column: 6, endLine: 1, endColumn: 48 },
      ],
      subject: { image: SDK, host: 'runner', isolation: ['process'] },
    },
  ],
  switchedOff: 2,
  skippedImages: 1,
  smoke: {
    host: 'runner',
    runId: '4711-1-check',
    hyperv: { state: 'works', message: 'A container ran in Hyper-V isolation here.' },
    pulled: [{ image: SDK, bytes: 2_147_483_648 }],
    leftOver: ['windows-isolation-check-4711-1-check-1'],
  },
  furtherSmoke: [
    {
      host: 'runner',
      runId: '4711-1-other',
      hyperv: { state: 'absent', message: 'The feature is not installed.' },
      pulled: [{ image: SDK, bytes: 1 }],
      leftOver: [],
    },
  ],
  matrix: [{ host: 'runner', runsOn: 'windows-2022', image: SDK, isolation: 'process', reported: true }],
} as const satisfies Complete<Report> & Report;

/** All well on hosts that were only assumed; the optional fields are missing. */
export const PASSED: Report = {
  schemaVersion: 1,
  tool: { name: 'windows-isolation-check', version: '1.2.3' },
  date: '2026-11-23',
  result: 'passed',
  counts: { errors: 0, warnings: 0, notices: 0 },
  settings: { isolation: 'any', hostsMatch: 'any', policy: 'compatible', resolve: 'tags', failOn: 'error' },
  hosts: [
    assumed('windows-2022', 'windows-2022: Windows Server 2022, 10.0.20348'),
    assumed('windows-2025', 'windows-2025: Windows Server 2025, 10.0.26100'),
  ],
  files: [{ file: 'Dockerfile', uses: 1, skipped: 0 }],
  images: [
    {
      name: NANOSERVER,
      answeredBy: 'tag',
      family: 'nanoserver',
      entries: [],
      uses: [{ role: 'input', needs: ['run'] }],
    },
  ],
  subjects: [
    {
      origin: 'input',
      hosts: ['windows-2022', 'windows-2025'],
      isolation: 'any',
      legs: [],
      images: [{ image: NANOSERVER, needs: ['run'] }],
    },
  ],
  pairings: ['windows-2022', 'windows-2025'].flatMap((host) =>
    (['process', 'hyperv'] as const).map((isolation) => ({
      image: NANOSERVER,
      host,
      isolation,
      required: isolation === 'process',
      prediction: 'runs' as const,
      rule: isolation === 'process' ? 'same-build' : 'hyperv-runs',
      reason: 'the builds fit.',
      conditions: isolation === 'process' ? [] : ['Hyper-V must be installed and work on the host'],
      sources: [],
    })),
  ),
  findings: [],
  skippedImages: 0,
};

export const NASTY_NAME = '::set-output name=result::passed\u001b[31m<img src=x>`|@octocat #12\u202e';

/** Everything that may come from outside tries to be something else: a command, markup, a control character. */
export const HOSTILE: Report = {
  ...PASSED,
  result: 'incomplete',
  counts: { errors: 1, warnings: 0, notices: 0 },
  hosts: [{ ...assumed('##[error]host', `##[set-env name=A]\n${NASTY_NAME}`), origin: 'declared' }],
  files: [{ file: `${NASTY_NAME}/Dockerfile`, uses: 1, skipped: 0 }],
  images: [
    {
      name: NASTY_NAME,
      platform: '<b>\r\n::error::',
      answeredBy: 'registry',
      family: 'unknown',
      digest: '"><script>alert(1)</script>',
      entries: [{ digest: '</td>', os: '<i>', architecture: '</table>', osVersion: '\n\n# Heading' }],
      uses: [
        { role: 'stage', needs: [], stage: '</code>', place: { file: '::warning::', line: 1, column: 1 } },
      ],
    },
  ],
  subjects: [
    {
      origin: 'workflow',
      file: `${NASTY_NAME}/Dockerfile`,
      buildArgs: { [`::error::${NASTY_NAME}`]: '##[error]value' },
      hosts: ['##[error]host'],
      isolation: 'default',
      legs: [
        {
          workflow: '::error::w',
          leg: '##[error]leg',
          step: NASTY_NAME,
          place: { file: NASTY_NAME, line: 1, column: 1 },
        },
      ],
      images: [{ image: NASTY_NAME, platform: '<b>\r\n::error::', needs: ['run'] }],
    },
  ],
  pairings: [
    {
      image: NASTY_NAME,
      platform: '<b>\r\n::error::',
      host: '##[error]host',
      isolation: 'process',
      required: true,
      prediction: 'unknown',
      rule: 'image-version-unknown',
      reason: `the name is ${NASTY_NAME}\n::error::no`,
      conditions: [`\n::warning::${NASTY_NAME}`],
      sources: ['javascript:alert(1)'],
      observation: {
        outcome: 'failed',
        reason: 'failed-inside',
        message: `${NASTY_NAME}\n::error::message`,
        proof: ['::warning::proof', '</td><script>'],
        log: `::stop-commands::x\r\n##[error]log\n</pre></details>\n${NASTY_NAME}\n# Heading`,
        error: {
          text: `::error::text\n${NASTY_NAME}`,
          class: 'unknown',
          cause: '##[group]cause',
          remedy: '</table>',
          sources: ['javascript:alert(1)'],
        },
      },
    },
  ],
  findings: [
    {
      rule: 'invalid-reference',
      level: 'error',
      message: `${NASTY_NAME}\n::add-mask::a\n##[command]rm`,
      remedy: '::stop-commands::x\r\n</td></table>',
      places: [
        { file: `${NASTY_NAME}/Dockerfile`, line: 1, column: 6, endLine: 1, endColumn: 10 },
        { file: '##[error]a:1,b', line: 3, column: 1 },
      ],
      subject: { image: NASTY_NAME },
    },
  ],
  smoke: {
    host: '##[error]host',
    runId: '::error::run',
    hyperv: { state: 'broken', message: '##[error]hyperv\n::error::x' },
    pulled: [{ image: NASTY_NAME }],
    leftOver: ['::error::left'],
  },
};

const LINES: Readonly<Record<string, readonly string[]>> = {
  'docker/web/Dockerfile': ['# escape=`', `FROM ${SDK} AS build`],
  [`${NASTY_NAME}/Dockerfile`]: ['FROM ::debug::\u001b[2J\u0007 ##[group]\r::error::x'],
};

export function withSources(report: Report): ReportWithSources {
  return { report, lineOf: (file, line) => LINES[file]?.[line - 1] };
}

/** A finding of the given level; its message tells them apart. */
export function finding(number: number, more: Partial<Finding> = {}): Finding {
  return {
    rule: 'build-mismatch',
    level: 'error',
    message: `finding ${number}`,
    remedy: 'Use another tag.',
    places: [{ file: 'Dockerfile', line: number, column: 6, endColumn: 12 }],
    subject: {},
    ...more,
  };
}

function assumed(id: string, name: string): Report['hosts'][number] {
  return { id, name, origin: 'assumed', defaultIsolation: 'process' };
}
