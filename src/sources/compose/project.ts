import { posix } from 'node:path';
import type { Loading } from './loading.ts';
import { type Variables, withEnvFiles } from './variables.ts';

interface ProjectOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly envFiles?: readonly string[];
  readonly unset?: 'empty' | 'unknown';
}

/**
 * The variables that the first file of a project is read with: the environment, then `.env` beside it or the files that are
 * given, then the project's name, which Compose makes of its directory where none is set.
 */
export async function projectVariables(
  { environment = {}, envFiles, unset = 'empty' }: ProjectOptions,
  directory: string,
  loading: Loading,
): Promise<Variables> {
  const given: Variables = { values: new Map(Object.entries(environment)), unset };
  const named = (envFiles ?? []).map((text) => ({
    text,
    directory: '',
    place: { file: text, line: 1, column: 1 },
  }));
  const variables = await withEnvFiles(
    given,
    { named, found: envFiles === undefined ? directory : undefined },
    loading,
  );
  const name = projectName(posix.basename(directory));
  if (name === '' || variables.values.has('COMPOSE_PROJECT_NAME')) return variables;
  return { ...variables, values: new Map([...variables.values, ['COMPOSE_PROJECT_NAME', name]]) };
}

/** Source: compose-go `NormalizeProjectName`. */
function projectName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '');
}
