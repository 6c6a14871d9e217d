import { decide } from './decision.ts';
import type { PairingWords } from './pairing-facts.ts';
import type { Prediction } from './prediction.ts';

/**
 * One prediction for a host of which it is not known whether it is a server or a client:
 * what both say, or `unknown` where they differ. What holds for a client alone becomes a condition that says so.
 */
export function agreeOnProducts(server: Prediction, client: Prediction, words: PairingWords): Prediction {
  if (server.prediction !== client.prediction) {
    const open = decide(
      'unknown',
      'host-product-unknown',
      `Whether the image, ${words.image}, runs in ${words.mode} on ${words.host} depends on the host being a server (${named(server)}) or a client (${named(client)})`,
    );
    const shared = common(server, client).filter(({ rule }) => rule !== server.rule);
    return { ...open, findings: [...open.findings, ...shared] };
  }
  const deciding = server.findings.filter(({ rule }) => rule === server.rule);
  const shared = common(server, client).filter(({ rule }) => rule !== server.rule);
  const clientOnly = client.conditions
    .filter((condition) => !server.conditions.includes(condition))
    .map((condition) => `on a client host, ${condition}`);
  return {
    ...server,
    conditions: [...server.conditions, ...clientOnly],
    findings: [...deciding, ...shared],
  };
}

/** By itself the word looks like a slip of a program. */
function named({ prediction }: Prediction): string {
  return prediction === 'undefined' ? 'undefined behaviour' : prediction;
}

function common(server: Prediction, client: Prediction): Prediction['findings'] {
  return server.findings.filter(({ rule, message }) =>
    client.findings.some((other) => other.rule === rule && other.message === message),
  );
}
