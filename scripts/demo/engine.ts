import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { placePowershell } from '../../test/bundle/place-powershell.ts';
import { type RegistryImage, startWindowsEngine } from '../../test/windows-engine/engine.ts';
import { tableGuestRunner } from '../../test/windows-engine/guest/table.ts';
import type { DemoImage } from './registry.ts';

/** Docker Hub's images are named without their registry. */
const registryOf = (name: string) =>
  name.startsWith('library/') ? name.slice('library/'.length) : `mcr.microsoft.com/${name}`;

/**
 * A Windows Server 2022 with Docker, played by a server on this machine: it pulls what the demo's registries hold, and its
 * containers answer as Windows would. `environment` is what a step there would be started with.
 */
export async function startDemoEngine(
  published: Readonly<Record<string, DemoImage | readonly DemoImage[]>>,
): Promise<{
  readonly environment: Readonly<Record<string, string>>;
  containers(): readonly string[];
  close(): Promise<void>;
}> {
  const root = mkdtempSync(path.join(tmpdir(), 'isolation-engine-'));
  const programs = path.join(root, 'bin');
  mkdirSync(programs);
  await placePowershell(programs);
  const engine = await startWindowsEngine({
    engine: '29.1',
    host: 'windows-server-2022',
    imageStore: 'graphdriver',
    registryImages: Object.entries(published).flatMap(([name, images]) => imagesOf(name, images)),
    guest: tableGuestRunner(),
    delays: { pullLayer: 40, start: 150, boot: 400 },
    listen: { socket: path.join(root, 'engine.sock') },
  });
  return {
    environment: {
      PATH: `${programs}${path.delimiter}${process.env.PATH ?? ''}`,
      DOCKER_HOST: engine.dockerHost,
      WINDOWS_ENGINE_SIMULATOR: engine.dockerHost,
    },
    containers: () => engine.containers().map(({ name }) => name),
    async close() {
      await engine.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function imagesOf(name: string, images: DemoImage | readonly DemoImage[]): RegistryImage[] {
  const entries = ('os' in images ? [images] : images).map((image) => ({
    ...image,
    ...(image.architecture === undefined ? {} : { architecture: image.architecture as 'amd64' | 'arm64' }),
    family: familyOf(name),
    layers: [{ size: familyOf(name) === 'nanoserver' ? 120_000_000 : 1_500_000_000 }],
  }));
  const [single] = entries;
  const reference = registryOf(name);
  if (single !== undefined && entries.length === 1) return [{ ...single, reference } as RegistryImage];
  return [{ reference, entries } as RegistryImage];
}

function familyOf(name: string): 'nanoserver' | 'servercore' {
  return name.includes('nanoserver') ? 'nanoserver' : 'servercore';
}
