import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTRACT_CALLS, type ContractAnswer, recordContract } from '../engine/contract-calls.ts';
import { differencesOf, LINUX_AND_WINDOWS } from '../engine/contract-differences.ts';
import { rawCall } from '../engine/raw-call.ts';
import { type RealEngine, realEngineMissing, startRealEngine } from '../engine/real-engine.ts';
import { ENGINES, type EngineName } from '../windows-engine/generations.ts';
import { NANOSERVER_2022, simulate } from '../windows-engine/simulate.ts';

const missing = realEngineMissing();
if (missing && process.env.REQUIRE_ALL) throw new Error(`No real engine: ${missing}.`);
if (missing) console.warn(`Skipped, no real engine: ${missing}.`);

describe.skipIf(missing !== undefined)('a real Linux engine and the simulated Windows engine', () => {
  let real: RealEngine;
  let generation: EngineName;
  let linux: readonly ContractAnswer[];

  beforeAll(async () => {
    real = await startRealEngine();
    const { body } = await rawCall(real.address, 'GET', '/version');
    const { Version: version, ApiVersion: apiVersion } = JSON.parse(body.toString()) as Record<
      string,
      string
    >;
    generation = lineOf(version ?? '');
    linux = await recordContract({
      address: real.address,
      apiVersion: apiVersion ?? '',
      image: real.image,
      endless: ['sleep', '1000'],
      printing: ['sh', '-c', 'echo out; echo err 1>&2; exit 3'],
      absentProgram: ['/absent'],
      prefix: 'windows-isolation-contract',
    });
  });
  afterAll(async () => {
    await real?.stop();
  });

  it('agree in every status, type and shape of the contract, but for what a table says', async () => {
    const { engine, get } = await simulate({ engine: generation });
    const windows = await recordContract({
      address: { socketPath: engine.dockerHost.replace(/^unix:\/\//, '') },
      apiVersion: ((await get('/version')).json as { readonly ApiVersion: string }).ApiVersion,
      image: NANOSERVER_2022,
      endless: ['ping', '-t', '127.0.0.1'],
      printing: ['cmd', '/c', 'echo', 'out&', 'echo', 'err', '1>&2&', 'exit', '3'],
      absentProgram: ['absent.exe'],
      prefix: 'windows-isolation-contract',
    });
    expect(linux.map(({ call }) => call)).toEqual(CONTRACT_CALLS.map(({ call }) => call));
    const differences = differencesOf(linux, windows);
    expect(windows.filter(({ shape }) => shape !== 'nothing').length).toBeGreaterThan(30);
    // What one engine line leaves out another adds, so the shapes are held against the line that the table was made with.
    if (generation !== '20.10') {
      console.warn(`dockerd is of the line ${generation}: compared by status only`);
      expect(differences.filter(({ at }) => at === 'status')).toEqual([]);
      return;
    }
    const known = LINUX_AND_WINDOWS.flatMap(({ calls, because: _, ...row }) =>
      calls.map((call) => ({ call, ...row })),
    );
    const inOrder = (rows: readonly { readonly call: string; readonly at: string }[]) =>
      [...rows].sort((one, other) => (`${one.call} ${one.at}` < `${other.call} ${other.at}` ? -1 : 1));
    expect(inOrder(differences)).toEqual(inOrder(known));
  });
});

/** The line of engines that a version belongs to: the newest one that is not newer. */
function lineOf(version: string): EngineName {
  const number = (text: string) => {
    const [major = 0, minor = 0] = text.split('.').map(Number);
    return major * 1000 + minor;
  };
  return ENGINES.findLast((name) => number(name) <= number(version)) ?? ENGINES[0];
}
