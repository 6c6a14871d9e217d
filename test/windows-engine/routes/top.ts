import type { Handler } from '../state.ts';
import { say } from '../texts.ts';

/** moby daemon/top_windows.go. */
export const top: Handler = async (call, engine) => {
  const { name } = engine.generation;
  if (call.query.get('ps_args')) throw say(name, 'top-arguments');
  const container = engine.containers.get(call.name);
  await container.starting;
  if (!container.processes) throw say(name, 'not-running', { id: container.id });
  call.json(200, {
    Titles: ['Name', 'PID', 'CPU', 'Private Working Set'],
    Processes: container.processes
      .rows()
      .map((row) => [row.name, String(row.pid), cpu(row.pid), size(row.pid)]),
  });
};

/** Times and sizes mean nothing here: they stand still and look like those of a real host. */
function cpu(pid: number): string {
  return `00:00:00.${String((pid % 17) * 15).padStart(3, '0')}`;
}

function size(pid: number): string {
  const kilobytes = 280 + (pid % 2900);
  return kilobytes < 1000 ? `${kilobytes}kB` : `${Number((kilobytes / 1000).toPrecision(4))}MB`;
}
