import { remember } from '../remember.ts';
import type { ScriptReading, Shell } from '../shell/model.ts';
import { parseScript, readScript } from '../shell/read-script.ts';
import type { Statement } from '../shell/tree.ts';
import { DOES } from './does.ts';
import type { Environment } from './environment.ts';
import { mayBePieces } from './marks.ts';

/** Programs that do something with images. */
const PROGRAMS: ReadonlySet<string> = new Set(['docker', 'docker-compose']);

/** Scripts, each read once: legs and jobs have many in common once their expressions are replaced. */
export class Scripts {
  /** By the text first, as it is long. */
  readonly #known = new Map<string, Map<string, ScriptReading>>();
  readonly #parsed = new Map<string, Map<Shell, readonly Statement[]>>();

  read(text: string, shell: Shell, directory: string | undefined, environment: Environment): ScriptReading {
    const readings = remember(this.#known, text, () => new Map<string, ScriptReading>());
    return remember(readings, `${shell}\n${directory ?? '?'}\n${environment.id}`, () => {
      const options = { shell, directory, environment: environment.variables, programs: PROGRAMS };
      return readScript(text, options, this.#parse);
    });
  }

  /** Once for all environments. */
  readonly #parse = (text: string, shell: Shell): readonly Statement[] => {
    const parsed = remember(this.#parsed, text, () => new Map<Shell, readonly Statement[]>());
    return remember(parsed, shell, () => parseScript(text, shell));
  };
}

/**
 * Whether a script may have anything to say: most of them build, test and publish something else, and of those with Docker in
 * them some only log in or push. What a command is called may come from a variable.
 */
export function mayMatter(text: string, { mayMatter: named, mayDo }: Environment): boolean {
  if (EXPORTS.test(text) || mayBePieces(text)) return true;
  return (named || ENGINE.test(text)) && (mayDo || DOES.test(text));
}

const EXPORTS = /GITHUB_ENV/i;
const ENGINE = /docker/i;
