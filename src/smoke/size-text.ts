export function gigabytes(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.ceil(bytes / 1e6)} MB`;
}

const UNITS: readonly (readonly [bytes: number, name: string])[] = [
  [1e9, 'GB'],
  [1024 ** 3, 'GiB'],
  [1e6, 'MB'],
  [1024 ** 2, 'MiB'],
  [1e3, 'kB'],
  [1024, 'KiB'],
];

/** A limit as it was given: in the first unit that needs no more than two digits behind the point, and never rounded. */
export function exactSize(bytes: number): string {
  const unit = UNITS.find(([of]) => bytes >= of && (bytes * 100) % of === 0);
  const [of, name] = unit ?? [1, 'bytes'];
  return `${(bytes / of).toLocaleString('en-US')} ${name}`;
}
