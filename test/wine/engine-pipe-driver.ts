// Runs under Wine: an engine behind a named pipe, called there, and its processes asked for as a script would.
import { callEngine } from '../windows-engine/client.ts';
import { startWindowsEngine } from '../windows-engine/engine.ts';
import { powershell } from '../windows-engine/process-query.ts';

const IMAGE = 'mcr.microsoft.com/windows/nanoserver:ltsc2022';

const engine = await startWindowsEngine({
  engine: '29.5',
  host: 'windows-server-2022',
  listen: { pipe: 'simulated_engine' },
  images: [{ reference: IMAGE, osVersion: '10.0.20348.4052' }],
});
const { dockerHost } = engine;
const ping = await callEngine(dockerHost, 'GET', '/_ping');
const created = await callEngine(dockerHost, 'POST', '/containers/create?name=over-a-pipe', {
  body: { Image: IMAGE, Cmd: ['ping', '-t', 'localhost'] },
});
const started = await callEngine(dockerHost, 'POST', '/containers/over-a-pipe/start');
let printed = '';
const exitCode = await powershell(
  ['-Command', 'Get-CimInstance Win32_Process | ConvertTo-Json'],
  dockerHost,
  {
    out: (text) => {
      printed += text;
    },
    error: (text) => {
      printed += text;
    },
  },
);
const { processes } = JSON.parse(printed) as { processes: { CommandLine: string | null }[] };
const removed = await callEngine(dockerHost, 'DELETE', '/containers/over-a-pipe?force=1');
await engine.close();

const result = {
  platform: process.platform,
  dockerHost,
  ping: [ping.status, ping.text, ping.headers.ostype],
  statuses: [created.status, started.status, removed.status],
  exitCode,
  seen: processes.filter(({ CommandLine }) => CommandLine === 'ping -t localhost').length,
};
process.stdout.write(JSON.stringify(result));
