/** A platform as asked for by `--platform`, in the spelling the Open Container Initiative uses. */
export interface RequestedPlatform {
  /** Left out when only an architecture was written: the host's own is meant. */
  readonly os?: string;
  /** Left out when only an operating system was written: the host's own is meant. */
  readonly architecture?: string;
  readonly variant?: string;
  /** As written: `10.0.17763` or with a revision. */
  readonly osVersion?: string;
}

const OPERATING_SYSTEMS: ReadonlySet<string> = new Set([
  'aix',
  'android',
  'darwin',
  'freebsd',
  'illumos',
  'linux',
  'netbsd',
  'openbsd',
  'solaris',
  'wasip1',
  'windows',
]);

const ARCHITECTURES: ReadonlySet<string> = new Set([
  '386',
  'amd64',
  'arm',
  'arm64',
  'loong64',
  'mips64le',
  'ppc64le',
  'riscv64',
  's390x',
  'wasm',
]);

const FIRST_PART = /^([A-Za-z0-9_-]+)(?:\(([A-Za-z0-9_.-]*)(?:\+[A-Za-z0-9_.+-]*)?\))?$/;
const OTHER_PART = /^[A-Za-z0-9_.-]+$/;
/** `windows/amd64:10.0.17763` of crane and ko, `windows/amd64,osver=10.0.17763` of regctl. */
const VERSION_BEHIND = /^([^:,]+)(?::|,\s*osver(?:sion)?=)([0-9][0-9.]*)$/i;

/**
 * Reads a platform in any notation in use: `windows/amd64`, `windows(10.0.17763)/amd64`, `windows`, `amd64`, and
 * the version behind it as crane, ko and regctl write it. Gives `undefined` for anything an engine would refuse.
 *
 * Sources: containerd/platforms `platforms.go` (`Parse`, at 09756f5), google/go-containerregistry
 * `pkg/v1/platform.go`, regclient/regclient `types/platform/platform.go`.
 */
export function parsePlatform(text: string): RequestedPlatform | undefined {
  const trimmed = text.trim();
  const behind = VERSION_BEHIND.exec(trimmed);
  const parts = (behind?.[1] ?? trimmed).split('/');
  const first = FIRST_PART.exec(parts[0] ?? '');
  const word = first?.[1]?.toLowerCase();
  if (!word || parts.length > 3 || parts.slice(1).some((part) => !OTHER_PART.test(part))) return undefined;

  const osVersion = first?.[2] || behind?.[2];
  const version = osVersion ? { osVersion } : {};
  const os = word === 'macos' ? 'darwin' : word;
  if (parts[1] !== undefined) return { os, ...normalizeArchitecture(parts[1], parts[2]), ...version };
  if (OPERATING_SYSTEMS.has(os)) return { os, ...version };
  const alone = normalizeArchitecture(word);
  return ARCHITECTURES.has(alone.architecture) && first?.[2] === undefined
    ? { ...alone, ...version }
    : undefined;
}

/** `windows(10.0.17763)/amd64`, as engines print it. */
export function formatPlatform(platform: RequestedPlatform & { readonly os: string }): string {
  const version = platform.osVersion ? `(${platform.osVersion})` : '';
  return [platform.os + version, platform.architecture, platform.variant].filter(Boolean).join('/');
}

/** One spelling for each architecture; the variants every processor of that architecture has are dropped. */
export function normalizeArchitecture(
  architecture: string,
  variant = '',
): { architecture: string; variant?: string } {
  const name = architecture.toLowerCase();
  const written = variant.toLowerCase();
  switch (name) {
    case 'amd64':
    case 'x86_64':
    case 'x86-64':
      return { architecture: 'amd64', ...(written && written !== 'v1' ? { variant: written } : {}) };
    case 'arm64':
    case 'aarch64': {
      const plain = ['', '8', 'v8', 'v8.0'].includes(written);
      return { architecture: 'arm64', ...(plain ? {} : { variant: written }) };
    }
    case 'i386':
      return { architecture: '386' };
    default:
      return { architecture: name, ...(written ? { variant: written } : {}) };
  }
}
