import { describe, expect, it } from 'vitest';
import { checkCase } from './world.ts';

const NANO = 'mcr.microsoft.com/windows/nanoserver';
const TEXT = `ARG V\nFROM ${NANO}:$V\n`;
const workflow = (command: string) =>
  `on: push
jobs:
  build:
    runs-on: windows-2025
    steps:
      - uses: actions/checkout@v5
      - run: ${command}
`;

/** What is judged of which file, and what is found. */
async function judged(files: Readonly<Record<string, string>>, options = {}) {
  const { report } = await checkCase({ files, options: { resolve: 'tags', hosts: [], ...options } });
  return [
    ...report.subjects.map(({ file, images }) => `${file} ${images.map(({ image }) => image).join()}`),
    ...report.findings.map(({ rule }) => rule),
  ];
}

describe('a Dockerfile that is built by another name than it has', () => {
  const BUILDS: readonly [string, Readonly<Record<string, string>>][] = [
    ['docker build', { '.github/workflows/ci.yml': workflow('docker build --build-arg V=ltsc2025 app') }],
    [
      'docker build -f',
      { '.github/workflows/ci.yml': workflow('docker build --build-arg V=ltsc2025 -f app/Dockerfile .') },
    ],
    [
      'Compose',
      { 'compose.yaml': 'services: {a: {build: {context: app, args: {V: ltsc2025}}, isolation: process}}\n' },
    ],
    ['bake', { 'docker-bake.json': '{"target": {"a": {"context": "app", "args": {"V": "ltsc2025"}}}}' }],
  ];
  describe.each(['app/dockerfile', 'app/DOCKERFILE'])('%s', (file) => {
    it.each(BUILDS)('by %s, is judged as it is built, and once', async (_, files) => {
      const hosts = '.github/workflows/ci.yml' in files ? [] : ['windows-2025'];
      expect(await judged({ [file]: TEXT, ...files }, { hosts })).toEqual([`${file} ${NANO}:ltsc2025`]);
    });

    it('by a variant', async () => {
      const variants = [{ dockerfile: 'app/Dockerfile', buildArgs: { V: 'ltsc2025' }, hosts: ['ltsc2025'] }];
      expect(await judged({ [file]: TEXT }, { variants })).toEqual([`${file} ${NANO}:ltsc2025`]);
    });
  });

  it('is found beside the file that names it, where only that is checked', async () => {
    const files = { 'app/dockerfile': TEXT, 'compose.yaml': BUILDS[2]?.[1]['compose.yaml'] ?? '' };
    expect(await judged(files, { hosts: ['windows-2025'], paths: ['compose.yaml'] })).toEqual([
      `app/dockerfile ${NANO}:ltsc2025`,
    ]);
  });

  it('and is not there at all is told by the name that was asked for', async () => {
    const variants = [{ dockerfile: 'app/Dockerfile', buildArgs: {}, hosts: ['ltsc2025'] }];
    const { report } = await checkCase({ files: {}, options: { resolve: 'tags', variants } });
    expect(report.findings.map(({ message }) => message)).toContain(
      'app/Dockerfile, of a variant, does not exist.',
    );
  });
});

describe.skipIf(process.platform === 'win32')('names that differ in case', () => {
  it('are files of their own where both are there', async () => {
    const files = {
      'app/Dockerfile': TEXT,
      'app/dockerfile.windows': `FROM ${NANO}:ltsc2022\n`,
      'app/Dockerfile.windows': `FROM ${NANO}:1809\n`,
      'compose.yaml':
        'services: {a: {build: {context: app, dockerfile: Dockerfile.windows}, isolation: process}}\n',
    };
    const options = { hosts: ['windows-2022'], paths: ['app/dockerfile.windows', 'compose.yaml'] };
    expect(await judged(files, options)).toEqual([
      `app/dockerfile.windows ${NANO}:ltsc2022`,
      `app/Dockerfile.windows ${NANO}:1809`,
      'build-mismatch',
    ]);
  });
});
