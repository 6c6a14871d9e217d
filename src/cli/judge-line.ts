import { nearestName } from '../hosts/nearest.ts';
import type { PairingVerdict } from '../pairing/model.ts';
import { shortened } from '../sources/problems.ts';
import { predict } from '../windows/compatibility.ts';
import { defaultIsolation } from '../windows/isolation.ts';
import type { HostFacts, ImageFacts, Isolation, Policy } from '../windows/model.ts';
import { parseWindowsVersion } from '../windows/version.ts';

/** One question to the judge. */
export interface Question {
  readonly host: HostFacts;
  readonly image: ImageFacts;
  readonly isolation: Isolation;
  readonly policy: Policy;
}

/** One answer, as it goes out on its line. */
export interface Answer {
  readonly prediction: PairingVerdict['prediction'];
  readonly rule: PairingVerdict['rule'];
  readonly reason: string;
  readonly conditions: readonly string[];
  readonly findings: readonly { readonly rule: string; readonly level: string; readonly message: string }[];
}

/** A line that is no question; `message` goes out in its place. */
export class LineError extends Error {}

const FAMILIES = ['nanoserver', 'servercore', 'server', 'windows', 'hostprocess', 'unknown'] as const;

const LINE_KEYS: ReadonlySet<string> = new Set(['host', 'image', 'isolation', 'policy']);
const HOST_KEYS: ReadonlySet<string> = new Set([
  'version',
  'product',
  'containerOs',
  'engineVersion',
  'hyperv',
]);
const IMAGE_KEYS: ReadonlySet<string> = new Set(['os', 'version', 'family']);

/** Reads one line of JSON. Throws {@link LineError} naming the field that is wrong and what it takes. */
export function parseQuestion(line: string): Question {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new LineError('not JSON');
  }
  const root = object(value, 'the line', LINE_KEYS);
  const host = object(root.host, 'host', HOST_KEYS);
  const image = object(root.image, 'image', IMAGE_KEYS);
  const facts: HostFacts = {
    version: version(host.version, 'host.version'),
    product: oneOf(host.product, 'host.product', ['server', 'client']),
    containerOs: oneOf(host.containerOs, 'host.containerOs', ['windows', 'linux']),
    engineVersion: text(host.engineVersion, 'host.engineVersion'),
    hyperv: oneOf(host.hyperv, 'host.hyperv', ['works', 'absent', 'broken']),
  };
  return {
    host: facts,
    image: {
      operatingSystem: text(image.os, 'image.os')?.toLowerCase(),
      version: version(image.version, 'image.version'),
      family: oneOf(image.family, 'image.family', FAMILIES),
    },
    isolation: isolationOf(root.isolation, facts),
    policy: oneOf(root.policy, 'policy', ['compatible', 'exact']) ?? 'compatible',
  };
}

/** What the judge says to it. */
export function answer(question: Question): Answer {
  return asAnswer(predict(question.host, question.image, question.isolation, question.policy));
}

/** A verdict as it is printed. */
export function asAnswer({ prediction, rule, reason, conditions, findings }: PairingVerdict): Answer {
  return {
    prediction,
    rule,
    reason,
    conditions,
    findings: findings.map(({ rule: id, level, message }) => ({ rule: id, level, message })),
  };
}

function isolationOf(value: unknown, host: HostFacts): Isolation {
  const given = oneOf(typeof value === 'string' ? value.toLowerCase() : value, 'isolation', [
    'process',
    'hyperv',
    'default',
  ]);
  return given === undefined || given === 'default' ? defaultIsolation(host.product ?? 'server') : given;
}

/** What is not known of host or image is left out; a key that nobody reads would look as if it were told. */
function object(value: unknown, name: string, known: ReadonlySet<string>): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new LineError(value === undefined ? `${name} is missing` : `${name} must be an object`);
  for (const key in value) {
    if (known.has(key)) continue;
    const nearest = nearestName(key, known);
    const hint = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
    throw new LineError(`${name} has no key "${shortened(key, 60)}", only ${[...known].join(', ')}.${hint}`);
  }
  return value as Record<string, unknown>;
}

function text(value: unknown, name: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  throw new LineError(`${name} must be text`);
}

function oneOf<const T extends string>(value: unknown, name: string, choices: readonly T[]): T | undefined {
  if (value === undefined || value === null) return undefined;
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new LineError(`${name} must be one of ${choices.join(', ')}`);
  return found;
}

function version(value: unknown, name: string) {
  const given = text(value, name);
  if (given === undefined || given === '') return undefined;
  const parsed = parseWindowsVersion(given);
  if (parsed === undefined) {
    throw new LineError(`${name} must be a Windows version such as 10.0.20348 or 10.0.20348.2340`);
  }
  return parsed;
}
