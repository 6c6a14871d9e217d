import type { EngineEndpoint } from '../engine/model.ts';
import { sameMachineName } from '../windows/machine-name.ts';

/**
 * Whether the engine's containers are on the machine whose processes are read. `unsure`: the connection ends on this machine,
 * but may be forwarded, and the engine does not tell its machine's name.
 */
export interface EnginePlace {
  readonly place: 'here' | 'unsure' | 'elsewhere';
  /** Why it is not `here`. */
  readonly sentence?: string;
  /** It is reached by the name of a machine, which may yet turn out to be this one's: a reading of the host tells. */
  readonly unlessNamedSo?: true;
}

/**
 * @param machineName by which the engine knows its machine
 * @param computer this machine's own name, once it is known
 */
export function placeOfEngine(
  endpoint: EngineEndpoint,
  machineName: string | undefined,
  computer: string | undefined,
): EnginePlace {
  if (endsElsewhere(endpoint, computer)) {
    const place = elsewhere(`The engine is reached at ${endpoint.host}, which is another machine`);
    return computer === undefined && isReachedByName(endpoint) ? { ...place, unlessNamedSo: true } : place;
  }
  if (machineName === undefined || machineName === '') {
    return endpoint.transport.kind === 'pipe'
      ? { place: 'here' }
      : {
          place: 'unsure',
          sentence:
            'The engine does not tell the name of its machine, so it may be another one than this, behind a forwarded connection.',
        };
  }
  if (computer !== undefined && !sameMachineName(machineName, computer)) {
    return elsewhere(`The engine's machine is ${machineName} and this one is ${computer}`);
  }
  return { place: 'here' };
}

function elsewhere(why: string): EnginePlace {
  return {
    place: 'elsewhere',
    sentence: `${why}, so the processes of its containers cannot be seen from here.`,
  };
}

/** A pipe is on this machine when its server is `.`; `//server/pipe/name` is another's. */
function endsElsewhere({ transport }: EngineEndpoint, computer: string | undefined): boolean {
  switch (transport.kind) {
    case 'pipe':
      return !/^[\\/]{2}\.[\\/]/.test(transport.path);
    case 'unix':
      return false;
    case 'tcp':
      return !isLoopback(transport.hostname) && !isNameOf(computer, transport.hostname);
  }
}

function isLoopback(hostname: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[?::1\]?)$/i.test(hostname);
}

function isNameOf(computer: string | undefined, hostname: string): boolean {
  return computer !== undefined && isName(hostname) && sameMachineName(hostname, computer);
}

function isReachedByName({ transport }: EngineEndpoint): boolean {
  return transport.kind === 'tcp' && isName(transport.hostname);
}

/** And not an address. */
function isName(hostname: string): boolean {
  return !/^[\d.]+$|:/.test(hostname);
}
