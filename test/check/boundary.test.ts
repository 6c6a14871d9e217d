import { describe, expect, it } from 'vitest';
import { BOUNDARY_CASES, type BoundaryCase } from '../windows/boundary-cases.ts';
import { checkCase } from './world.ts';

const IMAGE = 'mcr.microsoft.com/windows/servercore:ltsc2025';

/** What a check says of options: rule and message. */
async function said(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { report } = await checkCase({
    files,
    options: { resolve: 'tags', hosts: ['windows-2025'] },
  });
  return report.findings.map(({ rule, message }) => `${rule} ${message}`);
}

const named = ({ run }: BoundaryCase) => run.join(' ');

/** A word as bash reads it. */
const quoted = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`;

describe('options of containers, as a repository names them', () => {
  it.each(BOUNDARY_CASES.map((one) => [named(one), one] as const))('docker run %s', async (_, one) => {
    const script = `docker run ${one.run.map(quoted).join(' ')} ${IMAGE} cmd /c ver`;
    const found = await said({
      '.github/workflows/ci.yml': JSON.stringify({
        on: 'push',
        jobs: { test: { 'runs-on': 'windows-2025', steps: [{ run: script, shell: 'bash' }] } },
      }),
    });
    expect(found).toContainEqual(expect.stringContaining(one.rule));
    expect(found.filter((text) => text.startsWith(one.rule)).join('\n')).toContain(one.says);
  });

  it.each(BOUNDARY_CASES.flatMap((one) => (one.compose === undefined ? [] : [[one.compose, one] as const])))(
    'Compose: %s',
    async (keys, one) => {
      const found = await said({
        'compose.yaml': `services:\n  app: { image: ${IMAGE}, ${keys} }\n  other: { image: ${IMAGE} }\n`,
      });
      expect(found.filter((text) => text.startsWith(one.rule)).join('\n')).toContain(one.says);
    },
  );
});
