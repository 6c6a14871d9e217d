import type { Shell } from '../shell/model.ts';

/** What is known of the runner of a leg by its labels, as the context `runner` has it. */
export interface Runner {
  readonly os?: 'Windows' | 'Linux' | 'macOS';
  readonly arch?: 'X64' | 'ARM64';
  readonly temp?: string;
  readonly shell: Shell;
}

/** The values of a self-hosted runner's own labels, and how the names of hosted ones begin. */
const SYSTEMS = [
  { label: /^windows(?:-|$)/i, os: 'Windows', temp: 'D:\\a\\_temp' },
  { label: /^(?:ubuntu|linux)(?:-|$)/i, os: 'Linux', temp: '/home/runner/work/_temp' },
  { label: /^macos(?:-|$)/i, os: 'macOS', temp: '/Users/runner/work/_temp' },
] as const;

export function runnerOf(labels: readonly string[] | undefined): Runner {
  const system = SYSTEMS.find(({ label }) => labels?.some((each) => label.test(each)));
  if (system === undefined || labels === undefined) return { shell: 'bash' };
  const { os, temp } = system;
  const hosted = labels.length === 1 && /-/.test(labels[0] ?? '');
  const arch = labels.some((each) => /(?:^|-)arm64$|-arm$/i.test(each))
    ? 'ARM64'
    : labels.some((each) => /^x64$/i.test(each)) || (hosted && os !== 'macOS')
      ? 'X64'
      : undefined;
  return {
    os,
    shell: os === 'Windows' ? 'pwsh' : 'bash',
    ...(arch === undefined ? {} : { arch }),
    ...(hosted ? { temp } : {}),
  };
}
