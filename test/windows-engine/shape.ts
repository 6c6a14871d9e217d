/** Values that no two engines share: only their kind is compared. */
const FREE = [
  'Id',
  'ID',
  'Created',
  'StartedAt',
  'FinishedAt',
  'LastTagTime',
  'Pid',
  'Image',
  'Layers',
  'RepoDigests',
  'dir',
  'digest',
  'id',
  'current',
  'total',
  'MemTotal',
  'Name',
];

/** Of these the text counts although its key is free elsewhere: `Config.Image` is what the caller said. */
const COUNTS = ['Config.Image', 'GraphDriver.Name'];

/**
 * What of an expected body is not so in the actual one; keys that only the actual one has are its own affair.
 * Lists of texts and numbers must be equal as a whole.
 */
export function differences(expected: unknown, actual: unknown, path = ''): string[] {
  const key = path.split('.').at(-1) ?? '';
  const free = FREE.includes(key) && !COUNTS.some((counted) => path.endsWith(counted));
  if (kindOf(expected) !== kindOf(actual))
    return [`${path}: ${kindOf(expected)}, but ${kindOf(actual)} ${JSON.stringify(actual)}`];
  if (free && (typeof expected !== 'object' || Array.isArray(expected))) return [];
  if (Array.isArray(expected)) {
    const other = actual as readonly unknown[];
    if (expected.length !== other.length) return [`${path}: ${expected.length} items, but ${other.length}`];
    return expected.flatMap((item, index) => differences(item, other[index], `${path}.${index}`));
  }
  if (typeof expected === 'object' && expected !== null) {
    const other = actual as Readonly<Record<string, unknown>>;
    return Object.entries(expected).flatMap(([name, value]) =>
      name in other ? differences(value, other[name], `${path}.${name}`) : [`${path}.${name}: missing`],
    );
  }
  return expected === actual ? [] : [`${path}: ${JSON.stringify(expected)}, but ${JSON.stringify(actual)}`];
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
}
