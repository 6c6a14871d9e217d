import { type RawAddress, type RawAnswer, rawCall } from './raw-call.ts';

/** What is different between engines that the same calls are made to. */
export interface ContractSettings {
  readonly address: RawAddress;
  /** Every path but that of the ping begins with it: `1.41`. */
  readonly apiVersion: string;
  /** Present. */
  readonly image: string;
  /** Runs until it is ended. */
  readonly endless: readonly string[];
  /** Prints `out` and `err`, each to its stream, and leaves with 3. */
  readonly printing: readonly string[];
  /** A program that the image has not. */
  readonly absentProgram: readonly string[];
  /** Before the names of the containers that are made, and of the label that they are found by. */
  readonly prefix: string;
}

/** What one call gave. */
export interface ContractAnswer {
  readonly call: string;
  readonly status: number;
  /** Without its parameters; empty where there is no body. */
  readonly type: string;
  /** Of a JSON body: its form without its values. Of a log: the streams of its frames. */
  readonly shape: unknown;
}

interface ContractCall {
  readonly call: string;
  /** What engines answer; where they differ, the older ones (20.10) first. */
  readonly status: number | readonly number[];
  readonly method: 'GET' | 'HEAD' | 'POST' | 'DELETE';
  readonly path: (settings: ContractSettings) => string;
  readonly body?: (settings: ContractSettings) => unknown;
  /** The path is given whole, without the version. */
  readonly unversioned?: true;
  /** The body is a log. */
  readonly log?: true;
}

const label = ({ prefix }: ContractSettings) => `${prefix}.run`;

const create = (
  call: string,
  status: number,
  name: string,
  command: (settings: ContractSettings) => readonly string[],
) => ({
  call,
  status,
  method: 'POST' as const,
  path: ({ prefix }: ContractSettings) => `/containers/create?name=${prefix}-${name}`,
  body: (settings: ContractSettings) => ({
    Image: settings.image,
    Cmd: command(settings),
    Labels: { [label(settings)]: '1' },
    HostConfig: { NetworkMode: 'none' },
  }),
});

const on =
  (name: string, rest = '') =>
  ({ prefix }: ContractSettings) =>
    `/containers/${prefix}-${name}${rest}`;

/** The query of a list of the containers that are made here. */
const listed = (settings: ContractSettings, filters: object) =>
  `/containers/json?all=1&filters=${encodeURIComponent(JSON.stringify({ label: [`${label(settings)}=1`], ...filters }))}`;

/**
 * Everything that this tool asks an engine for, and the refusals it must understand, in an order that leaves no container
 * behind. The names say what the engine is brought to.
 */
