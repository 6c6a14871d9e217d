import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Json } from '../container.ts';

/** Where a fault cuts an answer. */
export type Cut =
  | { readonly at: 'headers' }
  | { readonly at: 'half-line'; readonly lines: number }
  /** Before it begins, and without an end. */
  | { readonly at: 'never' };

/** A body that is written bit by bit, its headers sent at once. */
export interface StreamedBody {
  write(chunk: string | Uint8Array): void;
  end(): void;
}

/** Go's net/http sends longer bodies in chunks. */
const LONGEST_COUNTED_BODY = 2048;

/** One call: what was asked, and the ways in which an engine answers. */
export class Call {
  readonly method: string;
  /** Decoded, without version. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly api: string;
  readonly headers: IncomingMessage['headers'];
  /** Ends when the caller hangs up. */
  readonly signal: AbortSignal;
  /** The parts of the path that the route's pattern names. */
  parameters: Readonly<Record<string, string>> = {};
  cut: Cut | undefined;
  /** What a fault lets a pull end with, after its first line. */
  pullError: string | undefined;
  readonly #body: Promise<Buffer>;
  readonly #response: ServerResponse;

  constructor(parts: {
    readonly method: string;
    readonly path: string;
    readonly query: URLSearchParams;
    readonly api: string;
    readonly request: IncomingMessage;
    readonly response: ServerResponse;
    readonly body: Promise<Buffer>;
  }) {
    this.method = parts.method;
    this.path = parts.path;
    this.query = parts.query;
    this.api = parts.api;
    this.headers = parts.request.headers;
    this.#response = parts.response;
    this.#body = parts.body;
    const hungUp = new AbortController();
    this.signal = hungUp.signal;
    parts.response.on('close', () => hungUp.abort());
  }

  body(): Promise<Buffer> {
    return this.#body;
  }

  get name(): string {
    return this.parameters.name ?? '';
  }

  /** A query value as Go's httputils.BoolValue reads it. */
  flag(name: string): boolean {
    const value = (this.query.get(name) ?? '').trim().toLowerCase();
    return !['', '0', 'no', 'false', 'none'].includes(value);
  }

  get answered(): boolean {
    return this.#response.headersSent || this.#response.destroyed;
  }

  json(status: number, body: Json | readonly unknown[]): void {
    this.#send(status, 'application/json', `${JSON.stringify(body)}\n`);
  }

  text(status: number, contentType: string, text: string): void {
    this.#send(status, contentType, text);
  }

  empty(status: number): void {
    if (this.cut?.at === 'never') return;
    this.#response.writeHead(status);
    if (this.cut) this.#cutAfterHeaders();
    else this.#response.end();
  }

  error(status: number, message: string): void {
    if (this.answered) this.drop();
    else if (status === 304) this.empty(304);
    else this.json(status, { message });
  }

  /** Adds headers to the answer that is to come. */
  set(headers: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(headers)) this.#response.setHeader(name, value);
  }

  stream(contentType: string | undefined): StreamedBody {
    const response = this.#response;
    if (this.cut?.at === 'never') return { write: () => {}, end: () => {} };
    response.writeHead(200, contentType === undefined ? {} : { 'Content-Type': contentType });
    response.flushHeaders();
    let lines = this.cut?.at === 'half-line' ? this.cut.lines : Number.POSITIVE_INFINITY;
    if (this.cut?.at === 'headers') this.#cutAfterHeaders();
    return {
      write: (chunk) => {
        if (response.destroyed || this.cut?.at === 'headers') return;
        if (lines-- > 0) response.write(chunk);
        else this.#half(chunk);
      },
      end: () => {
        if (this.cut) this.drop();
        else response.end();
      },
    };
  }

  /** Cuts the connection. */
  drop(): void {
    setImmediate(() => this.#response.destroy());
  }

  #send(status: number, contentType: string, text: string): void {
    if (this.cut?.at === 'never') return;
    const bytes = Buffer.byteLength(text);
    const counted = bytes <= LONGEST_COUNTED_BODY ? { 'Content-Length': String(bytes) } : {};
    this.#response.writeHead(status, { 'Content-Type': contentType, ...counted });
    if (this.cut?.at === 'headers') this.#cutAfterHeaders();
    else if (this.cut) this.#half(text);
    else this.#response.end(this.method === 'HEAD' ? undefined : text);
  }

  #cutAfterHeaders(): void {
    this.#response.flushHeaders();
    this.drop();
  }

  #half(chunk: string | Uint8Array): void {
    const half = chunk.slice(0, Math.ceil(chunk.length / 2));
    this.#response.write(half, () => this.#response.destroy());
  }
}
