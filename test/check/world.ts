import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type CheckOptions, type CheckOutcome, check, type World } from '../../src/check.ts';
import { formatReference } from '../../src/images/reference.ts';
import { RegistryError } from '../../src/images/registry-error.ts';

/** Images by full name: the `os.version` of each Windows entry, or `linux` for a Linux one. */
export type Published = Readonly<Record<string, readonly string[]>>;

export interface Case {
  readonly files?: Readonly<Record<string, string>>;
  readonly published?: Published;
  readonly options?: Partial<CheckOptions>;
  readonly machine?: Partial<World['machine']>;
  /** Every question to a registry fails so. */
  readonly failure?: RegistryError;
}

/** Runs a check on files in a folder of its own, against a registry that holds what is published. */
export async function checkCase(given: Case): Promise<CheckOutcome & { readonly asked: readonly string[] }> {
  const workspace = mkdtempSync(path.join(tmpdir(), 'check-'));
  for (const [file, text] of Object.entries(given.files ?? {})) {
    mkdirSync(path.dirname(path.join(workspace, file)), { recursive: true });
    writeFileSync(path.join(workspace, file), text);
  }
  const asked: string[] = [];
  const world: World = {
    files: { stat, readFile: (file) => readFile(file) },
    registry: async () => ({
      async inspect(reference) {
        const name = formatReference(reference);
        asked.push(name);
        if (given.failure !== undefined) throw given.failure;
        const entries = given.published?.[name];
        if (entries === undefined)
          throw new RegistryError('not-found', `${name} is not there.`, 'Look again.');
        return {
          kind: 'index',
          digest: `sha256:${'a'.repeat(64)}`,
          entries: entries.map((entry, index) => ({
            digest: `sha256:${String(index).repeat(64)}`,
            platform:
              entry === 'linux'
                ? { os: 'linux', architecture: 'amd64' }
                : { os: 'windows', architecture: 'amd64', osVersion: entry },
          })),
        };
      },
    }),
    machine: {
      platform: 'linux',
      release: '6.1.0',
      run: () => Promise.reject(new Error('nothing runs here')),
      engineInfo: () => Promise.reject(new Error('no engine here')),
      ...given.machine,
    },
    localImage: async () => undefined,
    smoke: () => Promise.reject(new Error('no smoke container here')),
    today: '2026-11-23',
    version: '0.0.0',
    progress: () => undefined,
  };
  const outcome = await check(
    {
      workspace,
      paths: [],
      images: [],
      hosts: ['windows-2022'],
      hostsMatch: 'every',
      isolation: 'default',
      policy: 'compatible',
      buildArgs: {},
      resolve: 'registry',
      failOn: 'error',
      levels: {},
      ...given.options,
    },
    world,
  );
  return { ...outcome, asked };
}

/** `rule level` of each finding, sorted. */
export function told(outcome: CheckOutcome): readonly string[] {
  return outcome.report.findings.map((finding) => `${finding.rule} ${finding.level}`).sort();
}