export const CONTRACT_CALLS: readonly ContractCall[] = [
  { call: 'ping', status: 200, method: 'GET', path: () => '/_ping', unversioned: true },
  { call: 'version', status: 200, method: 'GET', path: () => '/version' },
  { call: 'info', status: 200, method: 'GET', path: () => '/info' },
  { call: 'a path that is none', status: 404, method: 'GET', path: () => '/nowhere' },
  {
    call: 'a version that is too new',
    status: 400,
    method: 'GET',
    path: () => '/v1.999/info',
    unversioned: true,
  },

  { call: 'inspect an image', status: 200, method: 'GET', path: ({ image }) => `/images/${image}/json` },
  {
    call: 'inspect an image that is absent',
    status: 404,
    method: 'GET',
    path: () => '/images/absent:1/json',
  },
  { call: 'remove an image that is absent', status: 404, method: 'DELETE', path: () => '/images/absent:1' },

  create('create', 201, 'endless', ({ endless }) => endless),
  create('create with a name that is taken', 409, 'endless', ({ endless }) => endless),
  {
    ...create('create of an image that is absent', 404, 'absent', ({ endless }) => endless),
    body: () => ({ Image: 'absent:1', HostConfig: { NetworkMode: 'none' } }),
  },
  create('create with a name that is none', 400, '%20%2F', ({ endless }) => endless),
  {
    call: 'create with a body that is no JSON',
    status: [500, 400],
    method: 'POST',
    path: () => '/containers/create',
    body: () => Buffer.from('{'),
  },

  { call: 'inspect what was created', status: 200, method: 'GET', path: on('endless', '/json') },
  { call: 'inspect what is absent', status: 404, method: 'GET', path: on('absent', '/json') },
  { call: 'top of what was created', status: 409, method: 'GET', path: on('endless', '/top') },
  {
    call: 'log of what was created',
    status: 200,
    method: 'GET',
    path: on('endless', '/logs?stdout=1&stderr=1'),
    log: true,
  },
  { call: 'log of no stream', status: 400, method: 'GET', path: on('endless', '/logs') },
  { call: 'log of what is absent', status: 404, method: 'GET', path: on('absent', '/logs?stdout=1') },
  {
    call: 'wait for what was created',
    status: 200,
    method: 'POST',
    path: on('endless', '/wait?condition=not-running'),
  },
  { call: 'wait for what is absent', status: 404, method: 'POST', path: on('absent', '/wait') },
  {
    call: 'wait for what is no condition',
    status: [200, 400],
    method: 'POST',
    path: on('endless', '/wait?condition=odd'),
  },
  { call: 'kill of what does not run', status: 409, method: 'POST', path: on('endless', '/kill') },
  { call: 'stop of what does not run', status: 304, method: 'POST', path: on('endless', '/stop?t=1') },

  { call: 'start', status: 204, method: 'POST', path: on('endless', '/start') },
  { call: 'start of what runs', status: 304, method: 'POST', path: on('endless', '/start') },
  { call: 'start of what is absent', status: 404, method: 'POST', path: on('absent', '/start') },
  { call: 'inspect what runs', status: 200, method: 'GET', path: on('endless', '/json') },
  { call: 'top', status: 200, method: 'GET', path: on('endless', '/top') },
  { call: 'top of what is absent', status: 404, method: 'GET', path: on('absent', '/top') },
  { call: 'list by label', status: 200, method: 'GET', path: (settings) => listed(settings, {}) },
  {
    call: 'list by a label nobody has',
    status: 200,
    method: 'GET',
    path: (settings) => listed(settings, { label: ['absent=1'] }),
  },
  {
    call: 'list by what is no filter',
    status: 400,
    method: 'GET',
    path: (settings) => listed(settings, { odd: ['1'] }),
  },
  { call: 'remove of what runs, without force', status: 409, method: 'DELETE', path: on('endless') },
  { call: 'stop', status: 204, method: 'POST', path: on('endless', '/stop?t=0') },
  {
    call: 'wait for what has ended',
    status: 200,
    method: 'POST',
    path: on('endless', '/wait?condition=not-running'),
  },
  { call: 'inspect what has ended', status: 200, method: 'GET', path: on('endless', '/json') },
  { call: 'start again', status: 204, method: 'POST', path: on('endless', '/start') },
  { call: 'kill', status: 204, method: 'POST', path: on('endless', '/kill') },

  create('create what prints', 201, 'printing', ({ printing }) => printing),
  { call: 'start what prints', status: 204, method: 'POST', path: on('printing', '/start') },
  {
    call: 'wait for what prints',
    status: 200,
    method: 'POST',
    path: on('printing', '/wait?condition=not-running'),
  },
  { call: 'log', status: 200, method: 'GET', path: on('printing', '/logs?stdout=1&stderr=1'), log: true },
  {
    call: 'log of one stream',
    status: 200,
    method: 'GET',
    path: on('printing', '/logs?stderr=1'),
    log: true,
  },

  {
    ...create('create without network', 201, 'unplugged', ({ endless }) => endless),
    body: ({ image, endless }) => ({
      Image: image,
      Cmd: endless,
      NetworkDisabled: true,
      HostConfig: { NetworkMode: 'none' },
    }),
  },
  { call: 'start without network', status: 204, method: 'POST', path: on('unplugged', '/start') },
  { call: 'inspect what has no network', status: 200, method: 'GET', path: on('unplugged', '/json') },
  {
    call: 'remove what has no network',
    status: 204,
    method: 'DELETE',
    path: on('unplugged', '?force=1&v=1'),
  },

  create('create with a program that is absent', 201, 'no-program', ({ absentProgram }) => absentProgram),
  {
    call: 'start with a program that is absent',
    status: 400,
    method: 'POST',
    path: on('no-program', '/start'),
  },
  { call: 'inspect after a start that failed', status: 200, method: 'GET', path: on('no-program', '/json') },

  { call: 'remove by force', status: 204, method: 'DELETE', path: on('endless', '?force=1&v=1') },
  { call: 'remove what printed', status: 204, method: 'DELETE', path: on('printing', '?force=1&v=1') },
  {
    call: 'remove after a start that failed',
    status: 204,
    method: 'DELETE',
    path: on('no-program', '?force=1&v=1'),
  },
  { call: 'remove again', status: 404, method: 'DELETE', path: on('endless', '?force=1&v=1') },
  { call: 'list after all', status: 200, method: 'GET', path: (settings) => listed(settings, {}) },
];

/** Makes all the calls, one after the other, and keeps what is the same for every run of the same engine. */
export async function recordContract(settings: ContractSettings): Promise<ContractAnswer[]> {
  const answers: ContractAnswer[] = [];
  for (const { call, method, path, body, unversioned, log } of CONTRACT_CALLS) {
    const prefix = unversioned ? '' : `/v${settings.apiVersion}`;
    const headers: Record<string, string> = body ? { 'Content-Type': 'application/json' } : {};
    const answer = await rawCall(
      settings.address,
      method,
      prefix + path(settings),
      body?.(settings),
      headers,
    );
    answers.push({
      call,
      status: answer.status,
      type: typeOf(answer),
      shape: shapeOfBody(answer, log === true),
    });
  }
  return answers;
}

function typeOf({ headers, body }: RawAnswer): string {
  const type = String(headers['content-type'] ?? '').split(';', 1)[0] ?? '';
  return body.length === 0 ? '' : type;
}

function shapeOfBody({ status, headers, body }: RawAnswer, log: boolean): unknown {
  if (log && status === 200) return framesOf(body);
  if (body.length === 0) return 'nothing';
  if (!String(headers['content-type']).includes('json')) return 'text';
  return shapeOf(JSON.parse(body.toString('utf8')));
}

/**
 * The form of a value: of an object those of its keys, in their order by name; of a list the forms that are in it; of
 * anything else its type.
 */
export function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    const shapes = new Map(value.map((each) => [JSON.stringify(shapeOf(each)), shapeOf(each)]));
    return [...shapes.keys()].sort().map((key) => shapes.get(key));
  }
  if (typeof value !== 'object') return typeof value;
  if (value === null) return 'null';
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, shapeOf(each)]));
}

/** The streams whose frames make up a log, each once, in order: `['1', '2']`. */
function framesOf(bytes: Buffer): readonly string[] {
  const streams = new Set<string>();
  let place = 0;
  while (place + 8 <= bytes.length) {
    streams.add(String(bytes[place]));
    place += 8 + bytes.readUInt32BE(place + 4);
  }
  if (place !== bytes.length) streams.add('cut off');
  return [...streams].sort();
}
