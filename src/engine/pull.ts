import type { IncomingMessage } from 'node:http';
import type { EngineError } from './engine-error.ts';
import { number, record, text } from './fields.ts';
import type { EngineEndpoint, PullProgress, PullRequest } from './model.ts';
import { notAnAnswer } from './modem.ts';
import { BadLine, NdjsonReader } from './ndjson.ts';
import { plainLine } from './plain-line.ts';
import { refused } from './refusals.ts';

/**
 * What `POST /images/create` is asked for. A tag or a digest is always said: an engine that is told neither pulls every
 * tag of the repository.
 */
export function pullQuery({ reference, platform }: Pick<PullRequest, 'reference' | 'platform'>): {
  readonly fromImage: string;
  readonly tag: string;
  readonly platform?: string;
} {
  const [name = '', digest] = reference.split('@', 2);
  const colon = name.lastIndexOf(':');
  const tagged = colon > name.lastIndexOf('/');
  return {
    fromImage: tagged ? name.slice(0, colon) : name,
    tag: digest ?? (tagged ? name.slice(colon + 1) : 'latest'),
    ...(platform !== undefined && { platform }),
  };
}

/** A login in the words of an engine (moby api/types/registry/authconfig.go). */
export function pullLogin(login: NonNullable<PullRequest['login']>): object {
  return {
    ...(login.username !== undefined && { username: login.username }),
    ...(login.password !== undefined && { password: login.password }),
    ...(login.identityToken !== undefined && { identitytoken: login.identityToken }),
    serveraddress: login.server,
  };
}

/**
 * Reads the stream of a pull to its end. An engine that began it with HTTP 200 says in one of its lines why it failed;
 * the keys `error` and `errorDetail` tell such a line, in either order.
 *
 * @param alive called for every line that comes
 * @throws {EngineError} `engine-refused` with status 200 for such a line, `engine-broken` for what is no JSON
 */
export async function readPull(
  stream: IncomingMessage,
  request: PullRequest,
  endpoint: EngineEndpoint,
  alive: () => void,
): Promise<void> {
  const reader = new NdjsonReader();
  const what = `pull ${plainLine(request.reference, 300)}`;
  const read = (values: readonly unknown[]): void => {
    for (const value of values) {
      alive();
      const failure = failureIn(value, what, endpoint);
      if (failure) throw failure;
      const progress = progressIn(value, request.reference);
      if (progress) request.onProgress?.(progress);
    }
  };
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      read(reader.push(chunk));
    }
    read(reader.end());
  } catch (thrown) {
    if (!(thrown instanceof BadLine)) throw thrown;
    const line = plainLine(thrown.line, 100);
    throw notAnAnswer(endpoint, what, `"${line}" is no line of JSON`, thrown);
  } finally {
    stream.destroy();
  }
}

function failureIn(line: unknown, what: string, endpoint: EngineEndpoint): EngineError | undefined {
  const fields = record(line);
  const message = text(record(fields?.errorDetail)?.message) ?? text(fields?.error);
  return message === undefined ? undefined : refused(200, message.trim(), what, endpoint);
}

function progressIn(line: unknown, image: string): PullProgress | undefined {
  const fields = record(line);
  const status = text(fields?.status);
  if (status === undefined) return undefined;
  const layer = text(fields?.id);
  // Unpacking by containerd is told in seconds, with their unit.
  const told = record(fields?.progressDetail);
  const detail = text(told?.units) === undefined ? told : undefined;
  const current = number(detail?.current);
  const total = number(detail?.total);
  return {
    image,
    status,
    ...(layer !== undefined && { layer }),
    ...(current !== undefined && current >= 0 && { current }),
    ...(total !== undefined && total > 0 && { total }),
  };
}
