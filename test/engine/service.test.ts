import { describe, expect, it } from 'vitest';
import { EngineError } from '../../src/engine/engine-error.ts';
import type { EngineGreeting } from '../../src/engine/model.ts';
import { type ServiceWorld, serviceState, startService } from '../../src/engine/service.ts';
import { JumpingClock } from './clock.ts';

/** What `sc query` prints, with its labels in some language. */
function query(state: string, labels = ['SERVICE_NAME', 'TYPE', 'STATE', 'WIN32_EXIT_CODE']): string {
  const [name, type, status, code] = labels;
  return [
    '',
    `${name}: docker`,
    `        ${type}               : 10  WIN32_OWN_PROCESS`,
    `        ${status}              : ${state}`,
    '                                (STOPPABLE, NOT_PAUSABLE, ACCEPTS_PRESHUTDOWN)',
    `        ${code}    : 0  (0x0)`,
    '        SERVICE_EXIT_CODE  : 0  (0x0)',
    '        CHECKPOINT         : 0x0',
    '        WAIT_HINT          : 0x0',
    '',
  ].join('\r\n');
}

const MISSING =
  '[SC] EnumQueryServicesStatus:OpenService FAILED 1060:\r\n\r\nThe specified service does not exist as an installed service.\r\n';

interface Said {
  readonly exitCode: number;
  readonly stdout: string;
}

const said = (stdout: string, exitCode = 0): Said => ({ exitCode, stdout });

/** A machine whose `sc` says these things of the service `docker`, one after the other, the last one again and again. */
function machine(
  states: readonly (Said | Error | 'hangs')[],
  start: Said = said(''),
  desktop: Said = said(MISSING, 1060),
) {
  const clock = new JumpingClock();
  const ran: string[] = [];
  let queries = 0;
  const world: ServiceWorld = {
    clock,
    tool: 'C:\\Windows\\System32\\sc.exe',
    run: async (command, args) => {
      expect(command).toBe('C:\\Windows\\System32\\sc.exe');
      ran.push(args.join(' '));
      if (args[0] === 'start') return { ...start, stderr: '' };
      if (args[1] !== 'docker') return { ...desktop, stderr: '' };
      const next = states[Math.min(queries, states.length - 1)];
      queries += 1;
      if (next === 'hangs' || next === undefined) return new Promise(() => undefined);
      if (next instanceof Error) throw next;
      return { ...next, stderr: '' };
    },
  };
  return { world, clock, ran };
}

const absent = new EngineError('engine-absent', 'nothing listens', '');
const greeting: EngineGreeting = { os: 'windows', apiVersion: '1.44', engineApiVersion: '1.52' };

/** An engine whose pings end one after the other as told. */
function engine(answers: readonly (EngineError | 'pong')[]) {
  let pings = 0;
  return {
    greet: async () => {
      const next = answers[Math.min(pings, answers.length - 1)];
      pings += 1;
      if (next instanceof EngineError) throw next;
      return greeting;
    },
  };
}

describe('the state of the service', () => {
  it.each<[string, Said | Error | 'hangs', string]>([
    ['runs', said(query('4  RUNNING ')), 'running'],
    ['is stopped', said(query('1  STOPPED ')), 'stopped'],
    ['is being started', said(query('2  START_PENDING ')), 'starting'],
    ['is being stopped', said(query('3  STOP_PENDING ')), 'stopping'],
    ['goes on', said(query('5  CONTINUE_PENDING')), 'starting'],
    ['is paused', said(query('7  PAUSED')), 'paused'],
    [
      'on a Spanish Windows',
      said(query('4  RUNNING', ['NOMBRE_SERVICIO', 'TIPO', 'ESTADO', 'CÓD_SALIDA_WIN32'])),
      'running',
    ],
    [
      'on a Windows whose labels come in a code page of their own',
      said(query('1  STOPPED', ['NOM_SERVICE', 'TYPE', '\ufffdTAT', 'CODE'])),
      'stopped',
    ],
    ['does not exist', said(MISSING, 1060), 'missing'],
    ['does not exist, and an old sc leaves with 0', said(MISSING, 0), 'missing'],
    ['may not be asked', said('[SC] OpenService FAILED 5:\r\n\r\nAccess is denied.\r\n', 5), 'unknown'],
    ['has an unknown state', said(query('9  ODD')), 'unknown'],
    ['and sc says nothing', said(''), 'unknown'],
    ['and there is no sc', new Error('ENOENT'), 'unknown'],
    ['and sc hangs', 'hangs', 'unknown'],
  ])('%s', async (_name, says, state) => {
    const { world, ran } = machine([says]);
    expect(await serviceState(world)).toBe(state);
    expect(ran).toEqual(['query docker']);
  });
});

