import type { SourceId } from './sources.ts';

/** A place on the host that gives the host away when a container gets it. */
export interface HostPlace {
  /** Held against a source in lower case, with backslashes, without one at its end. */
  readonly pattern: RegExp;
  readonly what: string;
  /** What whoever is in the container can do then. */
  readonly opens: string;
  /** The same, when it was mounted read-only; a pipe cannot be. */
  readonly readOnly: string;
  readonly remedy: string;
  readonly sources: readonly SourceId[];
}

const NARROWER = 'Mount the one directory that is needed, read-only where that will do.';

/** Pipes: moby `daemon/listeners`, Docker Desktop's contexts, containerd's default address on Windows. */
const DOCKER_PIPES = String.raw`(?:docker_engine(?:_linux|_windows)?|dockerdesktop\w*|docker_?cli\w*|dockerbackend\w*)`;

const SYSTEM_DRIVE = String.raw`(?:\\\\\?\\)?(?:c:|%systemdrive%|\$env:systemdrive|\$\{env:systemdrive\}|\$\{systemdrive\})`;

const path = (below: string) => new RegExp(`^${SYSTEM_DRIVE}${below}$`);

export const HOST_PLACES: readonly HostPlace[] = [
  {
    pattern: new RegExp(String.raw`^\\\\\.\\pipe\\${DOCKER_PIPES}$`),
    what: "the engine's pipe",
    opens:
      'whoever is in the container can have the engine start any container with any directory of the host, and so is administrator of the host, in either isolation',
    readOnly: '',
    remedy:
      'Leave it out; let a service on the host do what needs the engine, or put a proxy in front of it that allows only what is needed.',
    sources: ['moby-listeners-windows', 'ms-isolation'],
  },
  {
    pattern: /^\\\\\.\\pipe\\containerd-containerd$/,
    what: "containerd's pipe",
    opens: 'whoever is in the container can have containerd start anything on the host, in either isolation',
    readOnly: '',
    remedy: 'Leave it out; let a service on the host do what needs containerd.',
    sources: ['containerd-defaults-windows', 'ms-isolation'],
  },
  {
    pattern: path(String.raw`\\?`),
    what: 'the system drive',
    opens: 'the whole of Windows on the host can be written from the container, where its account may',
    readOnly: 'the whole of the system drive can be read from the container, where its account may',
    remedy: NARROWER,
    sources: ['ms-persistent-storage', 'ms-isolation'],
  },
  {
    pattern: new RegExp(
      String.raw`^(?:${SYSTEM_DRIVE}\\windows|%systemroot%|%windir%|\$env:systemroot|\$env:windir)(?:\\system32)?(?:\\config)?$`,
    ),
    what: "the host's Windows directory",
    opens: 'Windows on the host can be changed from the container, where its account may',
    readOnly: 'Windows on the host, its registry files with it, can be read from the container',
    remedy: NARROWER,
    sources: ['ms-persistent-storage', 'ms-isolation'],
  },
  {
    pattern: path(String.raw`\\programdata(?:\\docker(?:\\.*)?)?`),
    what: "the engine's data folder",
    opens: 'layers, volumes and credential specs of every container on the host can be changed from this one',
    readOnly: 'layers, volumes and credential specs of every container on the host can be read from this one',
    remedy: NARROWER,
    sources: ['moby-oci-windows', 'ms-persistent-storage'],
  },
  {
    pattern: path(String.raw`\\users`),
    what: 'the profiles of all users',
    opens: 'the files and keys of every user of the host can be changed from the container',
    readOnly: 'the files and keys of every user of the host can be read from the container',
    remedy: NARROWER,
    sources: ['ms-persistent-storage', 'ms-isolation'],
  },
];

/** The place that a source is, if it is one of them. */
export function hostPlaceOf(source: string): HostPlace | undefined {
  const plain = source
    .toLowerCase()
    .replaceAll('/', '\\')
    .replace(/(?<=[^\\:])\\+$/, '');
  return HOST_PLACES.find(({ pattern }) => pattern.test(plain));
}
