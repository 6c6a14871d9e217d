import type { EscapeCharacter } from './directives.ts';
import { shortened, syntaxProblem } from './problems.ts';
import type { SourceProblem } from './reading.ts';
import type { SourceText } from './source-text.ts';
import type { Instruction, Word } from './syntax.ts';
import { placeIn } from './unfold.ts';
import { type Environment, ExpansionError, expandWord } from './words.ts';

/** The platform that is built for. */
export interface BuildPlatform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
  /** `10.0.20348.2340`. */
  readonly osVersion?: string;
}

export interface GlobalArguments {
  /** What a `FROM` can use. */
  readonly values: Environment;
  /** The names that an `ARG` before the first `FROM` declares, with a value or not. */
  readonly declared: ReadonlySet<string>;
  /** The same, by their lower case: to tell of a name in other capitals. */
  readonly spellings: ReadonlyMap<string, string>;
  readonly problems: readonly SourceProblem[];
}

export interface ArgumentOptions {
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly platform: BuildPlatform;
  /** What `TARGETSTAGE` holds. */
  readonly targetStage: string;
  readonly escapeCharacter: EscapeCharacter;
}

/**
 * The values that `FROM` lines can use: the predefined platform arguments, then every global `ARG` in order.
 * A given build argument wins over a default, and counts only where an `ARG` declares it or it is predefined.
 * The build platform is taken to be the target's, as BuildKit does when none is named.
 * Sources: moby/buildkit `frontend/dockerfile/dockerfile2llb/platform.go` (defaultArgs) and `convert.go` (buildMetaArgs).
 */
export function globalArguments(
  source: SourceText,
  declarations: readonly Instruction[],
  options: ArgumentOptions,
): GlobalArguments {
  const given = new Map(Object.entries(options.buildArgs));
  const values = predefined(options.platform, options.targetStage);
  for (const name of values.keys()) values.set(name, given.get(name) ?? values.get(name) ?? '');
  const declared = new Set<string>();
  const problems: SourceProblem[] = [];
  for (const { line, words } of declarations) {
    for (const word of words) {
      const { name, value } = nameAndValue(word);
      declared.add(name);
      const override = given.get(name);
      if (override !== undefined) values.set(name, override);
      if (override !== undefined || value === undefined) continue;
      try {
        values.set(name, expandWord(value, values, { escapeCharacter: options.escapeCharacter }).text);
      } catch (error) {
        if (!(error instanceof ExpansionError)) throw error;
        problems.push(expansionProblem(error, word.text, placeIn(source, line, word.from, word.to)));
      }
    }
  }
  const spellings = new Map(Array.from(declared, (name) => [name.toLowerCase(), name]));
  return { values, declared, spellings, problems };
}

/** Whether a name is one of the platform arguments, which a given value sets whether it is declared or not. */
export function isPredefined(name: string): boolean {
  return PREDEFINED.test(name);
}

const PREDEFINED = /^(?:BUILD|TARGET)(?:PLATFORM|OS|OSVERSION|ARCH|VARIANT)$|^TARGETSTAGE$/;

/**
 * Whether builders take a given value of that name where no `ARG` declares it: the platform arguments, the proxies, and what
 * is for BuildKit itself.
 * Sources: moby `daemon/builder/dockerfile/buildargs.go` (builtinAllowedBuildArgs), moby/buildkit `frontend/dockerui/config.go`.
 */
export function isTakenUndeclared(name: string): boolean {
  return isPredefined(name) || TAKEN.test(name);
}

const TAKEN =
  /^(?:(?:HTTP|HTTPS|FTP|NO|ALL)_PROXY|(?:http|https|ftp|no|all)_proxy|BUILDKIT_\w+|SOURCE_DATE_EPOCH)$/;

/** `NAME` or `NAME=value`, the value with its quotes. */
export function nameAndValue(word: Word): { readonly name: string; readonly value?: string } {
  const equals = word.text.indexOf('=');
  if (equals < 0) return { name: word.text };
  return { name: word.text.slice(0, equals), value: word.text.slice(equals + 1) };
}

/** The problem of a word that BuildKit refuses to expand. */
export function expansionProblem(
  error: ExpansionError,
  written: string,
  place: SourceProblem['place'],
): SourceProblem {
  const { required } = error;
  if (required !== undefined) {
    return {
      code: 'unresolved-argument',
      message: `${shortened(written)} demands a value for ${shortened(required)}: ${shortened(error.message)}.`,
      remedy: `Give it with --build-arg ${shortened(required)}=…, or declare "ARG ${shortened(required)}=…" before the first FROM.`,
      place,
    };
  }
  return syntaxProblem(
    place,
    `${shortened(written)} cannot be expanded: ${shortened(error.message)}.`,
    'Mend the quotes or the braces; a "$" that is meant literally needs the escape character before it.',
  );
}

function predefined(platform: BuildPlatform, targetStage: string): Map<string, string> {
  const { os, architecture, variant = '', osVersion = '' } = platform;
  const tail = `/${architecture}${variant === '' ? '' : `/${variant}`}`;
  return new Map([
    ['BUILDPLATFORM', os + tail],
    ['BUILDOS', os],
    ['BUILDOSVERSION', osVersion],
    ['BUILDARCH', architecture],
    ['BUILDVARIANT', variant],
    ['TARGETPLATFORM', (osVersion === '' ? os : `${os}(${osVersion})`) + tail],
    ['TARGETOS', os],
    ['TARGETOSVERSION', osVersion],
    ['TARGETARCH', architecture],
    ['TARGETVARIANT', variant],
    ['TARGETSTAGE', targetStage],
  ]);
}
