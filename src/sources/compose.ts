import { ComposeFiles, directoryOf, type FileReader } from './compose/files.ts';
import { loadServices } from './compose/load.ts';
import type { ComposeReading } from './compose/model.ts';
import { projectVariables } from './compose/project.ts';
import { imageUses, readingsByFile } from './compose/readings.ts';
import { readServices } from './compose/services.ts';
import type { SourceProblem } from './reading.ts';

export type { FileReader } from './compose/files.ts';
export type { ComposeBuild, ComposeReading, ComposeService } from './compose/model.ts';

export interface ComposeOptions {
  /** Laid over each other in this order, as `docker compose -f a -f b`; relative to the workspace, with forward slashes. */
  readonly files: readonly string[];
  /** Gives the content of any file that these lead to. What it throws becomes a problem. */
  readonly read: FileReader;
  /** What the shell would have; goes before `.env`. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Files of variables in place of `.env` beside the first file, as `--env-file`; relative to the workspace. */
  readonly envFiles?: readonly string[];
  /** What a variable without a value and a default is: an empty text with a notice, as for Compose, or something not known. */
  readonly unset?: 'empty' | 'unknown';
  /** As `--profile`; those of the variable `COMPOSE_PROFILES` when left out. `*` is all of them. */
  readonly profiles?: readonly string[];
}

/**
 * Reads a Compose project as Compose does: variables, `.env`, anchors and merge keys, `include`, `extends`, several files laid
 * over each other with `!reset` and `!override`, and profiles. Every value keeps its file, line and column. Never throws for
 * what stands in the files: that becomes a problem with its place, and what stands beside it is read all the same.
 * Source: compose-spec, and compose-go where that is silent.
 */
export async function readCompose(options: ComposeOptions): Promise<ComposeReading> {
  const problems: SourceProblem[] = [];
  const files = new ComposeFiles(options.read, problems);
  const loading = { files, problems };
  const [file = 'compose.yaml'] = options.files;
  const directory = directoryOf(file);
  const variables = await projectVariables(options, directory, loading);
  const loaded = { files: options.files, directory, variables, includedBy: [] };
  const services = readServices(await loadServices(loaded, loading), {
    problems,
    variables,
    profiles: options.profiles ?? profilesIn(variables.values.get('COMPOSE_PROFILES')),
  });
  const uses = imageUses(services, problems);
  const found = inOrder(problems);
  return {
    file,
    files: files.read,
    services,
    uses,
    problems: found,
    line: (path, number) => files.line(path, number),
    readings: () => readingsByFile(files, uses, found),
  };
}

function profilesIn(text: string | null | undefined): readonly string[] {
  return (text ?? '').split(',').filter((name) => name !== '');
}

/** By place, each once: a file that is read twice has its mistakes once. */
function inOrder(problems: readonly SourceProblem[]): readonly SourceProblem[] {
  const known = new Map<string, SourceProblem>();
  for (const problem of problems) {
    const { file, line, column } = problem.place;
    const key = `${file}\n${line}:${column} ${problem.code} ${problem.message}`;
    if (!known.has(key)) known.set(key, problem);
  }
  const order = new Map([...new Set(problems.map(({ place }) => place.file))].map((file, at) => [file, at]));
  return [...known.values()].sort(
    ({ place: a }, { place: b }) =>
      (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) || a.line - b.line || a.column - b.column,
  );
}
