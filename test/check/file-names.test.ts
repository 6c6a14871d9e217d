import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkCase } from './world.ts';

const NANO = 'mcr.microsoft.com/windows/nanoserver';
const AT = '.github/workflows/ci.yml';

/** Whether files are found here whatever their capitals: then there is nothing to find. */
const countsCapitals = (() => {
  const folder = mkdtempSync(path.join(tmpdir(), 'capitals-'));
  writeFileSync(path.join(folder, 'a'), '');
  return !existsSync(path.join(folder, 'A'));
})();

const workflow = (runner: string, run: string) =>
  `on: push\njobs:\n  build:\n    runs-on: ${runner}\n    steps:\n      - run: ${run}\n`;

async function outcome(files: Readonly<Record<string, string>>) {
  const { report } = await checkCase({ files, options: { resolve: 'tags', hosts: ['windows-2022'] } });
  return {
    subjects: report.subjects.map(({ origin, file }) => `${origin} ${file}`),
    findings: report.findings.map(({ rule, places }) => `${rule} ${places.map(({ file }) => file).join()}`),
  };
}

// Needs a file system that counts capitals, as those of Linux do.
describe.skipIf(!countsCapitals)('files that a leg names with other capitals than they have', () => {
  const DOCKERFILE = { 'app/Dockerfile.windows': `FROM ${NANO}:ltsc2022\nRUN dir\n` };
  const BUILD = 'docker build -f App/dockerfile.Windows app';

  it.each<readonly [runner: string]>([['windows-2022'], ['[self-hosted, windows]']])(
    '%s finds them',
    async (runner) => {
      const { subjects, findings } = await outcome({ ...DOCKERFILE, [AT]: workflow(runner, BUILD) });
      expect(subjects).toEqual(['workflow app/Dockerfile.windows']);
      expect(findings.filter((line) => line.startsWith('workflow-unresolved'))).toEqual([]);
    },
  );

  it('Linux does not: the file is judged by itself', async () => {
    const { subjects } = await outcome({ ...DOCKERFILE, [AT]: workflow('ubuntu-latest', BUILD) });
    expect(subjects).toEqual(['file app/Dockerfile.windows']);
  });

  it('where nobody can say which is meant, none is', async () => {
    const { subjects, findings } = await outcome({
      'Dockerfile.windows': `FROM ${NANO}:ltsc2022\nRUN dir\n`,
      'Dockerfile.WINDOWS': `FROM ${NANO}:ltsc2022\nRUN dir\n`,
      [AT]: workflow('windows-2022', 'docker build -f dockerfile.Windows .'),
    });
    expect(subjects).toEqual(['file Dockerfile.WINDOWS', 'file Dockerfile.windows']);
    expect(findings).toEqual([`workflow-unresolved ${AT}`]);
  });

  it.each<readonly [what: string, run: string, files: Readonly<Record<string, string>>, subject: string]>([
    [
      'Compose',
      'docker compose -f Compose.YAML up',
      { 'compose.yaml': `services:\n  web:\n    image: ${NANO}:ltsc2022\n` },
      'compose compose.yaml',
    ],
    [
      'a Dockerfile of Compose',
      'docker compose up',
      {
        'compose.yaml': 'services:\n  web:\n    build: { context: ., dockerfile: WEB.dockerfile }\n',
        'web.Dockerfile': `FROM ${NANO}:ltsc2022\nRUN dir\n`,
      },
      'compose web.Dockerfile',
    ],
    [
      'bake',
      'docker buildx bake -f Docker-Bake.json',
      {
        'docker-bake.json': '{"target": {"default": {"dockerfile": "web.dockerfile"}}}',
        'Web.Dockerfile': `FROM ${NANO}:ltsc2022\nRUN dir\n`,
      },
      'bake Web.Dockerfile',
    ],
    [
      'the context of a build',
      'docker build App',
      { 'app/Dockerfile': `FROM ${NANO}:ltsc2022\nRUN dir\n` },
      'workflow app/Dockerfile',
    ],
  ])('%s', async (_, run, files, subject) => {
    const { subjects, findings } = await outcome({ ...files, [AT]: workflow('windows-2022', run) });
    expect(subjects).toEqual([subject]);
    expect(findings).toEqual([]);
  });
});
