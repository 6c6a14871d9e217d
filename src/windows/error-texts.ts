import { predict } from './compatibility.ts';
import { ENGINE_TEXTS } from './engine-texts.ts';
import { ERROR_CODES, entryOfCode, formatCode } from './error-codes.ts';
import type { EngineText, ErrorClass, ErrorEntry } from './error-model.ts';
import { codeIn, type EngineOperation, operationIn, withoutExtraInfo } from './error-parts.ts';
import type { Family, Isolation, Product, WindowsVersion } from './model.ts';
import type { Prediction } from './prediction.ts';
import type { SourceId } from './sources.ts';

export { ENGINE_TEXTS } from './engine-texts.ts';
export type { ErrorClass } from './error-model.ts';
export type { EngineOperation } from './error-parts.ts';

/** What is known of the pairing that failed. Anything left out is not known. */
export interface ErrorFacts {
  readonly isolation?: Isolation;
  readonly hostVersion?: WindowsVersion;
  readonly hostProduct?: Product;
  readonly imageVersion?: WindowsVersion;
  readonly family?: Family;
}

export interface ClassifiedError {
  readonly class: ErrorClass;
  /** What told the class. `nothing`: the class is `unknown`. */
  readonly by: 'code' | 'operation' | 'text' | 'nothing';
  /** Whole sentences. */
  readonly cause: string;
  readonly remedy: string;
  readonly sources: readonly SourceId[];
  /** `0xc0370106`: found in the text, known here or not. */
  readonly code?: string;
  /** The name of the code, or of the code whose text was found: `HCS_E_IMAGE_MISMATCH`. */
  readonly name?: string;
  readonly operation?: EngineOperation;
}

type Told = Pick<ClassifiedError, 'class' | 'by' | 'cause' | 'remedy' | 'sources' | 'name'>;

/**
 * Sorts an engine's error, whatever its engine generation and language: by its code, else by the operation that
 * failed together with what is known of the pairing, else by English (and the posted German and French) text.
 * An operation alone tells only where Hyper-V isolation was asked for and the text is in no known language.
 */
export function classifyEngineError(text: string, facts: ErrorFacts = {}): ClassifiedError {
  const operation = operationIn(text);
  const code = codeIn(text);
  const told =
    byOutrankingText(text, operation) ??
    byCode(code, operation, facts) ??
    byMismatch(operation, facts) ??
    byText(text, operation, facts) ??
    byHypervOperation(operation, facts) ??
    NOTHING;
  return {
    ...told,
    cause: withVersions(told, facts),
    ...(code === undefined ? {} : { code: formatCode(code) }),
    ...(operation === undefined ? {} : { operation }),
  };
}

const NOTHING: Told = {
  class: 'unknown',
  by: 'nothing',
  cause: 'The text is not one that is known here.',
  remedy: "Look for the text in the engine's log and the Hyper-V-Compute event log of the host.",
  sources: [],
};

/** Only where nothing failed before: a failed start may be followed by a failed removal in the same text. */
function byOutrankingText(text: string, operation: EngineOperation | undefined): Told | undefined {
  if (operation) return undefined;
  const row = ENGINE_TEXTS.find(({ outranksCode, pattern }) => outranksCode && pattern.test(text));
  return row && ofEngineText(row);
}

function byCode(
  code: number | undefined,
  operation: EngineOperation | undefined,
  facts: ErrorFacts,
): Told | undefined {
  const entry = code === undefined ? undefined : entryOfCode(code);
  return entry && inContext(ofEntry(entry, 'code'), entry, operation, facts);
}

/** Windows compares the builds when it creates the container, so at that step a forbidden pairing is the cause. */
function byMismatch(operation: EngineOperation | undefined, facts: ErrorFacts): Told | undefined {
  if (operation !== 'create-system' || facts.isolation !== 'process') return undefined;
  const rule = predictionOf(facts)?.rule;
  if (rule !== 'build-mismatch' && rule !== 'image-newer-than-host') return undefined;
  const mismatch = entryOfCode(0xc0370101);
  return mismatch && ofEntry(mismatch, 'operation');
}

function byText(text: string, operation: EngineOperation | undefined, facts: ErrorFacts): Told | undefined {
  const row = ENGINE_TEXTS.find(({ pattern }) => pattern.test(text));
  if (row) return ofEngineText(row);
  const message = comparable(withoutExtraInfo(text));
  let longest: { entry: ErrorEntry; length: number } | undefined;
  for (const entry of ERROR_CODES) {
    for (const known of [...entry.texts, ...(entry.localizedTexts ?? [])]) {
      if (known.length > (longest?.length ?? 0) && message.includes(comparable(known))) {
        longest = { entry, length: known.length };
      }
    }
  }
  return longest && inContext(ofEntry(longest.entry, 'text'), longest.entry, operation, facts);
}

function byHypervOperation(operation: EngineOperation | undefined, facts: ErrorFacts): Told | undefined {
  if (operation !== 'create-system' || facts.isolation !== 'hyperv') return undefined;
  return {
    class: 'hyperv-unavailable',
    by: 'operation',
    cause:
      'Windows could not create the utility VM, which most often means that Hyper-V does not work on the host.',
    remedy: 'Check that Hyper-V is installed and runs, with nested virtualisation in a virtual machine.',
    sources: ['moby-40792', 'moby-40720'],
  };
}

const ERROR_FILE_NOT_FOUND = 0x2;
const ERROR_NOT_SUPPORTED = 0x32;

/** Two codes mean one thing in general and another at a certain step or in a certain mode. */
function inContext(
  told: Told,
  entry: ErrorEntry,
  operation: EngineOperation | undefined,
  facts: ErrorFacts,
): Told {
  if (entry.code === ERROR_NOT_SUPPORTED && facts.isolation === 'hyperv') {
    return { ...told, class: 'hyperv-unavailable' };
  }
  if (entry.code === ERROR_FILE_NOT_FOUND && operation && operation !== 'create-process') {
    return {
      ...told,
      class: 'unknown',
      cause:
        'Windows missed a file while it made the container, before any command; it was seen where the builds of host and image are close but differ.',
      remedy: "Use an image of the host's own build, or Hyper-V isolation.",
      sources: ['moby-40468'],
    };
  }
  return told;
}

function ofEntry(entry: ErrorEntry, by: 'code' | 'operation' | 'text'): Told {
  const { class: kind, cause, remedy, sources, name } = entry;
  return { class: kind, by, cause, remedy, sources, name };
}

function ofEngineText({ class: kind, cause, remedy, sources }: EngineText): Told {
  return { class: kind, by: 'text', cause, remedy, sources };
}

/** Classes that the versions of host and image may explain. */
const ABOUT_VERSIONS: readonly ErrorClass[] = ['image-mismatch', 'guest-exited', 'image-broken', 'unknown'];

function withVersions(told: Told, facts: ErrorFacts): string {
  if (!ABOUT_VERSIONS.includes(told.class)) return told.cause;
  const prediction = predictionOf(facts);
  return prediction && prediction.prediction !== 'runs' ? `${told.cause} ${prediction.reason}` : told.cause;
}

function predictionOf(facts: ErrorFacts): Prediction | undefined {
  const { isolation, hostVersion, hostProduct, imageVersion, family } = facts;
  if (!isolation || !hostVersion || !imageVersion) return undefined;
  const host = { version: hostVersion, ...(hostProduct && { product: hostProduct }) };
  return predict(host, { version: imageVersion, ...(family && { family }) }, isolation);
}

function comparable(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\s+/g, ' ');
}
