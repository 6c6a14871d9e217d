import type { ContainerSpec } from './model.ts';

/**
 * The body of `POST /containers/create`. Fields that were left out are not sent, so that the image's or the engine's own
 * hold. No terminal, which would mix both streams and colour them; no removal by the engine, which on Windows takes the
 * log and the exit code away before they can be read.
 *
 * Without a network the engine is told so twice: in the network `none` it still makes a sandbox with an endpoint in it, which
 * takes a Linux engine half the time of a start; with `NetworkDisabled` it makes neither, and on Windows the container
 * is given the same empty list of endpoints (moby `daemon/container_operations.go` and `daemon/oci_windows.go`).
 */
export function containerBody(spec: ContainerSpec): Readonly<Record<string, unknown>> {
  const { entrypoint, command, user, environment, isolation, memory, network = 'none' } = spec;
  return {
    Image: spec.image,
    ...(entrypoint !== undefined && { Entrypoint: entrypoint }),
    ...(command !== undefined && { Cmd: command }),
    ...(user !== undefined && { User: user }),
    ...(environment !== undefined && {
      Env: Object.entries(environment).map(([key, value]) => `${key}=${value}`),
    }),
    Labels: spec.labels,
    Tty: false,
    ...(spec.openStdin && { OpenStdin: true }),
    ...(network === 'none' && { NetworkDisabled: true }),
    HostConfig: {
      NetworkMode: network,
      AutoRemove: false,
      ...(isolation !== undefined && { Isolation: isolation }),
      ...(memory !== undefined && { Memory: memory }),
    },
  };
}
