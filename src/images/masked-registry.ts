import { type Registry, RegistryError } from './registry-error.ts';

/** What is shorter is also a piece of other words, which would become unreadable. */
const SHORTEST_SECRET = 4;

/**
 * A registry whose errors hold none of these secrets. A registry can repeat what it was sent, and reports are kept and
 * uploaded where no runner masks them. Secrets that are added later count.
 */
export function maskSecrets(registry: Registry, secrets: ReadonlySet<string>): Registry {
  return {
    async inspect(reference, signal) {
      try {
        return await registry.inspect(reference, signal);
      } catch (thrown) {
        if (!(thrown instanceof RegistryError)) throw thrown;
        const message = masked(thrown.message, secrets);
        if (message === thrown.message) throw thrown;
        throw new RegistryError(thrown.reason, message, thrown.remedy, { cause: thrown.cause });
      }
    },
  };
}

function masked(text: string, secrets: ReadonlySet<string>): string {
  // The longest first: a secret can be a piece of another.
  const present = [...secrets].filter((secret) => secret.length >= SHORTEST_SECRET && text.includes(secret));
  return present
    .sort((a, b) => b.length - a.length)
    .reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
}
