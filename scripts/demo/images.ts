import type { DemoImage } from './registry.ts';

const windows = (osVersion: string): DemoImage => ({ os: 'windows', osVersion });
const linux = (architecture: string): DemoImage => ({ os: 'linux', architecture });

/** What the registries hold for the images that `examples/` names, in the shapes in which they are published. */
export const DEMO_IMAGES: Readonly<Record<string, DemoImage | readonly DemoImage[]>> = {
  'windows/servercore:ltsc2022': [windows('10.0.20348.5499')],
  'windows/servercore:ltsc2025': [windows('10.0.26100.33296')],
  'windows/nanoserver:ltsc2022': [windows('10.0.20348.5499')],
  'windows/nanoserver:ltsc2025': [windows('10.0.26100.33296')],
  // The shared tag holds the two oldest releases only.
  'dotnet/framework/sdk:4.8': [windows('10.0.14393.8422'), windows('10.0.17763.8880')],
  'dotnet/framework/sdk:4.8.1-windowsservercore-ltsc2022': [windows('10.0.20348.5499')],
  'oss/kubernetes/windows-host-process-containers-base-image:v1.0.0': { os: 'windows' },
  'library/golang:1.27-windowsservercore-ltsc2022': [windows('10.0.20348.5499')],
  'library/golang:1.27-windowsservercore-ltsc2025': [windows('10.0.26100.33296')],
  'library/golang:1.27-alpine': [linux('amd64'), linux('arm64')],
  'library/alpine:3.22': [linux('amd64'), linux('arm64')],
  'library/redis:8': [linux('amd64'), linux('arm64')],
};
