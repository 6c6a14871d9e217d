import { type Decision, decide } from './decision.ts';
import { CLIENT_PROCESS_GATES, engineIsAtLeast } from './isolation.ts';
import type { KnownPairing } from './pairing-facts.ts';

/** A refusal where the host is a client that lacks what process isolation needs there. */
export function clientGate({ host, hostVersion, product, words }: KnownPairing): Decision | undefined {
  if (product !== 'client') return undefined;
  const { minimumBuild, minimumEngine, sources } = CLIENT_PROCESS_GATES;
  const refuse = (lack: string): Decision =>
    decide(
      'refused',
      'process-isolation-on-client',
      `The host, ${words.host}, runs the image, ${words.image}, in Hyper-V isolation only: ${lack}`,
      { sources },
    );
  if (hostVersion.build < minimumBuild) {
    return refuse(`process isolation on a Windows client begins with build ${minimumBuild}`);
  }
  if (host.engineVersion && engineIsAtLeast(host.engineVersion, minimumEngine) === false) {
    return refuse(`its engine ${host.engineVersion} is older than 18.09`);
  }
  return undefined;
}
