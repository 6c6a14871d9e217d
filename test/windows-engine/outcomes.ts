import type { HostName } from './hosts.ts';
import type { Family, Isolation } from './options.ts';
import type { WindowsTextName } from './windows-texts.ts';

/** What becomes of a start: Windows' doing, whatever the engine. */
export type Outcome =
  | { readonly is: 'runs' }
  /** Windows says no. */
  | { readonly is: 'refused'; readonly text: WindowsTextName }
  /** It starts and its first process ends at once. */
  | { readonly is: 'exits'; readonly code: number }
  /** It dies on the way up (0xc0370106). */
  | { readonly is: 'unexpected' }
  /** It runs, after this many milliseconds. */
  | { readonly is: 'stalls'; readonly ms: number };

export type ImageRelease =
  | 'ltsc2016'
  | '1709'
  | '1803'
  | 'ltsc2019'
  | '1903'
  | '1909'
  | '2004'
  | '20H2'
  | 'ltsc2022'
  | 'ltsc2025';

/** One line of the table; left out parts fit everything. */
export interface OutcomeRow {
  readonly image?: ImageRelease;
  readonly families?: readonly Family[];
  readonly isolation?: Isolation;
  /** Only when the image's revision is above the host's. */
  readonly revision?: 'above-host';
  readonly outcome: Outcome;
  /** Where it was read. */
  readonly source: string;
}

const runs: Outcome = { is: 'runs' };
const mismatch: Outcome = { is: 'refused', text: 'os-mismatch' };
const unexpected: Outcome = { is: 'unexpected' };

const TABLE = 'MicrosoftDocs/Virtualization-Documentation version-compatibility.md, the table';
const BLOCKED =
  'MicrosoftDocs/Virtualization-Documentation version-compatibility.md: blocked from starting when the builds differ';
const NEWER = 'MicrosoftDocs/Virtualization-Documentation portability.md: no newer image on an older host';

