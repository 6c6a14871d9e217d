import type { FileReader } from '../sources/compose/files.ts';
import { type KnownDockerfiles, readWorkflow, type WorkflowReading } from '../sources/workflow.ts';

/** What holds paths in a reading of a workflow. */
const PATHS: ReadonlySet<string> = new Set(['file', 'files', 'workflow', 'dockerfilePath', 'directory']);

/**
 * Reads a workflow. Its repository may lie in a directory of the workspace (`examples/app/.github/workflows/ci.yml`): its paths
 * are relative to that directory, and come out relative to the workspace.
 */
export async function readRootedWorkflow(
  file: string,
  read: FileReader,
  dockerfiles?: KnownDockerfiles,
): Promise<WorkflowReading> {
  const root = /^(.*\/)?\.github\/workflows\/[^/]+$/.exec(file)?.[1] ?? '';
  if (root === '') return readWorkflow({ file, read, ...(dockerfiles && { dockerfiles }) });
  const inside = await readWorkflow({
    file: file.slice(root.length),
    read: (path) => read(root + path),
    ...(dockerfiles && {
      dockerfiles: {
        isThere: (path) => dockerfiles.isThere(root + path),
        argumentMatters: (path, name) => dockerfiles.argumentMatters(root + path, name),
      },
    }),
  });
  return {
    ...(below(inside, root) as WorkflowReading),
    line: (path, number) =>
      path.startsWith(root) ? inside.line(path.slice(root.length), number) : undefined,
  };
}

function below(value: unknown, root: string, key = ''): unknown {
  if (typeof value === 'string') return PATHS.has(key) ? root + value : value;
  if (Array.isArray(value)) return value.map((item) => below(item, root, key));
  if (value instanceof Map) return new Map([...value].map(([name, item]) => [name, below(item, root)]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, below(item, root, name)]));
}
