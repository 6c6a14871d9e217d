import type { ScriptReading, Shell } from '../shell/model.ts';
import { parseScript, readScript } from '../shell/read-script.ts';
import type { Statement } from '../shell/tree.ts';
import type { Environment } from './environment.ts';
import type { TextNode } from './node.ts';
import type { Filling } from './script-template.ts';

/** Programs that do something with images. */
const PROGRAMS: ReadonlySet<string> = new Set(['docker', 'docker-compose']);

/** The deeds of a script, to be filled in with the values of a leg. */
interface Template {
  readonly count: number;
  readonly fill: Filling;
}

/** Scripts, each read once: legs and jobs have many in common once their expressions are replaced. */
export class Scripts {
  readonly #known = new Map<string, ScriptReading>();
  readonly #parsed = new Map<string, readonly Statement[]>();
  readonly #templates = new Map<TextNode, Map<string, Template | undefined>>();

  read(text: string, shell: Shell, directory: string | undefined, environment: Environment): ScriptReading {
    const key = `${shell}\n${directory ?? '?'}\n${environment.id}\n${text}`;
    let reading = this.#known.get(key);
    if (reading === undefined) {
      const options = { shell, directory, environment: environment.variables, programs: PROGRAMS };
      reading = readScript(text, options, this.#parse);
      this.#known.set(key, reading);
    }
    return reading;
  }

  /** Once for all environments. */
  readonly #parse = (text: string, shell: Shell): readonly Statement[] => {
    const key = `${shell}\n${text}`;
    let statements = this.#parsed.get(key);
    if (statements === undefined) {
      statements = parseScript(text, shell);
      this.#parsed.set(key, statements);
    }
    return statements;
  };

  /** The deeds of a script that hold for all values in it, made once; undefined where there are none such. */
  template(run: TextNode, key: string, make: () => Template | undefined): Template | undefined {
    let templates = this.#templates.get(run);
    if (templates === undefined) {
      templates = new Map();
      this.#templates.set(run, templates);
    }
    if (!templates.has(key)) templates.set(key, make());
    return templates.get(key);
  }
}

/** Whether a script may have anything to say: most of them build, test and publish something else. */
export function mayMatter(text: string): boolean {
  return /docker|GITHUB_ENV/i.test(text);
}
