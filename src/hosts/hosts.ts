import { CheckError } from '../errors.ts';
import { readDeclaration } from './declaration.ts';
import { declareHost } from './declared.ts';
import { DETECTED_HOST_ID, type Host } from './model.ts';

export interface HostsReading {
  /** In the order declared, each once. */
  readonly hosts: readonly Host[];
  /** Whether `runner` is among the texts: the detected host is wanted, too. */
  readonly runner: boolean;
  /** Every text that is no host, so that all are told at once. */
  readonly errors: readonly CheckError[];
}

/**
 * Reads declared hosts, one a text; empty texts are passed over. Texts that declare the same in other words of the same
 * form (case, order of facts, a space for the slash) are one host, under the id that came first.
 * @param today ISO date.
 */
export function parseHosts(texts: readonly string[], today: string): HostsReading {
  const hosts = new Map<string, Host>();
  const errors = new Map<string, CheckError>();
  let runner = false;
  for (const text of texts) {
    const key = keyOf(text);
    if (key === DETECTED_HOST_ID) {
      runner = true;
    } else if (text.trim() !== '' && !hosts.has(key) && !errors.has(key)) {
      try {
        hosts.set(key, declareHost(text, today));
      } catch (thrown) {
        if (!(thrown instanceof CheckError)) {
          throw thrown;
        }
        errors.set(key, thrown);
      }
    }
  }
  return { hosts: [...hosts.values()], runner, errors: [...errors.values()] };
}

function keyOf(text: string): string {
  const { host, product, facts, faults } = readDeclaration(text);
  if (faults.length > 0) {
    return text.trim();
  }
  const told = Object.entries(facts).map(([name, value]) => `,${name}=${value}`);
  return `${host}${product ? `/${product}` : ''}${told.sort().join('')}`;
}
