import { shortened } from './problems.ts';

const DOMAIN = /^(?:localhost|[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[A-Fa-f0-9:]+\])(?::[0-9]+)?$/;
const PATH = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
const IMAGE_ID = /^[0-9a-f]{64}$/;
const MAX_NAME = 255;

/**
 * Why a text can be no image reference; undefined when it can. Only whether: taking it apart is done elsewhere.
 * Source: the grammar of distribution/reference, with the domain rule of its ParseNormalizedNamed.
 */
export function referenceFault(reference: string): string | undefined {
  if (reference === '') return 'it is empty';
  const whole = reference.split('@');
  if (whole.length > 2) return 'it has more than one "@"';
  const [named = '', digest] = whole;
  if (digest !== undefined && !DIGEST.test(digest)) return `"${shortened(digest, 80)}" is no digest`;
  const colon = named.lastIndexOf(':');
  const tagged = colon > named.lastIndexOf('/');
  const name = tagged ? named.slice(0, colon) : named;
  if (tagged && !TAG.test(named.slice(colon + 1)))
    return `"${shortened(named.slice(colon + 1), 80)}" is no tag`;
  return nameFault(name);
}

function nameFault(name: string): string | undefined {
  const parts = name.split('/');
  if (parts.length > 1 && isDomain(parts[0] ?? '')) {
    const domain = parts.shift() ?? '';
    if (!DOMAIN.test(domain)) return `"${shortened(domain, 80)}" is no registry`;
  } else if (IMAGE_ID.test(name)) {
    return '64 hexadecimal digits are an image ID, not a name';
  }
  const path = parts.join('/');
  if (path.length > MAX_NAME) return `the repository is longer than ${MAX_NAME} characters`;
  for (const part of parts) {
    if (PATH.test(part)) continue;
    if (part === '') return 'a part of the repository is empty';
    if (/[A-Z]/.test(part)) return `"${shortened(part, 80)}" has capital letters, and a repository has none`;
    return `"${shortened(part, 80)}" is no part of a repository`;
  }
  return undefined;
}

/** A first part is a registry only when it looks like one; `windows/nanoserver` is a repository of Docker Hub. */
function isDomain(part: string): boolean {
  return part.includes('.') || part.includes(':') || part === 'localhost' || part.toLowerCase() !== part;
}
