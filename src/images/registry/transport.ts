/** One request to one address: no redirect is followed, nothing is done twice. */
export interface TransportRequest {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  /** Names in lower case. `host` and `content-length` are the transport's to say. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Most bytes of the body of a success (200 to 299): a larger one is `BodyTooLarge`. */
  readonly limit: number;
  /** So many bytes of the body of any other answer are read, and no more. */
  readonly otherLimit: number;
}

export interface TransportAnswer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  /** Unpacked, where it came compressed. */
  readonly body: Uint8Array;
}

/** By name in lower case. What came several times is joined by a comma, or is a list. */
export type AnswerHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * The wire that registries are asked over, handed in at the edge.
 *
 * Rejects with `BodyTooLarge`, with the signal's reason, or with an error whose `code` says what broke; the connection
 * is closed then.
 */
export type Transport = (request: TransportRequest, signal: AbortSignal) => Promise<TransportAnswer>;

/** The value of a header; what came as a list is joined. */
export function headerOf(headers: AnswerHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : value?.join(', ');
}
