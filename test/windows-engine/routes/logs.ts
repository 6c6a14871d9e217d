import type { Container } from '../container.ts';
import type { LogLine } from '../container-log.ts';
import { compareApi } from '../generations.ts';
import type { Call } from '../http/answer.ts';
import type { Handler } from '../state.ts';
import { say } from '../texts.ts';

const UNREADABLE = ['none', 'etwlogs', 'awslogs', 'fluentd', 'gelf', 'splunk', 'syslog'];

const MULTIPLEXED = 'application/vnd.docker.multiplexed-stream';
const RAW = 'application/vnd.docker.raw-stream';

/** moby container_routes.go getContainersLogs, daemon/logs.go. */
export const logs: Handler = async (call, engine) => {
  const { name } = engine.generation;
  const wanted = { stdout: call.flag('stdout'), stderr: call.flag('stderr') };
  if (!wanted.stdout && !wanted.stderr) throw say(name, 'no-stream');
  const container = engine.containers.get(call.name);
  if (container.removing || container.state === 'dead') throw say(name, 'logs-of-dead');
  const driver = (container.hostConfig.LogConfig as { Type?: string } | undefined)?.Type ?? '';
  if (UNREADABLE.includes(driver)) throw say(name, 'logs-not-readable');
  const tty = container.config.Tty === true;
  const multiplexed = !tty && compareApi(call.api, '1.42') >= 0;
  const body = call.stream(engine.generation.logsHaveType ? (multiplexed ? MULTIPLEXED : RAW) : undefined);
  const timestamps = call.flag('timestamps');
  const write = (line: LogLine) => {
    if (!wanted[line.stream] || !within(line.at, call)) return;
    const data = timestamps
      ? Buffer.concat([Buffer.from(`${line.at.toISOString()} `), line.data])
      : line.data;
    body.write(tty ? data : frame(line.stream, data));
  };
  const lines = container.log.lines.filter((line) => wanted[line.stream]);
  for (const line of tail(lines, call.query.get('tail'))) write(line);
  if (call.flag('follow')) await follow(container, call, write);
  body.end();
};

/** Eight bytes of stream and length, then the data (moby api/pkg/stdcopy). Of every API version, whatever the type says. */
function frame(stream: LogLine['stream'], data: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header[0] = stream === 'stdout' ? 1 : 2;
  header.writeUInt32BE(data.length, 4);
  return Buffer.concat([header, data]);
}

function tail(lines: readonly LogLine[], text: string | null): readonly LogLine[] {
  const count = Number(text || Number.NaN);
  if (!Number.isInteger(count) || count < 0) return lines;
  return count === 0 ? [] : lines.slice(-count);
}

/** `since` and `until` are seconds since 1970 with a fraction, or a time in words; 0 is no bound. */
function within(at: Date, { query }: Call): boolean {
  const since = seconds(query.get('since'));
  const until = seconds(query.get('until'));
  const own = at.getTime() / 1000;
  return own >= since && (until === 0 || own <= until);
}

function seconds(text: string | null): number {
  if (!text) return 0;
  return /^[0-9.]+$/.test(text) ? Number(text) : Date.parse(text) / 1000;
}

async function follow(container: Container, call: Call, write: (line: LogLine) => void): Promise<void> {
  container.log.on('line', write);
  const over = container.state === 'exited' || container.gone;
  if (!over)
    await Promise.race([container.until('exit', call.signal), container.until('removed', call.signal)]);
  container.log.off('line', write);
}
