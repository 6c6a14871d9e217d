/** Stands in a script for what an expression gives that is not known before the run; a word with it in it is not known. */
export const UNKNOWN = '\uE000';

/**
 * Stands in a script, and in values of the environment, for the path of the workspace, which no one knows before the run
 * but everything is relative to. `$GITHUB_WORKSPACE` has this value where nothing else is given. In the words of a command
 * it has become a path relative to the command's directory: `./app/Dockerfile`.
 */
export const WORKSPACE = '\uE001';

/** The shells of GitHub's runners whose scripts are read. */
export type Shell = 'bash' | 'sh' | 'pwsh' | 'powershell' | 'cmd';

/** A word of a command, after quotes, escapes and variables. */
export interface ScriptWord {
  /** With `UNKNOWN` in the place of every part that is not known: `BASE=` and `UNKNOWN` for `"BASE=$(base)"`. */
  readonly value: string;
  /** A part of it is not known: a variable without a known value, a substitution, or `UNKNOWN`. */
  readonly unknown?: true;
  /** It is unknown, and not quoted: it may become several words, or none. */
  readonly several?: true;
  /** Offsets into the script. */
  readonly from: number;
  readonly to: number;
}

/** A command that a script may run: its words, and where it runs. */
export interface ScriptCommand {
  /** The program first, by its plain name: `docker` for `& "C:\...\docker.exe"` too. */
  readonly words: readonly ScriptWord[];
  /** As it was when the command ran: after `cd`, relative to the workspace; undefined where it is not known. */
  readonly directory: string | undefined;
  /** What the script has set and exported by then, over what it was given; undefined for a value that is not known. */
  readonly environment: ReadonlyMap<string, string | undefined>;
  /** Whether it is run, or whether it matters that it fails, is not certain: it stands in a branch, before an `||`, or behind `set +e`. */
  readonly doubtful?: true;
  /** The shell that runs it, where that is one that the script starts. */
  readonly shell?: Shell;
}

export interface ScriptOptions {
  readonly shell: Shell;
  /** Relative to the workspace, `''` for itself; undefined where it is not known. */
  readonly directory: string | undefined;
  /**
   * Variables of the environment by name; undefined for a value that is not known. What is not in it is not known either,
   * as a runner has many that no file names.
   */
  readonly environment: ReadonlyMap<string, string | undefined>;
  /** Programs whose commands are wanted, as `docker`; the others are left out. */
  readonly programs: ReadonlySet<string>;
}

export interface ScriptReading {
  readonly commands: readonly ScriptCommand[];
  /** What it writes to `GITHUB_ENV`: the environment of the steps after it. May hold `WORKSPACE`. */
  readonly exported: ReadonlyMap<string, string | undefined>;
}
