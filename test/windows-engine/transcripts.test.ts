import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { type Answer, callEngine } from './client.ts';
import { type SimulatedEngine, startWindowsEngine, type WindowsEngineOptions } from './engine.ts';
import { readFrames } from './frames.ts';
import { localAddress } from './local-address.ts';
import { type Script, scriptedGuest } from './scripted-guest.ts';
import { differences } from './shape.ts';

interface ExpectedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly without?: readonly string[];
  readonly body?: unknown;
  readonly text?: string;
  readonly lines?: readonly Readonly<Record<string, unknown>>[];
  readonly frames?: readonly { readonly stream: 'stdout' | 'stderr'; readonly text: string }[];
}

interface Step {
  readonly method?: string;
  readonly path?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The next steps do not wait for it. */
  readonly background?: boolean;
  readonly answer?: ExpectedAnswer;
  /** What of the container is to be seen from the host. */
  readonly hostProcesses?: readonly { readonly Name: string }[];
}

interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly engine?: Omit<WindowsEngineOptions, 'listen'>;
  readonly guest?: Script;
  readonly headers?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
  readonly connections?: readonly { readonly to: 'missing-socket' | 'closed-port'; readonly code: string }[];
}

const { scenarios } = JSON.parse(readFileSync(new URL('./transcripts.json', import.meta.url), 'utf8')) as {
  readonly scenarios: readonly Scenario[];
};

