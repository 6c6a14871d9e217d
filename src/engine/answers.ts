import { number, record, text, texts, textsByKey } from './fields.ts';
import type { ContainerProcess, ContainerState, ListedContainer, LocalImage } from './model.ts';

// What an engine answers, in the words of `model.ts`. Each gives undefined for what is no such answer; fields that an
// engine leaves out, or sends as null, are left out.

/** The time of what never happened (Go's zero time). */
const NEVER = /^0001-01-01T/;

/** `GET /images/{name}/json` */
export function readImage(answer: unknown): LocalImage | undefined {
  const fields = record(answer);
  const id = text(fields?.Id);
  const os = text(fields?.Os);
  if (fields === undefined || id === undefined || os === undefined) return undefined;
  const config = record(fields.Config);
  const entrypoint = texts(config?.Entrypoint);
  const command = texts(config?.Cmd);
  return {
    id,
    os,
    ...given('osVersion', text(fields.OsVersion)),
    architecture: text(fields.Architecture) ?? '',
    repoDigests: texts(fields.RepoDigests),
    size: number(fields.Size) ?? 0,
    ...given('user', text(config?.User)),
    ...(entrypoint.length > 0 && { entrypoint }),
    ...(command.length > 0 && { command }),
  };
}

/** `POST /containers/create` */
export function readCreated(
  answer: unknown,
): { readonly id: string; readonly warnings: readonly string[] } | undefined {
  const fields = record(answer);
  const id = text(fields?.Id);
  return id === undefined ? undefined : { id, warnings: texts(fields?.Warnings) };
}

/** `GET /containers/{id}/json` */
export function readContainer(answer: unknown): ContainerState | undefined {
  const fields = record(answer);
  const state = record(fields?.State);
  const id = text(fields?.Id);
  const status = text(state?.Status);
  if (id === undefined || status === undefined) return undefined;
  return {
    id,
    name: plainName(text(fields?.Name) ?? ''),
    status,
    exitCode: unsigned(number(state?.ExitCode) ?? 0),
    ...given('error', text(state?.Error)),
    ...given('isolation', text(record(fields?.HostConfig)?.Isolation)),
    ...given('startedAt', timeOf(state?.StartedAt)),
    ...given('finishedAt', timeOf(state?.FinishedAt)),
    // 0 while it does not run.
    ...given('pid', number(state?.Pid) || undefined),
  };
}

/** `POST /containers/{id}/wait` */
export function readExit(
  answer: unknown,
): { readonly exitCode: number; readonly error?: string } | undefined {
  const fields = record(answer);
  const code = number(fields?.StatusCode);
  return code === undefined
    ? undefined
    : { exitCode: unsigned(code), ...given('error', text(record(fields?.Error)?.Message)) };
}

/**
 * `GET /containers/{id}/top`: a table with titles. Windows has `Name` and `PID` (moby daemon/top_windows.go), Linux has
 * what its `ps` prints: `PID` and `CMD`.
 */
export function readProcesses(answer: unknown): readonly ContainerProcess[] | undefined {
  const fields = record(answer);
  const titles = texts(fields?.Titles).map((title) => title.toLowerCase());
  const pidColumn = titles.indexOf('pid');
  const nameColumn = ['name', 'cmd', 'command'].map((title) => titles.indexOf(title)).find((at) => at >= 0);
  if (pidColumn < 0 || nameColumn === undefined) return undefined;
  const rows = Array.isArray(fields?.Processes) ? fields.Processes.map(texts) : [];
  return rows.flatMap((row) => {
    const name = row[nameColumn];
    const pid = Number(row[pidColumn]);
    return name !== undefined && Number.isSafeInteger(pid) ? [{ name, pid }] : [];
  });
}

/** `GET /containers/json` */
export function readContainers(answer: unknown): readonly ListedContainer[] | undefined {
  if (!Array.isArray(answer)) return undefined;
  return answer.flatMap((each): ListedContainer[] => {
    const fields = record(each);
    const id = text(fields?.Id);
    const seconds = number(fields?.Created);
    if (id === undefined) return [];
    return [
      {
        id,
        names: texts(fields?.Names).map(plainName),
        labels: textsByKey(fields?.Labels),
        created: isoTime(seconds ?? 0),
        status: text(fields?.State) ?? '',
      },
    ];
  });
}

/** Exit codes of Windows have 32 bits without a sign; some ways of telling them give them one. */
function unsigned(code: number): number {
  return code < 0 ? code >>> 0 : code;
}

/** An engine writes names with a slash before them. */
function plainName(name: string): string {
  return name.replace(/^\//, '');
}

function timeOf(value: unknown): string | undefined {
  const time = text(value);
  return time === undefined || NEVER.test(time) ? undefined : time;
}

function isoTime(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString();
}

function given<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]: Value });
}
