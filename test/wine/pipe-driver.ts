import { createServer } from 'node:http';
import { createServer as createPipeServer } from 'node:net';
import { createEngine } from '../../src/engine/client.ts';
import { resolveEndpoint } from '../../src/engine/endpoint.ts';
import { EngineError } from '../../src/engine/engine-error.ts';
import { realClock } from '../engine/clock.ts';
import { frame } from '../engine/frames.ts';

/**
 * Asks engines behind named pipes of the Windows that this runs on, and prints what came of it as JSON. The engines are
 * HTTP servers of this same process. That the process ends says that no connection is left.
 */

/** An engine that answers, and one that does so only to a ping. */
const answering = createServer((request, response) => {
  const path = request.url ?? '';
  if (path === '/_ping') {
    response.writeHead(200, { 'Api-Version': '1.52', Ostype: 'windows' }).end('OK');
  } else if (path.includes('/logs')) {
    response.writeHead(200, { 'Content-Type': 'application/vnd.docker.multiplexed-stream' });
    response.end(Buffer.concat([frame(1, 'out\r\n'), frame(2, 'err\r\n')]));
  } else if (path.includes('/wait')) {
    response.writeHead(200, { 'Content-Type': 'application/json' }).flushHeaders();
    if (path.includes('/cut/')) setTimeout(() => response.destroy(), 100);
    else if (!path.includes('/hang/')) setTimeout(() => response.end('{"StatusCode":3221225786}\n'), 100);
  } else {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('[]\n');
  }
});
const closing = createPipeServer((socket) => socket.destroy());

const world = (host: string) => ({
  platform: process.platform,
  environment: { DOCKER_HOST: host },
  readFile: async () => undefined,
});
const engineAt = async (host: string) =>
  createEngine(await resolveEndpoint(world(host)), { clock: realClock });
const outcomeOf = (call: Promise<unknown>) =>
  call.catch((thrown) => (thrown instanceof EngineError ? thrown.code : String(thrown)));
const listen = (server: { listen: (path: string, done: () => void) => unknown }, name: string) =>
  new Promise<void>((resolve) => server.listen(`\\\\.\\pipe\\${name}`, resolve));

const mark = process.pid;
await listen(answering, `engine-${mark}`);
await listen(closing, `closing-${mark}`);

const engine = await engineAt(`npipe:////./pipe/engine-${mark}`);
const results = {
  platform: process.platform,
  greeting: await outcomeOf(engine.greet()),
  sloppy: await outcomeOf((await engineAt(`npipe://./pipe/engine-${mark}`)).listContainers([])),
  log: await outcomeOf(engine.logs('a')),
  exit: await outcomeOf(engine.waitContainer('a')),
  cut: await outcomeOf(engine.waitContainer('cut')),
  hang: await outcomeOf(engine.waitContainer('hang', { milliseconds: 300 })),
  sideBySide: (await Promise.all(Array.from({ length: 40 }, () => outcomeOf(engine.listContainers([])))))
    .length,
  absent: await outcomeOf((await engineAt(`npipe:////./pipe/absent-${mark}`)).greet()),
  closing: await outcomeOf((await engineAt(`npipe:////./pipe/closing-${mark}`)).greet()),
};
answering.close();
closing.close();
process.stdout.write(`${JSON.stringify(results)}\n`);
