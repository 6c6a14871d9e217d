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

/** What engines know by a word of its own: containerd/platforms `database.go`, at 09756f5. */
const OPERATING_SYSTEMS: ReadonlySet<string> = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows zos'.split(
    ' ',
  ),
);
const ARCHITECTURES: ReadonlySet<string> = new Set(
  (
    '386 amd64 amd64p32 arm armbe arm64 arm64be ppc64 ppc64le loong64 mips mipsle mips64 mips64le mips64p32 ' +
    'mips64p32le ppc riscv riscv64 s390 s390x sparc sparc64 wasm'
  ).split(' '),
);

const FIRST_PART = /^([A-Za-z0-9_-]+)(?:\(([A-Za-z0-9_.-]*)(?:\+[A-Za-z0-9_.+-]*)?\))?$/;
const OTHER_PART = /^[A-Za-z0-9_.-]+$/;

/**
 * Reads a platform as engines and builders do: `windows/amd64`, `windows(10.0.17763)/amd64`, `windows`, `amd64`. Gives
 * `undefined` for anything they would refuse, notations of other tools (`windows/amd64:10.0.17763`) included.
 *
 * Source: containerd/platforms `platforms.go` (`Parse`, at 09756f5).
 */
export function parsePlatform(text: string): RequestedPlatform | undefined {
  const parts = text.split('/');
  const [, name, osVersion] = FIRST_PART.exec(parts[0] ?? '') ?? [];
  const word = name?.toLowerCase();
  if (!word || parts.length > 3 || parts.slice(1).some((part) => !OTHER_PART.test(part))) return undefined;

  const version = osVersion ? { osVersion } : {};
  const os = word === 'macos' ? 'darwin' : word;
  if (parts[1] !== undefined) return { os, ...normalizeArchitecture(parts[1], parts[2]), ...version };
  if (OPERATING_SYSTEMS.has(os)) return { os, ...version };
  const alone = normalizeArchitecture(word);
  return ARCHITECTURES.has(alone.architecture) && parts[0] === name ? alone : undefined;
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
