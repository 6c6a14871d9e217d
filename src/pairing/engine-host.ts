import { DETECTED_HOST_ID, type Host } from '../hosts/model.ts';

/** The host whose engine is at hand, if there is one that runs Windows containers. */
export function engineHost(hosts: readonly Host[]): Host | undefined {
  return hosts.find((host) => host.id === DETECTED_HOST_ID && host.containerOs === 'windows');
}
