import { CheckError } from '../errors.ts';
import { defaultIsolation } from '../windows/isolation.ts';
import type { Product, WindowsVersion } from '../windows/model.ts';
import { describeVersion, hostsNamed, productsOfBuild, RELEASES } from '../windows/releases.ts';
import { parseWindowsVersion } from '../windows/version.ts';
import { type DeclaredFacts, HOST_FORMS, readDeclaration } from './declaration.ts';
import { endOfLifeProblem } from './end-of-life.ts';
import { hostOfLabel } from './labelled.ts';
import { findRunnerLabel, otherSystemOfLabel, RUNNER_LABELS } from './labels.ts';
import { DETECTED_HOST_ID, type Host, type HostProblem } from './model.ts';
import { nearestName } from './nearest.ts';
import { assumeProduct } from './product.ts';

/**
 * The host that a user declared: a runner label, a release, a name or a Windows version, with `/server` or `/client` where
 * the build is both, and facts after commas; {@link HOST_FORMS} has the forms. Its id is the text, trimmed.
 * @param today ISO date, for labels that are retired and Windows that is no longer serviced.
 * @throws CheckError `host-invalid` naming the text, everything wrong with it and the nearest known name.
 */
export function declareHost(text: string, today: string): Host {
  const id = text.trim();
  const { host: word, product, facts, faults } = readDeclaration(id);
  const label = findRunnerLabel(word);
  if (label) {
    const wrongProduct = product && product !== label.product ? [`${word} is a ${label.product}`] : [];
    refuse(id, [...wrongProduct, ...faults]);
    return withFacts(hostOfLabel(label, 'declared', today, id), facts);
  }

  const meant = meaningOf(word, product);
  if ('fault' in meant) {
    throw invalid(id, [meant.fault, ...faults], meant.suggestion);
  }
  refuse(id, faults);
  const assumed = meant.product ? { product: meant.product } : assumeProduct(meant.version, word);
  const problems = [assumed.problem, endOfLifeProblem(meant.version, assumed.product, today)];
  return withFacts(
    {
      id,
      name: `${id}: ${describeVersion(meant.version, assumed.product)}`,
      origin: 'declared',
      version: meant.version,
      product: assumed.product,
      containerOs: 'windows',
      defaultIsolation: defaultIsolation(assumed.product),
      problems: problems.filter((problem): problem is HostProblem => problem !== undefined),
    },
    facts,
  );
}

/** Builds have five digits; a sixth is a slip, not a Windows to come. */
const HIGHEST_BUILD = 99_999;

type Meaning =
  | { readonly version: WindowsVersion; readonly product?: Product }
  | { readonly fault: string; readonly suggestion?: string };

function meaningOf(word: string, product: Product | undefined): Meaning {
  const version = parseWindowsVersion(word);
  return version ? meaningOfVersion(version, product) : meaningOfName(word, product);
}

function meaningOfVersion(version: WindowsVersion, product: Product | undefined): Meaning {
  const oldest = RELEASES[0]?.build ?? 0;
  if (version.build < oldest || version.build > HIGHEST_BUILD) {
    return { fault: `no Windows that runs containers has the build ${version.build}` };
  }
  const products = productsOfBuild(version.build);
  if (product && products.length > 0 && !products.includes(product)) {
    return {
      fault: `${describeVersion(version)} is a ${products.join(' or ')}, there is no ${product} of that build`,
    };
  }
  return { version, ...(product && { product }) };
}

function meaningOfName(word: string, product: Product | undefined): Meaning {
  const named = hostsNamed(word);
  const meant = product ? named.filter((candidate) => candidate.product === product) : named;
  const [first] = meant;
  if (!first) {
    return named.length > 0
      ? { fault: `no ${product} is called ${word}` }
      : { fault: unknownName(word), ...suggestionFor(word) };
  }
  const version = { build: first.release.build };
  if (meant.some((candidate) => candidate.release !== first.release)) {
    const choices = meant.map((candidate) =>
      plainNameOf(candidate.release.names[candidate.product]?.words ?? []),
    );
    return {
      fault: `${word} names more than one Windows: ${choices.join(', ')}`,
      suggestion: choices.join(' or '),
    };
  }
  return meant.length === 1 ? { version, product: first.product } : { version };
}

function unknownName(word: string): string {
  if (word === '') {
    return 'it names no host';
  }
  if (word === DETECTED_HOST_ID) {
    return `${word} stands for the detected host, alone and without facts`;
  }
  const other = otherSystemOfLabel(word);
  return other
    ? `${word} is a ${other} runner, which runs no Windows container`
    : `no known host is called ${word}`;
}

function suggestionFor(word: string): { suggestion?: string } {
  if (word === DETECTED_HOST_ID || otherSystemOfLabel(word)) {
    return {};
  }
  if (/^\d{5}(?:\.\d+)?$/.test(word)) {
    return { suggestion: `10.0.${word}` };
  }
  const names = RELEASES.flatMap(({ names }) => [
    ...(names.server?.words ?? []),
    ...(names.client?.words ?? []),
  ]);
  const prefix = ['ltsc', 'windows-', 'windows-server-'].find((start) => names.includes(start + word));
  const releases = /\d$/.test(word) ? names.filter((name) => name.startsWith(`${word}-`)) : [];
  const suggestion =
    prefix !== undefined
      ? prefix + word
      : releases.length > 0
        ? releases.join(' or ')
        : nearestName(word, [...RUNNER_LABELS.map((row) => row.label), ...names]);
  return suggestion === undefined ? {} : { suggestion };
}

/** The word that means this release and product and no other. */
function plainNameOf(words: readonly string[]): string {
  return words.find((word) => hostsNamed(word).length === 1) ?? words[0] ?? '';
}

function withFacts(host: Host, facts: DeclaredFacts): Host {
  return {
    ...host,
    ...(facts.isolation && { defaultIsolation: facts.isolation }),
    ...(facts.store && { imageStore: facts.store }),
    ...(facts.engine && { engineVersion: facts.engine }),
    ...(facts.hyperv && { hyperv: facts.hyperv }),
    ...(facts.arch && { architecture: facts.arch }),
  };
}

function refuse(id: string, faults: readonly string[]): void {
  if (faults.length > 0) {
    throw invalid(id, faults);
  }
}

/** Enough characters to find the text again, and to say what is wrong with it. */
const LONGEST_QUOTE = 100;
const LONGEST_FAULT = 300;

function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function invalid(id: string, faults: readonly string[], suggestion?: string): CheckError {
  return new CheckError(
    'host-invalid',
    `Host "${cut(id, LONGEST_QUOTE)}" cannot be used: ${faults.map((fault) => cut(fault, LONGEST_FAULT)).join('; ')}.`,
    suggestion === undefined ? HOST_FORMS : `Did you mean ${suggestion}? ${HOST_FORMS}`,
  );
}
