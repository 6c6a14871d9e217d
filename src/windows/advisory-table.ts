import type { NumberRange } from './conflicts.ts';
import type { Family, Isolation, Level, Product } from './model.ts';
import type { PredictionRule } from './prediction.ts';
import type { SourceId } from './sources.ts';

/** A trouble that people met with certain versions. Every condition that is given must hold. */
export interface Advisory {
  readonly id: string;
  /** ISO date of the first report; of the reading, where the source bears no date. */
  readonly since: string;
  /** ISO date on which it was reported gone; still open when left out. */
  readonly until?: string;
  readonly when: {
    readonly hostBuilds?: NumberRange;
    readonly hostRevisions?: NumberRange;
    readonly product?: Product;
    readonly imageBuilds?: NumberRange;
    readonly imageRevisions?: NumberRange;
    readonly families?: readonly Family[];
    readonly isolation?: Isolation;
  };
  /** What happens and what to do about it; whole sentences. */
  readonly message: string;
  /** Told inside the finding of this rule if that fired, so that one cause stays one finding. */
  readonly within?: PredictionRule;
  readonly level: Exclude<Level, 'error'>;
  /** Too general to be told at every pairing it touches; for explanations and documents only. */
  readonly quiet?: true;
  readonly sources: readonly SourceId[];
}

/** Families that hold more than Nano Server, and those of which nobody knows. */
const NOT_NANO: readonly Family[] = ['servercore', 'server', 'windows', 'unknown'];

export const ADVISORIES: readonly Advisory[] = [
  {
    id: 'image-17763-1039-hangs',
    since: '2020-02-11',
    until: '2020-02-18',
    when: {
      imageBuilds: { min: 17763, max: 17763 },
      imageRevisions: { min: 1039, max: 1039 },
      isolation: 'process',
    },
    message:
      'Images of revision 10.0.17763.1039 hang in process isolation, even at a plain echo; they were replaced by 10.0.17763.1040 a week later.',
    within: 'february-2020-baseline',
    level: 'warning',
    sources: ['moby-40551'],
  },
  {
    id: 'receive-segment-coalescing',
    since: '2026-11-23',
    when: {
      hostBuilds: { min: 20348, max: 20348 },
      product: 'server',
      imageBuilds: { min: 20348, max: 20348 },
      isolation: 'process',
    },
    message:
      'Outbound TLS and large downloads of process-isolated containers can stall on Windows Server 2022 until receive segment coalescing is switched off on the host.',
    level: 'notice',
    quiet: true,
    sources: ['windows-containers-181'],
  },
  {
    id: 'windows-11-process-tls',
    since: '2026-05-18',
    when: { hostBuilds: { min: 22621, max: 26100 }, product: 'client', isolation: 'process' },
    message: 'TLS inside process-isolated containers was seen to fail on Windows 11 22H2 to 24H2.',
    level: 'notice',
    quiet: true,
    sources: ['bccontainerhelper-isolation'],
  },
  {
    id: 'nanoserver-1903-on-22h2',
    since: '2023-05-06',
    when: {
      hostBuilds: { min: 19045, max: 19045 },
      product: 'client',
      imageBuilds: { min: 18362, max: 18362 },
      families: ['nanoserver'],
      isolation: 'hyperv',
    },
    message:
      'nanoserver:1903 was seen to exit at start (0xc0370106) in Hyper-V isolation on Windows 10 22H2; a release still in support is the safer base.',
    level: 'notice',
    sources: ['windows-containers-356'],
  },
  {
    id: 'ltsc2025-iis-stops-slowly',
    since: '2024-11-14',
    until: '2024-12-20',
    when: {
      hostBuilds: { min: 26100, max: 26100 },
      imageBuilds: { min: 26100, max: 26100 },
      imageRevisions: { min: 2314, max: 2314 },
      families: ['servercore'],
      isolation: 'process',
    },
    message:
      'Containers with IIS on 10.0.26100.2314 were seen to take about ten minutes to stop in process isolation; it was not seen again from 10.0.26100.2605 on.',
    level: 'notice',
    sources: ['windows-containers-547'],
  },
  {
    id: 'ltsc2025-crosses-february-2025',
    since: '2025-02-12',
    when: {
      hostBuilds: { min: 26100, max: 26100 },
      hostRevisions: { max: 2894 },
      product: 'server',
      imageBuilds: { min: 26100, max: 26100 },
      imageRevisions: { min: 3194, max: 4060 },
      families: NOT_NANO,
      isolation: 'process',
    },
    message:
      'The step from a host at 10.0.26100.2894 to an image of 10.0.26100.3194 was reported to fail; updating the host cured it.',
    within: 'revision-newer-than-host',
    level: 'warning',
    sources: ['runner-images-11582'],
  },
  {
    id: 'ltsc2019-crosses-may-2025',
    since: '2025-05-26',
    when: {
      hostBuilds: { min: 17763, max: 17763 },
      hostRevisions: { max: 7313 },
      product: 'server',
      imageBuilds: { min: 17763, max: 17763 },
      imageRevisions: { min: 7314 },
      families: NOT_NANO,
      isolation: 'process',
    },
    message:
      'A host below 10.0.17763.7314 was reported to fail so with images of May 2025; updating the host cured it.',
    within: 'revision-newer-than-host',
    level: 'warning',
    sources: ['windows-containers-591'],
  },
  {
    id: 'ltsc2025-crosses-may-2025',
    since: '2025-05-26',
    when: {
      hostBuilds: { min: 26100, max: 26100 },
      hostRevisions: { max: 4060 },
      product: 'server',
      imageBuilds: { min: 26100, max: 26100 },
      imageRevisions: { min: 4061 },
      families: NOT_NANO,
      isolation: 'process',
    },
    message:
      'A host without KB5058411 (10.0.26100.4061) was reported to fail so with images that have it; installing the update cured it.',
    within: 'revision-newer-than-host',
    level: 'warning',
    sources: ['windows-containers-591', 'ms-kb5058411'],
  },
  {
    id: 'http-sys-on-2025',
    since: '2026-11-23',
    when: {
      hostBuilds: { min: 26100, max: 26100 },
      product: 'server',
      imageBuilds: { min: 20348, max: 20348 },
      families: NOT_NANO,
      isolation: 'process',
    },
    message:
      'On Windows Server 2025 such a container was reported to accept connections yet never to answer HTTP through http.sys (IIS, HttpListener); test that before relying on it.',
    within: 'cross-release-process',
    level: 'notice',
    sources: ['albuild-base-image'],
  },
  {
    id: 'ltsc2019-process-start-hangs',
    since: '2026-07-14',
    when: {
      imageBuilds: { min: 17763, max: 17763 },
      imageRevisions: { min: 9020 },
      families: ['servercore'],
    },
    message:
      'Process.Start, Start-Process and the vc_redist installer were reported to hang in Server Core 2019 images since the update of July 2026 (10.0.17763.9020); 10.0.17763.8880 is the last one known to be good.',
    level: 'notice',
    sources: ['windows-containers-645', 'dotnet-docker-7284', 'cve-2026-50475'],
  },
  {
    id: 'ltsc2025-stalls-on-25h2',
    since: '2026-08-31',
    when: {
      hostBuilds: { min: 26200, max: 26200 },
      product: 'client',
      imageBuilds: { min: 26100, max: 26100 },
      families: ['servercore'],
      isolation: 'process',
    },
    message:
      'On a host where it does start, Server Core 2025 was seen to stall for about 141 seconds first; in Hyper-V isolation it did not.',
    within: 'conflicting-reports',
    level: 'notice',
    sources: ['windows-containers-647'],
  },
];
