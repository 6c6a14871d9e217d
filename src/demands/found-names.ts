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
  // Legs that do the same share the list of it.
  const lists = new Set(workflow.legs.filter(isOn).map(({ deeds }) => deeds));
  const deeds = new Set<Deed>();
  for (const list of lists) for (const deed of list) deeds.add(deed);
  const paths = new Set<string>();
  for (const deed of deeds) for (const path of pathsOf(deed)) paths.add(path);
  const names = new Map<string, string>();
  await Promise.all(
    Array.from(paths, async (path) => {
      const name = await shelf.foundName(path);
      if (name !== path) names.set(path, name);
    }),
  );
  if (names.size === 0) return workflow;
  const named = new Map<Deed, Deed>();
  for (const deed of deeds)
    named.set(
      deed,
      renamed(deed, (path) => names.get(path) ?? path),
    );
  const legs = workflow.legs.map((leg) =>
    isOn(leg) ? { ...leg, deeds: leg.deeds.map((deed) => named.get(deed) ?? deed) } : leg,
  );
  return { ...workflow, legs };
}

/** A runner of the user's own may be one with Windows of which no more is known. */
function isWindows(labels: WorkflowLeg['labels'], legHosts: LegHosts): boolean {
  return legHosts.of(labels).kind === 'windows' || runnerOf(labels).os === 'Windows';
}

function pathsOf(deed: Deed): readonly string[] {
  if (deed.kind === 'build') return deed.dockerfilePath === undefined ? [] : [deed.dockerfilePath];
  if (deed.kind !== 'compose' && deed.kind !== 'bake') return [];
  const directory = deed.directory === undefined || deed.directory === '' ? [] : [deed.directory];
  const envFiles = deed.kind === 'compose' ? (deed.envFiles ?? []) : [];
  return [...(deed.files ?? []), ...directory, ...envFiles];
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
