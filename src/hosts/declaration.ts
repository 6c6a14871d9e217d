import type { HostFacts, Isolation, Product } from '../windows/model.ts';
import type { ImageStore } from './model.ts';
import { nearestName } from './nearest.ts';

/** The facts that may be told behind a declared host. */
export interface DeclaredFacts {
  /** The engine's default isolation, where its configuration changed it. */
  readonly isolation?: Isolation;
  readonly store?: ImageStore;
  readonly engine?: string;
  readonly hyperv?: HostFacts['hyperv'];
  readonly arch?: 'amd64' | 'arm64';
}

/** A declaration taken apart, its host not yet looked up. */
export interface Declaration {
  /** In lower case, words joined by hyphens: `windows-2022`, `10.0.26100`. */
  readonly host: string;
  readonly product?: Product;
  readonly facts: DeclaredFacts;
  /** What is wrong with it, one part of a sentence each. */
  readonly faults: readonly string[];
}

interface FactForm {
  readonly form: RegExp;
  /** The form in words: its values, or an example. */
  readonly expected: string;
}

const FACT_FORMS: Readonly<Record<keyof DeclaredFacts, FactForm>> = {
  isolation: { form: /^(?:process|hyperv)$/, expected: 'process or hyperv' },
  store: { form: /^(?:graphdriver|containerd)$/, expected: 'graphdriver or containerd' },
  engine: {
    form: /^\d{1,4}\.\d{1,4}(?:\.\d{1,6})?(?:[-+][\w.+-]+)?$/,
    expected: 'a version such as 29.7 or 20.10.27',
  },
  hyperv: { form: /^(?:works|absent|broken)$/, expected: 'works, absent or broken' },
  arch: { form: /^(?:amd64|arm64)$/, expected: 'amd64 or arm64' },
};

/** The ways to declare a host, for messages. */
export const HOST_FORMS =
  'A host is a runner label (windows-2022), a release (ltsc2022), a name (windows-11-24h2) or a Windows version ' +
  '(10.0.20348 or 10.0.20348.2340), with /server or /client where the build is both, and facts after commas ' +
  '(ltsc2022,isolation=hyperv,store=containerd,engine=20.10,hyperv=absent,arch=amd64).';

/**
 * Takes `<host>[/server|/client][,<fact>=<value>]…` apart. Case does not matter; the product may also stand as a word before
 * or after the host (`client 10.0.26100`), and spaces inside a name stand for hyphens (`Windows Server 2022`).
 */
export function readDeclaration(text: string): Declaration {
  const [head = '', ...factTexts] = text.toLowerCase().split(',');
  const faults: string[] = [];
  const facts: Record<string, string> = {};
  for (const factText of factTexts) {
    const fault = readFact(factText.trim(), facts);
    if (fault !== undefined) {
      faults.push(fault);
    }
  }

  const words = head.replaceAll('/', ' / ').split(/\s+/).filter(Boolean);
  const products: Product[] = [];
  if (words.at(-2) === '/' && isProduct(words.at(-1))) {
    products.push(...(words.splice(-2).slice(1) as Product[]));
  } else if (words.length > 1 && isProduct(words.at(-1))) {
    products.push(words.pop() as Product);
  }
  if (words.length > 1 && isProduct(words[0])) {
    products.push(words.shift() as Product);
  }
  const slash = words.indexOf('/');
  if (slash >= 0) {
    const rest = words.splice(slash).slice(1).join('');
    faults.push(`what follows the slash must be server or client, not "${rest}"`);
  }
  const [product, second] = products;
  if (second !== undefined && second !== product) {
    faults.push('it says both server and client');
  }
  return { host: words.join('-'), ...(product && { product }), facts, faults };
}

function readFact(text: string, facts: Record<string, string>): string | undefined {
  const [name = '', value = ''] = text.split(/\s*=\s*/, 2);
  const known = Object.keys(FACT_FORMS);
  if (!known.includes(name)) {
    const nearest = nearestName(name, known);
    const hint = nearest
      ? `, did you mean ${nearest}?`
      : text.includes('=')
        ? `; known are ${known.join(', ')}`
        : '; several hosts are given one by one, not in a list';
    return `"${text}" after the comma is no fact of a host${hint}`;
  }
  const { form, expected } = FACT_FORMS[name as keyof DeclaredFacts];
  if (!form.test(value)) {
    return `${name} must be ${expected}, not "${value}"`;
  }
  if (name in facts && facts[name] !== value) {
    return `${name} is given twice`;
  }
  facts[name] = value;
  return undefined;
}

function isProduct(word: string | undefined): word is Product {
  return word === 'server' || word === 'client';
}
