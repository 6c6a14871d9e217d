/** The short form of a volume, taken apart. */
export interface VolumeText {
  readonly source: string;
  readonly target: string;
  /** What stands behind the target: `ro`, `rw,z`. */
  readonly options: string;
}

const DRIVE = /^[a-z]$/i;

/**
 * Splits `source:target:options` as compose-go's `format/volume.go` does: a colon behind a single letter is a drive's.
 * One part alone is the target. Undefined where a part is empty or there is one too many.
 */
export function splitVolume(text: string): VolumeText | undefined {
  if (text.length <= 2) return text === '' ? undefined : { source: '', target: text, options: '' };
  const parts: string[] = [];
  let part = '';
  for (const piece of text.split(':')) {
    part = part === '' ? piece : `${part}:${piece}`;
    if (DRIVE.test(part)) continue;
    parts.push(part);
    part = '';
  }
  if (part !== '') parts.push(part);
  const [first = '', second, third = ''] = parts;
  if (parts.length > 3 || parts.includes('')) return undefined;
  return second === undefined
    ? { source: '', target: first, options: '' }
    : { source: first, target: second, options: third };
}

/** The short form of a published port, taken apart. */
export interface PortText {
  readonly hostIp: string;
  readonly published: string;
  readonly target: string;
  readonly protocol: string;
}

/** Splits `ip:published:target/protocol`; all but the target may be left out, and an IPv6 address stands in brackets. */
export function splitPort(text: string): PortText {
  const slash = text.lastIndexOf('/');
  const protocol = slash < 0 ? 'tcp' : text.slice(slash + 1).toLowerCase();
  const ports = slash < 0 ? text : text.slice(0, slash);
  const parts = ports.split(':');
  const target = parts.pop() ?? '';
  const published = parts.pop() ?? '';
  return { hostIp: parts.join(':'), published, target, protocol };
}
