import type { Container, Json } from '../container.ts';
import { timeText } from '../container.ts';
import type { Handler } from '../state.ts';
import { CPUS } from './info.ts';

/** moby daemon/stats_windows.go. Without `stream=0` a document a second, until the caller has enough. */
export const stats: Handler = async (call, engine) => {
  const container = engine.containers.get(call.name);
  await container.starting;
  const streaming = !call.query.has('stream') || call.flag('stream');
  if (!streaming) return call.json(200, document(container));
  const body = call.stream('application/json');
  while (!call.signal.aborted) {
    body.write(`${JSON.stringify(document(container))}\n`);
    if (!container.running) break;
    await Promise.race([
      container.until('exit', call.signal),
      new Promise((done) => setTimeout(done, 1000).unref()),
    ]);
  }
  body.end();
};

function document(container: Container): Json {
  const head = { id: container.id, name: `/${container.name}`, os_type: 'windows' };
  const none = {
    cpu_usage: { total_usage: 0, usage_in_kernelmode: 0, usage_in_usermode: 0 },
    throttling_data: { periods: 0, throttled_periods: 0, throttled_time: 0 },
  };
  if (!container.running || !container.startedAt)
    return {
      ...head,
      read: timeText(undefined),
      cpu_stats: none,
      precpu_stats: none,
      memory_stats: {},
      pids_stats: {},
      blkio_stats: EMPTY_BLKIO,
      num_procs: 0,
      storage_stats: {},
      preread: timeText(undefined),
      networks: null,
    };
  // In units of 100 nanoseconds, as Windows counts.
  const total = (Date.now() - container.startedAt.getTime()) * 200;
  const cpu = {
    cpu_usage: {
      total_usage: total,
      usage_in_kernelmode: Math.floor(total / 3),
      usage_in_usermode: total - Math.floor(total / 3),
    },
    throttling_data: none.throttling_data,
  };
  return {
    ...head,
    read: timeText(new Date()),
    cpu_stats: cpu,
    precpu_stats: none,
    memory_stats: { commitbytes: 27_000_832, commitpeakbytes: 41_000_960, privateworkingset: 19_345_408 },
    pids_stats: {},
    blkio_stats: EMPTY_BLKIO,
    num_procs: CPUS,
    storage_stats: {
      read_count_normalized: 1012,
      read_size_bytes: 21_610_496,
      write_count_normalized: 244,
      write_size_bytes: 4_345_856,
    },
    preread: timeText(undefined),
    networks: {},
  };
}

const EMPTY_BLKIO: Json = {
  io_service_bytes_recursive: null,
  io_serviced_recursive: null,
  io_queue_recursive: null,
  io_service_time_recursive: null,
  io_wait_time_recursive: null,
  io_merged_recursive: null,
  io_time_recursive: null,
  sectors_recursive: null,
};
