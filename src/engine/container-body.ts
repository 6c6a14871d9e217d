import type { ContainerSpec } from './model.ts';

/**
 * The body of `POST /containers/create`. Fields that were left out are not sent, so that the image's or the engine's own
 * hold. No terminal, which would mix both streams and colour them; no removal by the engine, which on Windows takes the
 * log and the exit code away before they can be read.
 */
export function containerBody(spec: ContainerSpec): Readonly<Record<string, unknown>> {
  const { entrypoint, command, user, environment, isolation, memory } = spec;
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
    HostConfig: {
      NetworkMode: spec.network ?? 'none',
      AutoRemove: false,
      ...(isolation !== undefined && { Isolation: isolation }),
      ...(memory !== undefined && { Memory: memory }),
    },
  };
}
