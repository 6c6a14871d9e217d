import { type EngineState, type Handler, osType } from '../state.ts';

/** moby api/server/router/system/system_routes.go pingHandler; the classic builder is Windows' own since 23.0. */
export const ping: Handler = (call, engine) => {
  const { generation } = engine;
  call.set({ 'Cache-Control': 'no-cache, no-store, must-revalidate', Pragma: 'no-cache' });
  if (generation.pingTellsSwarm) {
    call.set({ 'Builder-Version': osType(engine) === 'windows' ? '1' : '2', Swarm: 'inactive' });
  }
  call.text(200, 'text/plain; charset=utf-8', call.method === 'HEAD' ? '' : 'OK');
};

export const version: Handler = (call, engine) => {
  const { generation } = engine;
  const { max, min } = generation.api;
  const kernel = kernelVersion(engine);
  const build = {
    GitCommit: generation.gitCommit,
    GoVersion: generation.goVersion,
    KernelVersion: kernel,
    BuildTime: generation.buildTime,
  };
  const os = osType(engine);
  call.json(200, {
    Platform: { Name: os === 'linux' ? 'Docker Desktop 4.49.0 (208700)' : generation.platform },
    Components: [
      {
        Name: 'Engine',
        Version: engine.version,
        Details: {
          ApiVersion: max,
          Arch: 'amd64',
          Experimental: 'false',
          MinAPIVersion: min,
          Os: os,
          ...build,
        },
      },
    ],
    Version: engine.version,
    ApiVersion: max,
    MinAPIVersion: min,
    Os: os,
    Arch: 'amd64',
    ...build,
  });
};

/** moby pkg/parsers/kernel/kernel_windows.go: version, build, and the registry's BuildLabEx. */
export function kernelVersion({ host }: EngineState): string {
  return host.os === 'linux' ? host.kernelVersion : `10.0 ${host.build} (${host.buildLab})`;
}
