import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { compareApi } from '../generations.ts';
import type { FaultAction, RecordedCall } from '../options.ts';
import { pause } from '../pause.ts';
import { ROUTES } from '../routes/routes.ts';
import { type EngineState, osType } from '../state.ts';
import { EngineError, say } from '../texts.ts';
import { Call } from './answer.ts';

/** Answers every call to an engine, and writes it down. */
export function answerer(engine: EngineState): RequestListener {
  return (request, response) => {
    const method = request.method ?? 'GET';
    const record: RecordedCall = {
      method,
      path: request.url ?? '/',
      at: new Date(),
      get status() {
        return response.headersSent ? response.statusCode : 0;
      },
    };
    // The simulator's own paths are no calls to an engine.
    if (!record.path.startsWith('/_simulator/')) engine.calls.push(record);
    // Go names neither; the connection stays open all the same.
    response.removeHeader('Connection');
    response.on('error', () => {});
    void answer(engine, request, response);
  };
}

async function answer(
  engine: EngineState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://engine');
  const [, version, path = '/'] = /^(?:\/v([0-9.]+))?(\/.*)$/.exec(pathname) ?? [];
  const call = new Call({
    method: request.method ?? 'GET',
    path: decodeURIComponent(path),
    query: searchParams,
    api: version ?? engine.generation.api.max,
    request,
    response,
    // Read always: docker-modem sends a body along with a pull, which nobody asked for.
    body: readBody(request),
  });
  try {
    await handle(engine, call);
  } catch (error) {
    if (error instanceof EngineError) fail(call, error);
    else call.error(500, `simulator: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
  }
}

async function handle(engine: EngineState, call: Call): Promise<void> {
  const found = ROUTES.flatMap((route) => {
    const fits = route.method === call.method ? route.path.exec(call.path) : null;
    return fits ? [{ handler: route.handler, parameters: fits.groups ?? {}, own: route.own }] : [];
  })[0];
  if (found?.own) return await found.handler(call, engine);
  const faults = engine.faults.ofCall(call.method, call.path);
  const before = faults.find(({ kind }) => kind === 'drop-before-headers' || kind === 'hang');
  if (before && !(before.kind === 'hang' && before.performed))
    return before.kind === 'hang' ? undefined : call.drop();
  if (!found) throw say(engine.generation.name, 'page-not-found');
  call.parameters = found.parameters;
  call.set({
    'Api-Version': engine.generation.api.max,
    Ostype: osType(engine),
    Server: `Docker/${engine.version} (${osType(engine)})`,
  });
  checkVersion(engine, call.api);
  call.set({ 'Docker-Experimental': 'false' });
  for (const fault of faults) await suffer(engine, call, fault);
  await found.handler(call, engine);
}

async function suffer(engine: EngineState, call: Call, fault: FaultAction): Promise<void> {
  if (fault.kind === 'slow') await pause(engine, fault.ms);
  if (fault.kind === 'http-500') throw new EngineError(500, fault.message ?? 'internal server error');
  if (fault.kind === 'http-error') throw new EngineError(fault.status, fault.message);
  if (fault.kind === 'pull-error') call.pullError = fault.message;
  if (fault.kind === 'drop-after-headers') call.cut = { at: 'headers' };
  if (fault.kind === 'half-json-line') call.cut = { at: 'half-line', lines: fault.lines ?? 0 };
  if (fault.kind === 'hang') call.cut = { at: 'never' };
}

/** Callers of before 1.24 read errors as plain text. */
function fail(call: Call, { status, message }: EngineError): void {
  if (call.answered || compareApi(call.api, '1.24') >= 0) {
    call.error(status, message);
    return;
  }
  call.set({ 'X-Content-Type-Options': 'nosniff' });
  call.text(status, 'text/plain; charset=utf-8', `${message}\n`);
}

/** @throws EngineError 400 for a version that the engine does not speak. */
function checkVersion({ generation }: EngineState, version: string): void {
  const { min: minimum, max: maximum } = generation.api;
  if (compareApi(version, minimum) < 0) throw say(generation.name, 'client-too-old', { version, minimum });
  if (compareApi(version, maximum) > 0) throw say(generation.name, 'client-too-new', { version, maximum });
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    // The caller hung up: what came is what there is.
  }
  return Buffer.concat(chunks);
}
