import type { BoundaryRule, ContainerOption } from './boundary-model.ts';
import { isWindowsTarget, type Mount, mountOf } from './boundary-mount.ts';
import { hostPlaceOf } from './boundary-places.ts';
import { clipped } from './boundary-value.ts';
import type { Level } from './model.ts';
import type { SourceId } from './sources.ts';

/** What is to be said of a mount. */
export interface MountFinding {
  readonly rule: Extract<BoundaryRule, 'option-rejected' | 'host-opened'>;
  readonly level?: Level;
  readonly message: string;
  readonly remedy: string;
  readonly engine?: string;
  readonly sources: readonly SourceId[];
}

interface MountRule {
  readonly holds: (mount: Mount) => boolean;
  /** The engine's words behind `invalid mount config for type "…": `. */
  readonly engine: (mount: Mount) => string;
  readonly because: string;
  readonly remedy: string;
  readonly level?: Level;
}

const TYPES = /^(?:bind|volume|npipe)$/;
const PIPE = /^\\\\\.\\pipe\\/;
const DRIVE = /^(?:\\\\\?\\)?c:[\\/]?$/i;

/** Extensions of files that people mount one by one. */
const FILE =
  /[^\\/]\.(?:conf|config|cnf|ini|json|toml|ya?ml|xml|properties|env|txt|log|crt|cer|pem|pfx|p12|key|lic|ps1|psm1|cmd|bat|sh|exe|dll|msi|zip|sql|db)$/i;

/** What moby's `daemon/volume/mounts/windows_parser.go` refuses, in its order. The first that holds is told. */
const MOUNT_RULES: readonly MountRule[] = [
  {
    holds: ({ target }) => DRIVE.test(target),
    engine: ({ target }) =>
      `destination path (${target.toLowerCase().replaceAll('/', '\\')}) cannot be 'c:' or 'c:\\'`,
    because: 'the system drive of the container is the container',
    remedy: 'Mount it below a directory, or on another drive letter.',
  },
  {
    holds: ({ target }) => target !== '' && !isWindowsTarget(target),
    engine: ({ target }) => `invalid mount path: '${clipped(target)}'`,
    because: 'a path in a Windows container begins with a drive letter',
    remedy: 'Write it with its drive: C:\\data.',
  },
  {
    holds: ({ type }) => !TYPES.test(type),
    engine: () => 'mount type unknown',
    because: 'Windows engines mount directories, volumes and pipes',
    remedy: 'Leave it out, or use a volume.',
  },
  {
    holds: ({ propagation = '' }) => propagation !== '',
    engine: ({ propagation = '' }) => `invalid propagation mode: ${clipped(propagation)}`,
    because: 'Windows has no mount propagation',
    remedy: 'Leave bind-propagation out.',
  },
  {
    holds: ({ type, readOnly }) => type === 'npipe' && readOnly,
    engine: () => 'field ReadOnly must not be specified',
    because: 'a pipe cannot be read-only',
    remedy: 'Leave read-only out.',
  },
  {
    holds: ({ type, source, raw }) => type === 'npipe' && !raw && source !== '' && !PIPE.test(source),
    engine: ({ source }) => `'${clipped(source)}' is not a valid pipe path`,
    because: 'the long form takes backslashes only',
    remedy: 'Write \\\\.\\pipe\\name on both sides.',
  },
  {
    holds: ({ type, target, raw }) => type === 'npipe' && target !== '' && !PIPE.test(slashes(target, raw)),
    engine: ({ target }) => `'${clipped(target)}' is not a valid pipe path`,
    because: 'a pipe can be mounted as a pipe only',
    remedy: 'Write \\\\.\\pipe\\name on both sides.',
  },
  {
    holds: ({ type, source }) => type === 'bind' && FILE.test(source),
    engine: () => 'source path must be a directory',
    because: 'Windows mounts directories only, and this looks like a file',
    remedy: 'Mount the directory that it is in, or copy it in when the image is built.',
    level: 'warning',
  },
];

const ACCOUNTS =
  'In Hyper-V isolation files of the host are opened as LocalSystem, in process isolation with the rights of the account in the container.';

/** What a Windows engine refuses about a mount, and what of the host it opens. Empty for any other option. */
export function mountFindings(option: ContainerOption): readonly MountFinding[] {
  const mount = mountOf(option);
  if (mount === undefined) return [];
  const { written, value = '' } = option;
  if (mount === 'refused') {
    return [
      {
        rule: 'option-rejected',
        message: `Windows engines refuse ${written} ${clipped(value)}: "invalid volume specification: '${clipped(value)}'"; it is no directory or volume, path with a drive letter, and ro or rw at most.`,
        remedy: 'Write it as C:\\on\\the\\host:C:\\in\\the\\container, with :ro or :rw behind it at most.',
        engine: `invalid volume specification: '${clipped(value)}'`,
        sources: ['moby-windows-parser'],
      },
    ];
  }
  const findings: MountFinding[] = [];
  const rule = MOUNT_RULES.find(({ holds }) => holds(mount));
  if (rule !== undefined) {
    const words = `invalid mount config for type "${clipped(mount.type, 20)}": ${rule.engine(mount)}`;
    findings.push({
      rule: 'option-rejected',
      ...(rule.level === undefined ? {} : { level: rule.level }),
      message: `Windows engines refuse ${written} ${clipped(value)}: "${words}"; ${rule.because}.`,
      remedy: rule.remedy,
      engine: words,
      sources: ['moby-windows-parser'],
    });
  }
  const opened = openedBy(mount, written);
  return opened === undefined ? findings : [...findings, opened];
}

function openedBy(mount: Mount, written: string): MountFinding | undefined {
  if (mount.type !== 'bind' && mount.type !== 'npipe' && mount.type !== 'volume') return undefined;
  const place = hostPlaceOf(mount.source);
  if (place === undefined) return undefined;
  const readOnly = mount.readOnly && place.readOnly !== '';
  const accounts = mount.type === 'npipe' ? '' : ` ${ACCOUNTS}`;
  return {
    rule: 'host-opened',
    ...(readOnly ? { level: 'notice' as const } : {}),
    message: `${written} mounts ${place.what} (${clipped(mount.source)}): ${readOnly ? place.readOnly : place.opens}.${accounts}`,
    remedy: place.remedy,
    sources: place.sources,
  };
}

/** `--volume` has its slashes turned before they are looked at. */
function slashes(path: string, raw: boolean): string {
  return raw ? path.replaceAll('/', '\\') : path;
}
