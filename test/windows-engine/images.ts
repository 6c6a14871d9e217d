import { createHash } from 'node:crypto';
import type { Family, ImageConfig, SimulatedImage } from './options.ts';

/** An image with nothing left open. */
export interface Image {
  readonly os: 'windows' | 'linux';
  /** Empty when the image does not say. */
  readonly osVersion: string;
  readonly architecture: 'amd64' | 'arm64';
  readonly family: Family | undefined;
  readonly size: number;
  readonly layers: readonly { readonly digest: string; readonly size: number }[];
  readonly config: ImageConfig;
  readonly utilityVm: boolean;
  readonly hasCmd: boolean;
  /** Of the manifest. */
  readonly digest: string;
  /** Of the configuration: the image's id in the graphdriver store. */
  readonly configDigest: string;
}

/** Compressed bytes of the base layer, about what mcr.microsoft.com serves; free. */
const BASE_SIZES: Readonly<Record<Family | 'linux', number>> = {
  nanoserver: 121_000_000,
  servercore: 1_900_000_000,
  server: 3_100_000_000,
  windows: 4_200_000_000,
  linux: 30_000_000,
};

/** User of the base images: nanoserver's is the one without rights. */
const BASE_USERS: Readonly<Record<Family, string>> = {
  nanoserver: 'ContainerUser',
  servercore: '',
  server: '',
  windows: '',
};

export function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** Fills in what a test did not say; the same input gives the same digests. */
export function completeImage(image: Omit<SimulatedImage, 'reference'>): Image {
  const os = image.os ?? 'windows';
  const family = os === 'windows' ? (image.family ?? 'nanoserver') : undefined;
  const layers = (image.layers ?? [{ size: BASE_SIZES[family ?? 'linux'] }]).map((layer, index) => ({
    digest: layer.digest ?? digestOf(`layer ${index} ${os} ${family} ${image.osVersion} ${layer.size}`),
    size: layer.size,
  }));
  const hasCmd = image.hasCmd ?? true;
  const config: ImageConfig = {
    Cmd: os === 'windows' && hasCmd ? ['c:\\windows\\system32\\cmd.exe'] : null,
    Entrypoint: null,
    User: family ? BASE_USERS[family] : '',
    ...image.config,
  };
  const configDigest = digestOf(JSON.stringify([os, image.osVersion, image.architecture, config, layers]));
  return {
    os,
    osVersion: image.osVersion ?? '',
    architecture: image.architecture ?? 'amd64',
    family,
    size: image.size ?? layers.reduce((sum, { size }) => sum + size, 0),
    layers,
    config,
    utilityVm: image.utilityVm ?? true,
    hasCmd,
    digest: image.digest ?? digestOf(`manifest ${configDigest}`),
    configDigest,
  };
}

/** Major, minor, build and revision; NaN where the version does not say. */
export function versionParts(version: string): { build: number; revision: number; prefix: string } {
  const [major, minor, build, revision] = version.split('.');
  return {
    build: Number(build ?? Number.NaN),
    revision: Number(revision ?? Number.NaN),
    prefix: `${major}.${minor}.${build}`,
  };
}