describe('starting the service', () => {
  const stopped = said(query('1  STOPPED'));
  const starting = said(query('2  START_PENDING'));
  const running = said(query('4  RUNNING'));

  it('waits until the engine answers', async () => {
    const { world, ran, clock } = machine([stopped, starting, running]);
    await startService(world, engine([absent, absent, 'pong']));
    expect(ran).toEqual(['query docker', 'start docker', 'query docker', 'query docker']);
    expect(clock.time).toBe(1000);
  });

  it('of one that runs already only waits', async () => {
    const { world, ran } = machine([running]);
    await startService(world, engine([absent, 'pong']));
    expect(ran).toEqual(['query docker', 'query docker']);
  });

  it('that somebody else has started in the meantime is as good', async () => {
    const { world } = machine([stopped, running], said('[SC] StartService FAILED 1056:', 1056));
    await startService(world, engine([absent, 'pong']));
  });

  it('waits for the end of one that is being stopped', async () => {
    const { world, ran } = machine([said(query('3  STOP_PENDING')), stopped, running]);
    await startService(world, engine([absent, 'pong']));
    expect(ran.filter((each) => each === 'start docker')).toHaveLength(1);
  });

  const desktopStopped = said(query('1  STOPPED'));
  it.each<[string, Parameters<typeof machine>, string, RegExp]>([
    ['there is none', [[said(MISSING, 1060)]], 'engine-absent', /Install Docker/],
    [
      'there is Docker Desktop only, which is told and not started',
      [[said(MISSING, 1060)], said(''), desktopStopped],
      'engine-absent',
      /Docker Desktop is installed \(its service is stopped\).*Start Docker Desktop/,
    ],
    [
      'this user may not',
      [[stopped], said('[SC] StartService: OpenService FAILED 5:', 5)],
      'engine-forbidden',
      /administrator/,
    ],
    ['it is disabled', [[stopped], said('FAILED 1058', 1058)], 'engine-stopped', /sc\.exe config docker/],
    ['a service it needs is missing', [[stopped], said('FAILED 1068', 1068)], 'engine-stopped', /Containers/],
    [
      'of an error nobody knows',
      [[stopped], said('[SC] StartService FAILED 1077:\r\n\r\nNo attempts', 1077)],
      'engine-stopped',
      /Windows error 1077, \[SC\] StartService FAILED 1077: No attempts/,
    ],
    ['it stops again', [[stopped, starting, stopped]], 'engine-stopped', /stopped again.*event log/],
    ['it is paused', [[said(query('7  PAUSED'))]], 'engine-stopped', /sc\.exe continue docker/],
  ])('fails when %s', async (_name, states, code, words) => {
    const { world, ran } = machine(...states);
    const failed = await startService(world, engine([absent])).catch((thrown) => thrown);
    expect(failed).toMatchObject({ name: 'EngineError', code });
    expect(`${failed.message} ${failed.remedy}`).toMatch(words);
    expect(ran.join()).not.toContain('start com.docker.service');
  });

  it('does not wait for ever', async () => {
    const { world, clock } = machine([running]);
    await expect(startService(world, engine([absent]), { milliseconds: 30_000 })).rejects.toMatchObject({
      code: 'engine-timeout',
    });
    expect(clock.time).toBeGreaterThan(29_000);
    expect(clock.time).toBeLessThanOrEqual(30_000);
  });

  it('does not wait where waiting is of no use', async () => {
    const { world, clock } = machine([running]);
    const forbidden = new EngineError('engine-forbidden', 'no', '');
    await expect(startService(world, engine([forbidden]))).rejects.toBe(forbidden);
    expect(clock.time).toBe(0);
  });

  it('is given up when its signal says so', async () => {
    const { world } = machine([running]);
    const reason = new Error('over');
    const limits = { signal: AbortSignal.abort(reason) };
    await expect(startService(world, engine([absent]), limits)).rejects.toMatchObject({
      code: 'engine-timeout',
      cause: reason,
    });
  });
});
