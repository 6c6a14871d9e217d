import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Answer, callEngine } from './client.ts';
import {
  type SimulatedEngine,
  type SimulatedImage,
  startWindowsEngine,
  type WindowsEngineOptions,
} from './engine.ts';
import { localAddress } from './local-address.ts';

export const NANOSERVER_2022 = 'mcr.microsoft.com/windows/nanoserver:ltsc2022';

/** Base images by release, each in one family or another. */
export function baseImage(
  release: 'ltsc2016' | 'ltsc2019' | 'ltsc2022' | 'ltsc2025',
  family: 'nanoserver' | 'servercore' = 'nanoserver',
): SimulatedImage & { readonly reference: string; readonly osVersion: string } {
  const osVersion = {
    ltsc2016: '10.0.14393.5850',
    ltsc2019: '10.0.17763.6414',
    ltsc2022: '10.0.20348.4052',
    ltsc2025: '10.0.26100.32522',
  }[release];
  return { reference: `mcr.microsoft.com/windows/${family}:${release}`, osVersion, family };
}

/** An engine of one test, and the calls to it. */
export interface Simulation {
  readonly engine: SimulatedEngine;
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  del(path: string): Promise<Answer>;
  /** Creates a container; the result is its id. */
  create(body?: Readonly<Record<string, unknown>>, name?: string): Promise<string>;
  /** Creates and starts one. */
  run(body?: Readonly<Record<string, unknown>>, name?: string): Promise<string>;
}

/** Starts an engine that ends with the test: 29.1 on Windows Server 2022 with a nanoserver image, unless the test says else. */
export async function simulate(options: Partial<WindowsEngineOptions> = {}): Promise<Simulation> {
  const folder = mkdtempSync(join(tmpdir(), 'windows-engine-'));
  const engine = await startWindowsEngine({
    engine: '29.1',
    host: 'windows-server-2022',
    images: [baseImage('ltsc2022')],
    listen: localAddress(folder),
    ...options,
  });
  onTestFinished(async () => {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const { dockerHost } = engine;
  const post: Simulation['post'] = (path, body, headers) =>
    callEngine(dockerHost, 'POST', path, { body, ...(headers ? { headers } : {}) });
  const create: Simulation['create'] = async (body = {}, name) => {
    const query = name === undefined ? '' : `?name=${name}`;
    const answer = await post(`/containers/create${query}`, {
      Image: NANOSERVER_2022,
      Cmd: ['ping', '-t', 'localhost'],
      ...body,
    });
    if (answer.status !== 201) throw new Error(`create: ${answer.status} ${answer.text}`);
    return (answer.json as { readonly Id: string }).Id;
  };
  return {
    engine,
    get: (path) => callEngine(dockerHost, 'GET', path),
    post,
    del: (path) => callEngine(dockerHost, 'DELETE', path),
    create,
    async run(body, name) {
      const id = await create(body, name);
      const started = await post(`/containers/${id}/start`);
      if (started.status !== 204) throw new Error(`start: ${started.status} ${started.text}`);
      return id;
    },
  };
}

/** The message of an error's answer. */
export function messageOf({ json, text }: Answer): string {
  return (json as { readonly message?: string } | undefined)?.message ?? text;
}
