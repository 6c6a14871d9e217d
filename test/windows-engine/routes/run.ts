import { kill, stop } from '../ending.ts';
import { start } from '../lifecycle.ts';
import { remove } from '../removal.ts';
import type { Handler } from '../state.ts';
import { say } from '../texts.ts';

export const startContainer: Handler = async (call, engine) => {
  const { name } = engine.generation;
  // A body of at least seven characters was a host configuration once.
  if ((await call.body()).length > 7) throw say(name, 'start-with-body');
  const container = engine.containers.get(call.name);
  await container.starting;
  if (container.state === 'paused') throw say(name, 'already-paused');
  if (container.state === 'running') return call.empty(304);
  if (container.removing || container.state === 'dead') throw say(name, 'marked-for-removal');
  const started = start(engine, container, call.path);
  container.starting = started.catch(() => {});
  await started;
  call.empty(204);
};

export const stopContainer: Handler = async (call, engine) => {
  const container = engine.containers.get(call.name);
  await container.starting;
  if (!container.running) return call.empty(304);
  const seconds = call.query.get('t');
  await stop(engine, container, seconds === null ? undefined : Number(seconds) * 1000);
  call.empty(204);
};

/** What `docker kill -s` may say on Windows (moby sys/signal); only KILL and TERM do anything. */
const SIGNALS: Readonly<Record<string, number>> = { KILL: 9, TERM: 15 };
const ELSEWHERE: Readonly<Record<string, number>> = {
  HUP: 1,
  INT: 2,
  QUIT: 3,
  ABRT: 6,
  USR1: 10,
  USR2: 12,
  STOP: 19,
};

export const killContainer: Handler = async (call, engine) => {
  const { name } = engine.generation;
  const asked = call.query.get('signal') || 'KILL';
  const signal = asked.toUpperCase().replace(/^SIG/, '');
  const number = SIGNALS[signal] ?? ELSEWHERE[signal] ?? (/^\d+$/.test(signal) ? Number(signal) : undefined);
  if (number === undefined) throw say(name, 'bad-signal', { signal: asked });
  if (!Object.values(SIGNALS).includes(number)) throw say(name, 'signal-not-supported', { signal: number });
  const container = engine.containers.get(call.name);
  await container.starting;
  if (!container.running) throw say(name, 'kill-not-running', { name: call.name, id: container.id });
  // Without waiting: a signal that can be heeded is only sent.
  if (number === SIGNALS.TERM) void stop(engine, container).catch(() => {});
  else await kill(engine, container);
  call.empty(204);
};

export const pauseContainer: Handler = async (call, engine) => {
  const { name } = engine.generation;
  const container = engine.containers.get(call.name);
  await container.starting;
  const { id } = container;
  if (!container.running) throw say(name, 'not-running', { id });
  if (container.configuredIsolation === 'process') throw say(name, 'pause-process', { id });
  container.state = 'paused';
  call.empty(204);
};

/** `DELETE`, with `force` for what runs. */
export const deleteContainer: Handler = async (call, engine) => {
  const container = engine.containers.get(call.name);
  await container.starting;
  await remove(engine, container, call.path, { name: call.name, force: call.flag('force') });
  call.empty(204);
};
