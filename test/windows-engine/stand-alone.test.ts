import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { callEngine } from './client.ts';
import { localAddress } from './local-address.ts';
import { powershell, scriptOf } from './process-query.ts';
import { baseImage, NANOSERVER_2022, simulate } from './simulate.ts';

const encoded = (script: string) => Buffer.from(script, 'utf16le').toString('base64');
const SCRIPT = 'Get-CimInstance Win32_Process | ConvertTo-Json';

function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'windows-engine-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const runTs = (...args: readonly string[]) => ['scripts/run-ts.mjs', ...args.map((each) => each)];

describe('the engine as a program', () => {
  it('says where it is, answers, and ends with its standard input', async () => {
    const listen = localAddress(folderOfTest());
    const child = spawn(process.execPath, runTs('test/windows-engine/serve.ts', '-'), {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill());
    const options = {
      engine: '28.5',
      host: 'windows-server-2022',
      listen,
      images: [baseImage('ltsc2022')],
      guest: 'silent',
    };
    child.stdin.write(`${JSON.stringify(options)}\n`);
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    const { dockerHost } = JSON.parse(String(line)) as { dockerHost: string };
    expect(dockerHost).toBe(
      'socket' in listen ? `unix://${listen.socket}` : expect.stringMatching(/^npipe:/),
    );
    const created = await callEngine(dockerHost, 'POST', '/containers/create?name=here', {
      body: { Image: NANOSERVER_2022, HostConfig: { Isolation: 'process' } },
    });
    expect(created.status).toBe(201);
    expect((await callEngine(dockerHost, 'POST', '/containers/here/start')).status).toBe(204);
    expect((await callEngine(dockerHost, 'GET', '/_simulator/containers')).json).toMatchObject([
      { name: 'here', state: 'running' },
    ]);
    const calls = (await callEngine(dockerHost, 'GET', '/_simulator/calls')).json as {
      path: string;
      status: number;
    }[];
    expect(calls.map(({ path, status }) => [path, status])).toEqual([
      ['/containers/create?name=here', 201],
      ['/containers/here/start', 204],
    ]);

    const asked = spawnSync(
      process.execPath,
      runTs(
        'test/windows-engine/powershell.ts',
        '-NoProfile',
        '-NonInteractive',
        '-EncodedCommand',
        encoded(SCRIPT),
      ),
      { env: { ...process.env, WINDOWS_ENGINE_SIMULATOR: dockerHost }, encoding: 'utf8' },
    );
    expect(asked.status).toBe(0);
    const { computer, processes } = JSON.parse(asked.stdout) as {
      computer: string;
      processes: { Name: string; CommandLine: string }[];
    };
    expect(computer).toBe('WIN-V0V70C0LU5P');
    expect(processes.filter(({ CommandLine }) => CommandLine?.includes('cmd.exe'))).toHaveLength(1);

    const closed = once(child, 'close');
    child.stdin.end();
    expect(await closed).toEqual([0, null]);
  });
});

describe('the stand-in for PowerShell', () => {
  it.each([
    [['-EncodedCommand', encoded(SCRIPT)]],
    [['-NoProfile', '-enc', encoded(SCRIPT)]],
    [['-e', encoded(SCRIPT)]],
    [['-Command', 'Get-CimInstance', 'Win32_Process', '|', 'ConvertTo-Json']],
    [['-c', SCRIPT]],
  ])('reads its script from %j', (args) => expect(scriptOf(args)).toBe(SCRIPT));

  it('needs a script', () => expect(scriptOf(['-NoProfile', '-NonInteractive'])).toBeUndefined());

  async function ask(args: readonly string[], address: string | undefined) {
    let out = '';
    let error = '';
    const code = await powershell(args, address, {
      out: (text) => {
        out += text;
      },
      error: (text) => {
        error += text;
      },
    });
    return { code, out, error };
  }

  it('prints the processes of the host, with a line end of Windows', async () => {
    const { engine } = await simulate({ name: 'HOST-1' });
    const { code, out } = await ask(['-Command', SCRIPT], engine.dockerHost);
    expect([code, out.endsWith('}\r\n')]).toEqual([0, true]);
    expect(JSON.parse(out)).toEqual({ computer: 'HOST-1', processes: engine.hostProcesses() });
  });

  it('says why it has none', async () => {
    const { engine } = await simulate({ processList: 'unreadable' });
    expect(await ask(['-Command', SCRIPT], engine.dockerHost)).toEqual({
      code: 1,
      out: '',
      error: 'Get-CimInstance : Access is denied.\r\n',
    });
    expect(await ask(['-Command', 'Get-Date'], engine.dockerHost)).toMatchObject({ code: 1, out: '' });
    expect(await ask(['-Command', SCRIPT], undefined)).toMatchObject({ code: 1, out: '' });
  });
});

const opensslMissing = spawnSync('openssl', ['version']).error !== undefined;
if (opensslMissing && process.env.REQUIRE_ALL) throw new Error('openssl is not installed.');
if (opensslMissing) console.warn('Skipped: openssl is not installed.');

describe('the engine on a port', () => {
  it('in plain HTTP', async () => {
    const { engine, get } = await simulate({ listen: { port: 0 } });
    expect(engine.dockerHost).toMatch(/^tcp:\/\/127\.0\.0\.1:\d+$/);
    expect((await get('/_ping')).text).toBe('OK');
  });

  it.skipIf(opensslMissing)('behind TLS, for those who show a certificate', async () => {
    const folder = folderOfTest();
    const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const made = spawnSync('openssl', [
      ...[
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
      ],
      ...[
        '-subj',
        '/CN=127.0.0.1',
        '-addext',
        'subjectAltName=IP:127.0.0.1',
        '-keyout',
        keyFile,
        '-out',
        certFile,
      ],
    ]);
    expect(made.status, String(made.stderr)).toBe(0);
    const [key, cert] = [readFileSync(keyFile, 'utf8'), readFileSync(certFile, 'utf8')];
    const { engine } = await simulate({ listen: { port: 0, tls: { key, cert, ca: cert } } });
    const tls = { ca: cert, key, cert };
    expect((await callEngine(engine.dockerHost, 'GET', '/_ping', { tls })).status).toBe(200);
    await expect(callEngine(engine.dockerHost, 'GET', '/_ping', { tls: { ca: cert } })).rejects.toThrow();
  });
});
