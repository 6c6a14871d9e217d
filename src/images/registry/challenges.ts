/** What a server asks for in `WWW-Authenticate`. */
export interface Challenge {
  /** In lower case: `basic`, `bearer`. */
  readonly scheme: string;
  /** Names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

const TOKEN = /[!#$%&'*+.^_`|~\w-]+/y;
const TOKEN68 = /[\w.~+/-]+=*(?=\s*(?:,|$))/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/sy;
const SPACES = /[ \t]*/y;
const SEPARATORS = /[ \t,]*/y;

/**
 * Reads a `WWW-Authenticate` header (RFC 9110 section 11.6.1): several challenges may stand in it, parted by the same
 * commas as their parameters. What cannot be read ends the reading; the challenges before it stand.
 */
export function parseChallenges(header: string): readonly Challenge[] {
  const challenges: Challenge[] = [];
  let place = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = place;
    const match = pattern.exec(header);
    if (match) place = pattern.lastIndex;
    return match;
  };

  for (;;) {
    take(SEPARATORS);
    const scheme = take(TOKEN)?.[0].toLowerCase();
    if (scheme === undefined) return challenges;
    const parameters = new Map<string, string>();
    challenges.push({ scheme, parameters });
    take(SPACES);
    if (take(TOKEN68)) continue;

    for (;;) {
      const before = place;
      take(SEPARATORS);
      const name = take(TOKEN)?.[0].toLowerCase();
      take(SPACES);
      if (name === undefined || header[place] !== '=') {
        // A word without "=" is the scheme of the next challenge.
        place = before;
        break;
      }
      place += 1;
      take(SPACES);
      const quoted = take(QUOTED)?.[1];
      const value = quoted === undefined ? take(TOKEN)?.[0] : quoted.replace(/\\(.)/gs, '$1');
      if (value === undefined) return challenges;
      parameters.set(name, value);
    }
  }
}
