import { composeProjects } from './compose-files.ts';
import { withFoundNames } from './found-names.ts';
import type { LegParts } from './leg-context.ts';
import type { Demand, FileNote } from './model.ts';
import { speaksOfWindows } from './of-windows.ts';
import { workflowDemands } from './of-workflows.ts';
import { readRootedWorkflow } from './rooted.ts';
import { windowsImagesOnLinux } from './windows-images-on-linux.ts';

/** What files demand that say how others are built and run. */
export interface OtherDemands {
  readonly demands: readonly Demand[];
  readonly notes: readonly FileNote[];
  /** Every file that was read for it. */
  readonly files: readonly string[];
  line(file: string, number: number): string | undefined;
}

type Lines = (file: string, number: number) => string | undefined;

/**
 * Workflows first: a Compose or bake file that a leg leads to is judged where the leg runs, and not by itself.
 * `named`: the files that were asked for outright.
 */
export async function otherDemands(
  kinds: ReadonlyMap<'workflow' | 'compose' | 'bake' | 'dockerfile', readonly string[]>,
  named: ReadonlySet<string>,
  parts: LegParts,
): Promise<OtherDemands> {
  const demands: Demand[] = [];
  const notes: FileNote[] = [];
  const files = new Set<string>();
  const lines: Lines[] = [];
  const led = new Set<string>();
  const note = async (
    file: string,
    problems: FileNote['problems'],
    own: readonly Demand[],
    paired = false,
  ) => {
    demands.push(...own);
    if (problems.length === 0) return;
    const ofWindows = await speaksOfWindows(file, parts.shelf);
    notes.push({ file, problems, demands: new Set(own), named: named.has(file), paired, ofWindows });
  };

  const { shelf, dockerfiles, found: candidates } = parts;
  const workflowFiles = kinds.get('workflow') ?? [];
  if (workflowFiles.length > 0) await dockerfiles.openAll(candidates);
  const workflows = await Promise.all(
    workflowFiles.map((file) => readRootedWorkflow(file, (path) => shelf.read(path), dockerfiles)),
  );
  const called = new Set(workflows.flatMap(({ file, files: all }) => all.filter((each) => each !== file)));
  for (const workflow of workflows) {
    const { file, calledOnly } = workflow;
    for (const each of workflow.files) files.add(each);
    lines.push((path, number) => workflow.line(path, number));
    // With the inputs of those who call it, it is judged there.
    if (calledOnly && called.has(file)) continue;
    const found = await workflowDemands(await withFoundNames(workflow, parts), parts);
    await note(file, found.problems, found.demands, found.paired);
    const elsewhere = windowsImagesOnLinux(workflow, parts.legHosts);
    // Whatever words the file has, it names an image for Windows.
    const aside = { demands: new Set<Demand>(), named: named.has(file), paired: false, ofWindows: true };
    if (elsewhere.length > 0) notes.push({ file, problems: elsewhere, ...aside });
    for (const each of found.led) {
      files.add(each);
      led.add(each);
    }
    lines.push(found.line);
  }
  for (const project of composeProjects(kinds.get('compose') ?? [])) {
    const [file = ''] = project.files;
    if (project.files.some((each) => led.has(each))) continue;
    const { demands: own, reading } = await (await import('./of-compose.ts')).composeDemands(
      { files: project.files, profiles: ['*'], services: [], environment: {}, unset: 'empty', paired: false },
      parts,
    );
    // A file that is meant to be laid over another need not be whole by itself.
    const whole = project.usual || project.files.some((each) => named.has(each));
    await note(file, whole ? reading.problems : [], own);
    for (const each of reading.files) files.add(each);
    lines.push((path, number) => reading.line(path, number));
  }
  for (const file of kinds.get('bake') ?? []) {
    if (led.has(file)) continue;
    const content = await parts.shelf.content(file);
    if ('problem' in content) {
      await note(file, [content.problem], []);
      continue;
    }
    const call = { file, content: content.bytes, variables: {}, paired: false };
    const { demands: own, reading } = await (await import('./of-bake.ts')).bakeDemands(call, parts);
    await note(file, reading.problems, own);
    files.add(file);
    lines.push((path, number) => (path === file ? reading.line(number) : undefined));
  }
  return {
    demands,
    notes,
    files: [...files],
    line: (file, number) => {
      for (const each of lines) {
        const line = each(file, number);
        if (line !== undefined) return line;
      }
      return undefined;
    },
  };
}
