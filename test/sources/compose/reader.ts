import { type ComposeOptions, type ComposeReading, readCompose } from '../../../src/sources/compose.ts';

/** Files of a workspace by path; a text alone is `compose.yaml`. */
export type Files = string | Readonly<Record<string, string>>;

/** Reads a project whose first file is `compose.yaml`, unless told otherwise. */
export function readProject(files: Files, options: Partial<ComposeOptions> = {}): Promise<ComposeReading> {
  const all = typeof files === 'string' ? { 'compose.yaml': files } : files;
  return readCompose({
    files: ['compose.yaml'],
    read: async (path) => (Object.hasOwn(all, path) ? all[path] : undefined),
    ...options,
  });
}

/** `name: image`, one line a service. */
export async function imagesOf(files: Files, options?: Partial<ComposeOptions>): Promise<readonly string[]> {
  const { services } = await readProject(files, options);
  return services.map(({ name, image, active }) => {
    const value = image === undefined ? '-' : image.unknown === true ? '?' : image.value;
    return `${name}: ${value}${active ? '' : ' (inactive)'}`;
  });
}

/** The options of the first service of that name, as `written value`. */
export async function optionsOf(
  files: Files,
  service = 'web',
  options?: Partial<ComposeOptions>,
): Promise<readonly string[]> {
  const { services } = await readProject(files, options);
  const found = services.find(({ name }) => name === service);
  return (found?.options ?? []).map(({ written, value, unknown }) =>
    unknown === true ? `${written} ?` : value === undefined ? written : `${written} ${value}`,
  );
}

/** `code file:line:column`, one a problem. */
export async function problemsOf(
  files: Files,
  options?: Partial<ComposeOptions>,
): Promise<readonly string[]> {
  const { problems } = await readProject(files, options);
  return problems.map(({ code, place: { file, line, column } }) => `${code} ${file}:${line}:${column}`);
}