/** First line that fits wins. */
export const OUTCOMES: Readonly<Record<Exclude<HostName, 'docker-desktop-linux'>, readonly OutcomeRow[]>> = {
  'windows-server-2016': [
    { image: 'ltsc2016', isolation: 'process', outcome: runs, source: TABLE },
    { image: 'ltsc2016', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '1709', isolation: 'process', outcome: mismatch, source: NEWER },
    { image: '1709', isolation: 'hyperv', outcome: mismatch, source: NEWER },
    { image: '1803', isolation: 'process', outcome: mismatch, source: NEWER },
    { image: '1803', isolation: 'hyperv', outcome: mismatch, source: NEWER },
    { image: 'ltsc2019', isolation: 'process', outcome: mismatch, source: NEWER },
    { image: 'ltsc2019', isolation: 'hyperv', outcome: mismatch, source: NEWER },
    { image: '1903', isolation: 'process', outcome: mismatch, source: NEWER },
    { image: '1903', isolation: 'hyperv', outcome: mismatch, source: NEWER },
    { image: '1909', isolation: 'process', outcome: mismatch, source: NEWER },
    { image: '1909', isolation: 'hyperv', outcome: mismatch, source: NEWER },
    { image: '2004', isolation: 'process', outcome: mismatch, source: NEWER },
    { image: '2004', isolation: 'hyperv', outcome: mismatch, source: NEWER },
    { image: '20H2', isolation: 'process', outcome: mismatch, source: NEWER },
    { image: '20H2', isolation: 'hyperv', outcome: mismatch, source: NEWER },
    { image: 'ltsc2022', isolation: 'process', outcome: mismatch, source: NEWER },
    { image: 'ltsc2022', isolation: 'hyperv', outcome: mismatch, source: NEWER },
    { image: 'ltsc2025', isolation: 'process', outcome: mismatch, source: NEWER },
    { image: 'ltsc2025', isolation: 'hyperv', outcome: mismatch, source: NEWER },
  ],
  'windows-server-2019': [
    { image: 'ltsc2016', isolation: 'process', outcome: mismatch, source: TABLE },
    { image: 'ltsc2016', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '1709', isolation: 'process', outcome: mismatch, source: BLOCKED },
    {
      image: '1709',
      isolation: 'hyperv',
      outcome: runs,
      source: 'microsoft/hcsshim test/runhcs/e2e_matrix_test.go',
    },
    { image: '1803', isolation: 'process', outcome: mismatch, source: BLOCKED },
    {
      image: '1803',
      isolation: 'hyperv',
      outcome: runs,
      source: 'microsoft/hcsshim test/runhcs/e2e_matrix_test.go',
    },
    {
      image: 'ltsc2019',
      families: ['servercore', 'server'],
      isolation: 'process',
      revision: 'above-host',
      outcome: unexpected,
      source: 'microsoft/Windows-Containers issue 591, actions/runner-images issue 11582',
    },
    { image: 'ltsc2019', isolation: 'process', outcome: runs, source: TABLE },
    { image: 'ltsc2019', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '1903', isolation: 'process', outcome: mismatch, source: NEWER },
    { image: '1903', isolation: 'hyperv', outcome: mismatch, source: NEWER },
    { image: '1909', isolation: 'process', outcome: mismatch, source: NEWER },
    { image: '1909', isolation: 'hyperv', outcome: mismatch, source: NEWER },
    { image: '2004', isolation: 'process', outcome: mismatch, source: NEWER },
    { image: '2004', isolation: 'hyperv', outcome: mismatch, source: NEWER },
    { image: '20H2', isolation: 'process', outcome: mismatch, source: NEWER },
    { image: '20H2', isolation: 'hyperv', outcome: mismatch, source: NEWER },
    { image: 'ltsc2022', isolation: 'process', outcome: mismatch, source: NEWER },
    { image: 'ltsc2022', isolation: 'hyperv', outcome: mismatch, source: NEWER },
    { image: 'ltsc2025', isolation: 'process', outcome: mismatch, source: NEWER },
    { image: 'ltsc2025', isolation: 'hyperv', outcome: mismatch, source: NEWER },
  ],
  'windows-server-2022': [
    { image: 'ltsc2016', isolation: 'process', outcome: mismatch, source: TABLE },
    { image: 'ltsc2016', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '1709', isolation: 'process', outcome: mismatch, source: BLOCKED },
    { image: '1709', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '1803', isolation: 'process', outcome: mismatch, source: BLOCKED },
    { image: '1803', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: 'ltsc2019', isolation: 'process', outcome: mismatch, source: 'dr1rrb/docker-plex-win issue 4' },
    { image: 'ltsc2019', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '1903', isolation: 'process', outcome: mismatch, source: BLOCKED },
    { image: '1903', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '1909', isolation: 'process', outcome: mismatch, source: BLOCKED },
    { image: '1909', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '2004', isolation: 'process', outcome: mismatch, source: BLOCKED },
    { image: '2004', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '20H2', isolation: 'process', outcome: mismatch, source: BLOCKED },
    { image: '20H2', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: 'ltsc2022', isolation: 'process', outcome: runs, source: TABLE },
    { image: 'ltsc2022', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: 'ltsc2025', isolation: 'process', outcome: mismatch, source: NEWER },
    { image: 'ltsc2025', isolation: 'hyperv', outcome: mismatch, source: NEWER },
  ],
  'windows-server-2025': [
    { image: 'ltsc2016', isolation: 'process', outcome: mismatch, source: TABLE },
    { image: 'ltsc2016', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '1709', isolation: 'process', outcome: mismatch, source: BLOCKED },
    { image: '1709', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '1803', isolation: 'process', outcome: mismatch, source: BLOCKED },
    { image: '1803', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: 'ltsc2019', isolation: 'process', outcome: mismatch, source: TABLE },
    { image: 'ltsc2019', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '1903', isolation: 'process', outcome: mismatch, source: BLOCKED },
    { image: '1903', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '1909', isolation: 'process', outcome: mismatch, source: BLOCKED },
    { image: '1909', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '2004', isolation: 'process', outcome: mismatch, source: BLOCKED },
    { image: '2004', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '20H2', isolation: 'process', outcome: mismatch, source: BLOCKED },
    { image: '20H2', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: 'ltsc2022', isolation: 'process', outcome: runs, source: TABLE },
    { image: 'ltsc2022', isolation: 'hyperv', outcome: runs, source: TABLE },
    {
      image: 'ltsc2025',
      families: ['servercore', 'server'],
      isolation: 'process',
      revision: 'above-host',
      outcome: unexpected,
      source: 'microsoft/Windows-Containers issue 591, actions/runner-images issue 11582',
    },
    { image: 'ltsc2025', isolation: 'process', outcome: runs, source: TABLE },
    { image: 'ltsc2025', isolation: 'hyperv', outcome: runs, source: TABLE },
  ],
  'windows-10-22h2': [
    { image: 'ltsc2016', isolation: 'process', outcome: mismatch, source: TABLE },
    { image: 'ltsc2016', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '1709', isolation: 'process', outcome: mismatch, source: BLOCKED },
    { image: '1709', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '1803', isolation: 'process', outcome: mismatch, source: BLOCKED },
    { image: '1803', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: 'ltsc2019', isolation: 'process', outcome: mismatch, source: TABLE },
    { image: 'ltsc2019', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '1903', isolation: 'process', outcome: mismatch, source: BLOCKED },
    {
      image: '1903',
      families: ['nanoserver'],
      isolation: 'hyperv',
      outcome: unexpected,
      source: 'microsoft/Windows-Containers issue 356',
    },
    { image: '1903', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '1909', isolation: 'process', outcome: mismatch, source: BLOCKED },
    { image: '1909', isolation: 'hyperv', outcome: runs, source: TABLE },
    {
      image: '2004',
      isolation: 'process',
      outcome: runs,
      source: 'microsoft/nav-docker issue 497, microsoft/navcontainerhelper issue 1960',
    },
    { image: '2004', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '20H2', isolation: 'process', outcome: mismatch, source: 'microsoft/nav-docker issue 497' },
    { image: '20H2', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: 'ltsc2022', isolation: 'process', outcome: mismatch, source: NEWER },
    { image: 'ltsc2022', isolation: 'hyperv', outcome: mismatch, source: TABLE },
    { image: 'ltsc2025', isolation: 'process', outcome: mismatch, source: NEWER },
    { image: 'ltsc2025', isolation: 'hyperv', outcome: mismatch, source: NEWER },
  ],
  'windows-11-24h2': [
    { image: 'ltsc2016', isolation: 'process', outcome: mismatch, source: TABLE },
    { image: 'ltsc2016', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '1709', isolation: 'process', outcome: mismatch, source: BLOCKED },
    { image: '1709', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '1803', isolation: 'process', outcome: mismatch, source: BLOCKED },
    { image: '1803', isolation: 'hyperv', outcome: runs, source: TABLE },
    {
      image: 'ltsc2019',
      isolation: 'process',
      outcome: mismatch,
      source: 'microsoft/Windows-Containers issue 399',
    },
    { image: 'ltsc2019', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '1903', isolation: 'process', outcome: mismatch, source: BLOCKED },
    { image: '1903', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '1909', isolation: 'process', outcome: mismatch, source: BLOCKED },
    { image: '1909', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '2004', isolation: 'process', outcome: mismatch, source: BLOCKED },
    { image: '2004', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '20H2', isolation: 'process', outcome: mismatch, source: BLOCKED },
    { image: '20H2', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: 'ltsc2022', isolation: 'process', outcome: runs, source: TABLE },
    { image: 'ltsc2022', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: 'ltsc2025', isolation: 'process', outcome: runs, source: TABLE },
    { image: 'ltsc2025', isolation: 'hyperv', outcome: runs, source: TABLE },
  ],
  'windows-11-25h2': [
    { image: 'ltsc2016', isolation: 'process', outcome: mismatch, source: TABLE },
    { image: 'ltsc2016', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '1709', isolation: 'process', outcome: mismatch, source: BLOCKED },
    { image: '1709', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '1803', isolation: 'process', outcome: mismatch, source: BLOCKED },
    { image: '1803', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: 'ltsc2019', isolation: 'process', outcome: mismatch, source: TABLE },
    { image: 'ltsc2019', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '1903', isolation: 'process', outcome: mismatch, source: BLOCKED },
    { image: '1903', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '1909', isolation: 'process', outcome: mismatch, source: BLOCKED },
    { image: '1909', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '2004', isolation: 'process', outcome: mismatch, source: BLOCKED },
    { image: '2004', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: '20H2', isolation: 'process', outcome: mismatch, source: BLOCKED },
    { image: '20H2', isolation: 'hyperv', outcome: runs, source: TABLE },
    { image: 'ltsc2022', isolation: 'process', outcome: runs, source: 'microsoft/hcsshim issue 2566' },
    { image: 'ltsc2022', isolation: 'hyperv', outcome: runs, source: TABLE },
    {
      image: 'ltsc2025',
      isolation: 'process',
      outcome: { is: 'refused', text: 'invalid-layer' },
      source:
        'microsoft/hcsshim issue 2566 (issue 647 of Windows-Containers saw it run, servercore after 141 s)',
    },
    {
      image: 'ltsc2025',
      isolation: 'hyperv',
      outcome: { is: 'refused', text: 'invalid-layer' },
      source: 'microsoft/hcsshim issue 2566 (issue 647 of Windows-Containers saw it run)',
    },
  ],
};

/** Which release an image of a build is; builds without base images have none. */
export const RELEASE_OF_BUILD: Readonly<Record<number, ImageRelease>> = {
  14393: 'ltsc2016',
  16299: '1709',
  17134: '1803',
  17763: 'ltsc2019',
  18362: '1903',
  18363: '1909',
  19041: '2004',
  19042: '20H2',
  20348: 'ltsc2022',
  26100: 'ltsc2025',
};
