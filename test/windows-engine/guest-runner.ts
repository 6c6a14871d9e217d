/** What runs inside a container. */
export interface GuestSystem {
  /** 10.0.20348.2340, the image's */
  readonly version: string;
  /** what `ver` prints: the host's in process isolation, else the image's */
  readonly kernelVersion: string;
  readonly family: 'nanoserver' | 'servercore' | 'server' | 'windows';
  readonly user: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface GuestProcess {
  readonly name: string;
  readonly commandLine: string;
}

export interface GuestExecution {
  readonly exited: Promise<number>;
  processes(): readonly GuestProcess[];
  kill(): Promise<void>;
}

export interface GuestRunner {
  readonly name: 'wine' | 'table';
  /** rejects with code 'COMMAND_MISSING' when the program is not in the image */
  start(command: {
    readonly argv: readonly string[] | undefined;
    readonly commandLine: string;
    readonly system: GuestSystem;
    /** Whether its standard input stays open with nobody at the other end; else it is at its end. */
    readonly openStdin?: boolean;
    readonly onOutput: (stream: 'stdout' | 'stderr', chunk: Uint8Array) => void;
  }): Promise<GuestExecution>;
}
