import { type Prediction, predict } from '../windows/compatibility.ts';
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
  readonly prediction: Prediction['prediction'];
  readonly rule: Prediction['rule'];
  readonly reason: string;
  readonly conditions: readonly string[];
  readonly findings: readonly { readonly rule: string; readonly level: string; readonly message: string }[];
}

/** A line that is no question; `message` goes out in its place. */
export class LineError extends Error {}

const FAMILIES = ['nanoserver', 'servercore', 'server', 'windows', 'hostprocess', 'unknown'] as const;

/** Reads one line of JSON. Throws {@link LineError} naming the field that is wrong and what it takes. */
export function parseQuestion(line: string): Question {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new LineError('not JSON');
  }
  const root = object(value, 'the line');
  const host = object(root.host, 'host');
  const image = object(root.image, 'image');
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
  const prediction = predict(question.host, question.image, question.isolation, question.policy);
  return {
    prediction: prediction.prediction,
    rule: prediction.rule,
    reason: prediction.reason,
    conditions: prediction.conditions,
    findings: prediction.findings.map(({ rule, level, message }) => ({ rule, level, message })),
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

function object(value: unknown, name: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new LineError(value === undefined ? `${name} is missing` : `${name} must be an object`);
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
