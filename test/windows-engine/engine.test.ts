import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { addressOf } from './client.ts';
import { simulate } from './simulate.ts';

describe('an engine tells what it is', () => {
  it.each([
    [
      '20.10',
      'windows-server-2019',
      'Windows Server 2019 Datacenter Version 1809 (OS Build 17763.7009)',
      'process',
    ],
    ['24.0', 'windows-server-2022', 'Microsoft Windows Server Version 21H2 (OS Build 20348.5499)', 'process'],
    ['28.5', 'windows-10-22h2', 'Microsoft Windows Version 22H2 (OS Build 19045.6456)', 'hyperv'],
    ['29.1', 'windows-11-24h2', 'Microsoft Windows Version 24H2 (OS Build 26100.7462)', 'hyperv'],
    ['29.5', 'windows-11-25h2', 'Microsoft Windows Version 25H2 (OS Build 26200.7462)', 'hyperv'],
    ['20.10', 'windows-11-24h2', 'Windows 10 Pro Version 2009 (OS Build 26100.7462)', 'hyperv'],
  ] as const)('%s on %s', async (engine, host, OperatingSystem, Isolation) => {
    const { get } = await simulate({ engine, host, images: [] });
    const build = /(\d+)\.\d+\)/.exec(OperatingSystem)?.[1];
    expect((await get('/info')).json).toMatchObject({
      OperatingSystem,
      Isolation,
      OSVersion: `10.0.${build}`,
    });
    const { headers } = await get('/_ping');
    expect(headers.swarm).toBe(engine === '20.10' ? undefined : 'inactive');
    expect(headers).not.toHaveProperty('connection');
    expect((await get('/version')).json).toMatchObject({ Os: 'windows', ApiVersion: headers['api-version'] });
  });

  it('an engine since 23 does not start on Windows Server 2016', async () => {
    await expect(simulate({ engine: '24.0', host: 'windows-server-2016' })).rejects.toThrow(
      '17763 or higher',
    );
    await expect(simulate({ engine: '20.10', host: 'windows-server-2016' })).resolves.toBeDefined();
  });

  it('HEAD of the ping has no body', async () => {
    const { engine } = await simulate();
    const { headers, body } = await new Promise<{ headers: Record<string, unknown>; body: number }>(
      (resolve, reject) => {
        const ping = request(
          { ...addressOf(engine.dockerHost), method: 'HEAD', path: '/_ping' },
          (response) => {
            let body = 0;
            response.on('data', (chunk: Buffer) => {
              body += chunk.length;
            });
            response.on('end', () => resolve({ headers: response.headers, body }));
          },
        );
        ping.on('error', reject);
        ping.end();
      },
    );
    expect({ body, length: headers['content-length'] }).toEqual({ body: 0, length: '0' });
  });

  it('a version before 1.24 is refused in plain text', async () => {
    const { get } = await simulate();
    const answer = await get('/v1.12/info');
    expect([answer.status, answer.headers['content-type']]).toEqual([400, 'text/plain; charset=utf-8']);
  });
});
