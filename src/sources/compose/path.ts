/** Whether a path of keys is one that the pattern speaks of; `*` stands for any one key. */
export function matches(pattern: string, path: readonly string[]): boolean {
  const parts = pattern.split('.');
  return parts.length === path.length && parts.every((part, at) => part === '*' || part === path[at]);
}