const folder = mkdtempSync(join(tmpdir(), 'transcripts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what real engines answer, and the simulator', () => {
  it('there are eighteen', () => expect(scenarios).toHaveLength(18));

  it.each(scenarios.filter(({ steps }) => steps))(
    '$id: $title',
    async ({ engine, guest, headers, steps }) => {
      if (!engine) throw new Error('a scenario needs an engine');
      const simulated = await startWindowsEngine({
        ...engine,
        guest: scriptedGuest(guest ?? {}),
        listen: localAddress(folder),
      });
      try {
        await replay(simulated, steps ?? [], headers ?? {});
      } finally {
        await simulated.close();
      }
    },
  );

  const nobody = scenarios.find(({ connections }) => connections);
  it.each(nobody?.connections ?? [])('daemon-down: $to is $code', async ({ to, code }) => {
    const address = to === 'missing-socket' ? `unix://${join(folder, 'nobody.sock')}` : await closedPort();
    await expect(callEngine(address, 'GET', '/_ping')).rejects.toMatchObject({ code, syscall: 'connect' });
  });
});

async function replay(
  engine: SimulatedEngine,
  steps: readonly Step[],
  common: Readonly<Record<string, string>>,
): Promise<void> {
  let container = '';
  const withId = <Value>(value: Value): Value =>
    JSON.parse(JSON.stringify(value ?? null).replaceAll('{container}', container)) as Value;
  let pids: readonly string[] = [];
  const underWay: Promise<void>[] = [];
  for (const step of steps) {
    if (step.hostProcesses) {
      seenFromHost(engine, step.hostProcesses, pids);
      continue;
    }
    const { method = '', path = '', answer } = withId(step);
    if (!answer) throw new Error(`${method} ${path} has no answer`);
    const checked = callEngine(engine.dockerHost, method, path, {
      body: step.body,
      headers: step.headers,
    }).then((actual) => {
      compare(`${method} ${path}`, answer, actual, common);
      return actual;
    });
    if (step.background) {
      underWay.push(checked.then(() => {}));
      while (!engine.calls.some((call) => call.method === method && call.path === path)) await wait(5);
      await wait(20);
      continue;
    }
    const { json } = await checked;
    await Promise.all(method === 'DELETE' && answer.status === 409 ? underWay : []);
    if (answer.status === 201) container = (json as { Id: string }).Id;
    if (path.endsWith('/top') && answer.status === 200)
      pids = (json as { Processes: readonly string[][] }).Processes.map(([, pid]) => pid ?? '');
  }
  await Promise.all(underWay);
}

function compare(
  call: string,
  expected: ExpectedAnswer,
  actual: Answer,
  common: Readonly<Record<string, string>>,
): void {
  expect(actual.status, `${call}: ${actual.text.slice(0, 500)}`).toBe(expected.status);
  const headers = expected.without ? expected.headers : { ...common, ...expected.headers };
  for (const [name, value] of Object.entries(headers ?? {}))
    expect(actual.headers[name.toLowerCase()], `${name} of ${call}`).toBe(value);
  for (const name of expected.without ?? [])
    expect(actual.headers[name.toLowerCase()], `${name} of ${call}`).toBeUndefined();
  if (expected.text !== undefined) expect(actual.text).toBe(expected.text);
  if (expected.body !== undefined) {
    expect(actual.text.endsWith('\n'), `${call} ends with a line end`).toBe(true);
    if (call.endsWith('/top') && expected.status === 200) compareTop(expected.body, actual.json);
    else expect(differences(expected.body, actual.json), call).toEqual([]);
  }
  if (expected.lines) compareLines(call, expected.lines, actual.text);
  if (expected.frames) {
    const text = (frames: NonNullable<ExpectedAnswer['frames']>, stream: string) =>
      frames
        .filter((frame) => frame.stream === stream)
        .map((frame) => frame.text)
        .join('');
    const frames = readFrames(actual.body);
    for (const stream of ['stdout', 'stderr'])
      expect(text(frames, stream)).toBe(text(expected.frames, stream));
  }
}

/** Lines end with CRLF; their keys stand in the order of the engine, where an error tells its age. */
function compareLines(call: string, expected: NonNullable<ExpectedAnswer['lines']>, text: string): void {
  expect(text.endsWith('\r\n'), `${call} ends with CRLF`).toBe(true);
  const lines = text
    .trimEnd()
    .split('\r\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const digest = /sha256:[0-9a-f]{64}/;
  const plain = (line: Readonly<Record<string, unknown>>) => ({
    ...line,
    ...('status' in line ? { status: String(line.status).replace(digest, 'sha256') } : {}),
  });
  // Progress comes as often as it pleases.
  const once = (all: readonly Readonly<Record<string, unknown>>[]) =>
    all
      .filter((line, index) => line.status !== 'Downloading' || all[index - 1]?.status !== 'Downloading')
      .map(plain);
  expect(differences(once(expected), once(lines)), call).toEqual([]);
  expect(Object.keys(lines.at(-1) ?? {})).toEqual(Object.keys(expected.at(-1) ?? {}));
}

function compareTop(expected: unknown, actual: unknown): void {
  interface Top {
    readonly Titles: readonly string[];
    readonly Processes: readonly (readonly string[])[];
  }
  const [wanted, got] = [expected as Top, actual as Top];
  expect(got.Titles).toEqual(wanted.Titles);
  const names = got.Processes.map(([name]) => name);
  for (const [name] of wanted.Processes) expect(names).toContain(name);
  for (const row of got.Processes) {
    expect(row).toHaveLength(4);
    expect(row[1]).toMatch(/^\d+$/);
    expect(row[2]).toMatch(/^\d\d:\d\d:\d\d\.\d{3}$/);
    expect(row[3]).toMatch(/^[\d.]+[kM]B$/);
  }
}

/** Under Hyper-V the machine's worker is all there is to be seen; in process isolation the very processes of the container. */
function seenFromHost(
  engine: SimulatedEngine,
  expected: readonly { readonly Name: string }[],
  pids: readonly string[],
): void {
  const rows = engine.hostProcesses();
  for (const { Name } of expected) {
    const found = rows.filter((row) => row.Name === Name);
    if (Name === 'vmwp.exe') expect(found).toHaveLength(1);
    else expect(found.filter(({ ProcessId }) => pids.includes(String(ProcessId)))).toHaveLength(1);
  }
  const isHyperv = expected.some(({ Name }) => Name === 'vmwp.exe');
  expect(rows.some(({ Name }) => Name === 'PING.EXE')).toBe(!isHyperv);
}

async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `tcp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}
