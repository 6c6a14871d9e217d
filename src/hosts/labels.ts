import type { Product } from '../windows/model.ts';
import type { ImageStore } from './model.ts';

/** The day on which the table below was last compared with its sources. */
export const RUNNER_LABELS_READ = '2026-11-23';

/**
 * What GitHub serves under one runner label. Never a revision: hosted images move weekly.
 * That the Hyper-V feature is installed does not say that its containers start, so no row claims that.
 */
export interface RunnerLabel {
  /** As `runs-on` has it. */
  readonly label: string;
  readonly build: number;
  readonly product: Product;
  readonly architecture: 'amd64' | 'arm64';
  readonly docker: boolean;
  /** ISO date since which the image has no Docker. */
  readonly dockerRemoved?: string;
  readonly engineVersion?: string;
  readonly imageStore?: ImageStore;
  /** ISO date on which the label stopped being served. */
  readonly retired?: string;
  /** The label that is the same Windows today, for a label that GitHub points elsewhere from time to time. */
  readonly movesWith?: string;
  readonly hypervFeatureInstalled?: boolean;
  readonly sources: readonly string[];
}

const RUNNER_IMAGES = 'https://github.com/actions/runner-images';
const WINDOWS_2025 = `${RUNNER_IMAGES}/blob/main/images/windows/Windows2025-Readme.md`;
const WINDOWS_2022 = `${RUNNER_IMAGES}/blob/main/images/windows/Windows2022-Readme.md`;
const DOCKER_UPDATE = `${RUNNER_IMAGES}/issues/14631`;
const DOCKER_REMOVED_ON_ARM = `${RUNNER_IMAGES}/issues/14632`;
const VISUAL_STUDIO_2026 = `${RUNNER_IMAGES}/issues/14017`;
const VISUAL_STUDIO_2026_ON_ARM = `${RUNNER_IMAGES}/issues/14602`;
// The image leaves Docker's configuration alone, and on Windows the engine then takes the graphdriver.
const INSTALL_DOCKER = `${RUNNER_IMAGES}/blob/main/images/windows/scripts/build/Install-Docker.ps1`;
const IMAGE_STORE_CHOICE = 'https://github.com/moby/moby/blob/master/daemon/image_store_choice.go';

/** GitHub's hosted Windows labels, today's and those that workflows still name. Newest Windows first. */
export const RUNNER_LABELS: readonly RunnerLabel[] = [
  {
    label: 'windows-2025',
    build: 26100,
    product: 'server',
    architecture: 'amd64',
    docker: true,
    engineVersion: '29.7.2',
    imageStore: 'graphdriver',
    hypervFeatureInstalled: true,
    sources: [WINDOWS_2025, DOCKER_UPDATE, INSTALL_DOCKER, IMAGE_STORE_CHOICE],
  },
  {
    label: 'windows-2025-vs2026',
    build: 26100,
    product: 'server',
    architecture: 'amd64',
    docker: true,
    engineVersion: '29.7.2',
    imageStore: 'graphdriver',
    hypervFeatureInstalled: true,
    sources: [VISUAL_STUDIO_2026, DOCKER_UPDATE, INSTALL_DOCKER, IMAGE_STORE_CHOICE],
  },
  {
    label: 'windows-latest',
    build: 26100,
    product: 'server',
    architecture: 'amd64',
    docker: true,
    engineVersion: '29.7.2',
    imageStore: 'graphdriver',
    movesWith: 'windows-2025',
    hypervFeatureInstalled: true,
    sources: [VISUAL_STUDIO_2026, WINDOWS_2025, DOCKER_UPDATE, INSTALL_DOCKER, IMAGE_STORE_CHOICE],
  },
  {
    label: 'windows-2022',
    build: 20348,
    product: 'server',
    architecture: 'amd64',
    docker: true,
    engineVersion: '29.7.2',
    imageStore: 'graphdriver',
    hypervFeatureInstalled: true,
    sources: [WINDOWS_2022, DOCKER_UPDATE, INSTALL_DOCKER, IMAGE_STORE_CHOICE],
  },
  {
    label: 'windows-11-arm',
    build: 26200,
    product: 'client',
    architecture: 'arm64',
    docker: false,
    dockerRemoved: '2026-08-31',
    sources: [DOCKER_REMOVED_ON_ARM, VISUAL_STUDIO_2026_ON_ARM],
  },
  {
    label: 'windows-11-vs2026-arm',
    build: 26200,
    product: 'client',
    architecture: 'arm64',
    docker: false,
    dockerRemoved: '2026-08-31',
    sources: [DOCKER_REMOVED_ON_ARM, VISUAL_STUDIO_2026_ON_ARM],
  },
  {
    label: 'windows-2019',
    build: 17763,
    product: 'server',
    architecture: 'amd64',
    docker: true,
    engineVersion: '27.5.1',
    imageStore: 'graphdriver',
    retired: '2025-06-30',
    sources: [`${RUNNER_IMAGES}/issues/12045`, IMAGE_STORE_CHOICE],
  },
  {
    label: 'windows-2016',
    build: 14393,
    product: 'server',
    architecture: 'amd64',
    docker: true,
    imageStore: 'graphdriver',
    retired: '2022-04-01',
    sources: [`${RUNNER_IMAGES}/issues/4312`, `${RUNNER_IMAGES}/issues/5238`],
  },
];

/** The row of a hosted Windows label; labels are compared without case, as GitHub does. */
export function findRunnerLabel(label: string): RunnerLabel | undefined {
  const wanted = label.toLowerCase();
  return RUNNER_LABELS.find((row) => row.label === wanted);
}

/** The system of a hosted label that is not Windows (`ubuntu-24.04`, `macos-latest`), else `undefined`. */
export function otherSystemOfLabel(label: string): 'Linux' | 'macOS' | undefined {
  if (/^ubuntu-[\w.-]+$/i.test(label)) {
    return 'Linux';
  }
  return /^macos-[\w.-]+$/i.test(label) ? 'macOS' : undefined;
}
