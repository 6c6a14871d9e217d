import path from 'node:path';

/** The full path of a tool of Windows, so that none in a checked-out repository can take its place. */
export function systemTool(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
): string | undefined {
  const root = environment.SystemRoot ?? environment.SYSTEMROOT;
  return root === undefined ? undefined : path.win32.join(root, 'System32', name);
}
