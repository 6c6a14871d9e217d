import { FileShelf } from '../sources/file-shelf.ts';
import { findFiles } from '../sources/find.ts';
import type { ImageUse, SourceReading } from '../sources/reading.ts';
import { referenceFault } from '../sources/reference-check.ts';
import type { WorkflowReading } from '../sources/workflow/model.ts';
import { composeProjects } from './compose-files.ts';
import { type DemandOptions, type DemandWorld, kindsOf } from './demands.ts';
import { Dockerfiles } from './dockerfiles.ts';
import { type UnusedArgument, unusedOfRun } from './unused-arguments.ts';

export interface NamedImages {
  readonly readings: readonly SourceReading[];
  readonly unmatched: readonly string[];
  /** Build arguments that are given in vain. */
  readonly unused: readonly UnusedArgument[];
}

/**
 * Every image that files name, file by file, as each file names it: Dockerfiles, the services of Compose files, and what
 * workflows run and pull. What a workflow builds is named in its Dockerfile.
 */
export async function readNamedImages(
  options: Pick<DemandOptions, 'workspace' | 'paths' | 'buildArgs' | 'target'>,
  { files: fileSystem }: Pick<DemandWorld, 'files'>,
): Promise<NamedImages> {
  const { files, unmatched } = await findFiles(options.paths, options.workspace, fileSystem);
  const shelf = new FileShelf(options.workspace, fileSystem, files);
  const kinds = await kindsOf(files, shelf);
  const dockerfiles = new Dockerfiles(shelf);
  const built = await Promise.all(
    (kinds.get('dockerfile') ?? []).map((file) => dockerfiles.readOnce(file, options)),
  );
  const others = await Promise.all([
    ...composeProjects(kinds.get('compose') ?? []).map(async (project) => {
      const { readCompose } = await import('../sources/compose.ts');
      const reading = await readCompose({ files: project.files, read: (file) => shelf.read(file) });
      return reading.readings();
    }),
    ...(kinds.get('workflow') ?? []).map(async (file) => {
      const { readRootedWorkflow } = await import('./rooted.ts');
      return readingsOf(await readRootedWorkflow(file, (path) => shelf.read(path)));
    }),
  ]);
  const readings = [...built, ...others.flat()].sort((a, b) =>
    a.file < b.file ? -1 : Number(a.file > b.file),
  );
  return { readings, unmatched, unused: unusedOfRun(options.buildArgs, built) };
}

/** A workflow and what it calls, file by file; the legs of a matrix name an image once. */
function readingsOf(workflow: WorkflowReading): readonly SourceReading[] {
  const uses = new Map<string, ImageUse>();
  for (const { deeds } of workflow.legs) {
    for (const deed of deeds) {
      if (!('image' in deed) || deed.image.unknown === true) continue;
      const { value, written, place } = deed.image;
      if (referenceFault(value) !== undefined) continue;
      const isOfJob = deed.kind === 'job-container' || deed.kind === 'job-service';
      uses.set(`${place.file}:${place.line}:${place.column} ${value}`, {
        role: isOfJob ? 'job-container' : 'run',
        reference: value,
        written,
        needs: [deed.kind === 'pull' ? 'pull' : 'run'],
        reachable: true,
        place,
      });
    }
  }
  const named = [...uses.values()];
  const files = new Set([...workflow.files, ...workflow.problems.map(({ place }) => place.file)]);
  return [...files].map((file) => ({
    file,
    uses: named.filter(({ place }) => place.file === file),
    problems: workflow.problems.filter(({ place }) => place.file === file),
    hints: { backtickEscape: false, windowsShell: false },
    line: (number) => workflow.line(file, number),
  }));
}
