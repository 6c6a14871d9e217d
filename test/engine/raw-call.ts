import { request } from 'node:http';

/** Where an engine listens, for calls that are made without any client: a socket or a pipe, or a port of this machine. */
export type RawAddress = { readonly socketPath: string } | { readonly port: number };

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

/** One request in plain HTTP, and its whole answer. Rejects after half a minute without one. */
export function rawCall(
  address: RawAddress,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<RawAnswer> {
  const bytes = body === undefined || Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  const type = bytes === body ? 'application/x-tar' : 'application/json';
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        ...address,
        method,
        path,
        headers: { ...(bytes && { 'Content-Type': type, 'Content-Length': bytes.length }), ...headers },
        agent: false,
        signal: AbortSignal.timeout(30_000),
      },
      async (answer) => {
        try {
          const chunks: Buffer[] = [];
          for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk);
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) });
        } catch (thrown) {
          reject(thrown);
        }
      },
    );
    outgoing.on('error', reject);
    outgoing.end(bytes);
  });
}
