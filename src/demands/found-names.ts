import type { FileShelf } from '../sources/file-shelf.ts';
import { remember } from '../sources/remember.ts';
import type { Deed, WorkflowLeg, WorkflowReading } from '../sources/workflow/model.ts';
import { runnerOf } from '../sources/workflow/runner.ts';
import type { LegHosts } from './leg-hosts.ts';

/**
 * A workflow with the files of its legs on Windows by the names that they have: a runner with Windows finds
 * `Dockerfile.windows` as `dockerfile.Windows`, one with Linux does not.
 */
export async function withFoundNames(
  workflow: WorkflowReading,
  { shelf, legHosts }: { readonly shelf: FileShelf; readonly legHosts: LegHosts },
): Promise<WorkflowReading> {
  const onWindows = new Map<WorkflowLeg['labels'], boolean>();
  const isOn = ({ labels }: WorkflowLeg) => remember(onWindows, labels, () => isWindows(labels, legHosts));
  const paths = new Set<string>();
  // Legs that do the same share the list of it.
  const lists = new Set<WorkflowLeg['deeds']>();
  for (const leg of workflow.legs) if (isOn(leg)) lists.add(leg.deeds);
  for (const list of lists) for (const deed of list) addPaths(deed, paths);
  const names = new Map<string, string>();
  await Promise.all(
    Array.from(paths, async (path) => {
      const name = await shelf.foundName(path);
      if (name !== path) names.set(path, name);
    }),
  );
  if (names.size === 0) return workflow;
  const named = new Map<Deed, Deed>();
  const name = (path: string) => names.get(path) ?? path;
  const legs = workflow.legs.map((leg) =>
    isOn(leg)
      ? { ...leg, deeds: leg.deeds.map((deed) => remember(named, deed, () => renamed(deed, name))) }
      : leg,
  );
  return { ...workflow, legs };
}

/** A runner of the user's own may be one with Windows of which no more is known. */
function isWindows(labels: WorkflowLeg['labels'], legHosts: LegHosts): boolean {
  return legHosts.of(labels).kind === 'windows' || runnerOf(labels).os === 'Windows';
}

function addPaths(deed: Deed, paths: Set<string>): void {
  if (deed.kind === 'build') {
    if (deed.dockerfilePath !== undefined) paths.add(deed.dockerfilePath);
    return;
  }
  if (deed.kind !== 'compose' && deed.kind !== 'bake') return;
  const { files, directory } = deed;
  for (const file of files ?? []) paths.add(file);
  if (directory !== undefined && directory !== '') paths.add(directory);
  if (deed.kind === 'compose') for (const file of deed.envFiles ?? []) paths.add(file);
}

function renamed(deed: Deed, name: (path: string) => string): Deed {
  if (deed.kind === 'build') {
    const { dockerfilePath } = deed;
    return dockerfilePath === undefined ? deed : { ...deed, dockerfilePath: name(dockerfilePath) };
  }
  if (deed.kind !== 'compose' && deed.kind !== 'bake') return deed;
  const { files, directory } = deed;
  const paths = {
    ...(files === undefined ? {} : { files: files.map(name) }),
    ...(directory === undefined ? {} : { directory: name(directory) }),
  };
  if (deed.kind === 'bake') return { ...deed, ...paths };
  const { envFiles } = deed;
  return { ...deed, ...paths, ...(envFiles === undefined ? {} : { envFiles: envFiles.map(name) }) };
}
