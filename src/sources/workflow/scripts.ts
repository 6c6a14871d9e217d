import type { ScriptReading, Shell } from '../shell/model.ts';
import { readScript } from '../shell/read-script.ts';
import type { Environment } from './environment.ts';

/** Programs that do something with images. */
const PROGRAMS: ReadonlySet<string> = new Set(['docker', 'docker-compose']);

/** Scripts, each read once: legs and jobs have many in common once their expressions are replaced. */
export class Scripts {
  readonly #known = new Map<string, ScriptReading>();

  read(text: string, shell: Shell, directory: string | undefined, environment: Environment): ScriptReading {
    const key = `${shell}\n${directory ?? '?'}\n${environment.id}\n${text}`;
    let reading = this.#known.get(key);
    if (reading === undefined) {
      reading = readScript(text, {
        shell,
        directory,
        environment: environment.variables,
        programs: PROGRAMS,
      });
      this.#known.set(key, reading);
    }
    return reading;
  }
}

/** Whether a script may have anything to say: most of them build, test and publish something else. */
export function mayMatter(text: string): boolean {
  return /docker|GITHUB_ENV/i.test(text);
}
