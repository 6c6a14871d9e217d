import { CheckError } from '../errors.ts';
import type { Reference } from './model.ts';

const DOCKER_HUB = 'docker.io';
/** The older name of Docker Hub's registry, still found in files and configurations. */
const LEGACY_DOCKER_HUB = 'index.docker.io';
const OFFICIAL_NAMESPACE = 'library/';
const DEFAULT_TAG = 'latest';

const LONGEST_REPOSITORY = 255;
/** In characters; registries refuse a longer tag. */
export const LONGEST_TAG = 128;
/** The grammar sets no limit for a host; a DNS name has at most 253 characters, and a port follows it. */
const LONGEST_REGISTRY = 270;

const IMAGE_ID = /^[a-f0-9]{64}$/;
const REGISTRY =
  /^(?:\[[a-fA-F0-9:]+\]|[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*)(?::[0-9]+)?$/;
const PATH_COMPONENT = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]*$/;

/** The algorithms engines know, with the length of their digests in hexadecimal digits. */
const DIGEST_LENGTHS: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
]);

/**
 * Reads an image reference as an engine does and gives it in full: Docker Hub's short names are expanded, and
 * `latest` is put in where neither tag nor digest is written.
 *
 * The rules are those of github.com/distribution/reference (`normalize.go`, `reference.go`, `regexp.go`, read at
 * 0965666, 2026-04-18), with one difference: a first part that must be a host but is no valid one (`a_b.c/d`) is
 * refused here, where that code takes it for a name without a host.
 *
 * @throws {CheckError} `reference-invalid`, saying which part is wrong and why
 */
export function parseReference(text: string): Reference {
  const invalid = (
    reason: string,
    remedy = 'Write it as [registry/]repository[:tag][@digest].',
  ): CheckError =>
    new CheckError('reference-invalid', `${quoted(text)} is not an image reference: ${reason}.`, remedy);

  if (text === '') throw invalid('it is empty');
  const space = /\s/.exec(text);
  if (space) throw invalid(`there is white space after ${quoted(text.slice(0, space.index))}`);
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(text);
  if (scheme) throw invalid(`it begins with ${quoted(scheme[0])}`, `Leave ${quoted(scheme[0])} out.`);
  if (IMAGE_ID.test(text)) {
    throw invalid(
      '64 hexadecimal digits are an image id',
      'Name the repository, with the digest after an @.',
    );
  }

  const at = text.indexOf('@');
  const digest = at === -1 ? undefined : text.slice(at + 1);
  const name = at === -1 ? text : text.slice(0, at);
  if (digest !== undefined) checkDigest(digest, invalid);

  const { registry, remainder } = splitRegistry(name);
  const colon = remainder.indexOf(':');
  const repository = colon === -1 ? remainder : remainder.slice(0, colon);
  const tag = colon === -1 ? undefined : remainder.slice(colon + 1);

  if (registry.length > LONGEST_REGISTRY || !REGISTRY.test(registry)) {
    throw invalid(`${quoted(registry)} is not a host name with an optional port`);
  }
  checkRepository(repository, invalid);
  if (tag !== undefined) checkTag(tag, invalid);

  return {
    registry,
    repository,
    ...(tag !== undefined ? { tag } : digest === undefined ? { tag: DEFAULT_TAG } : {}),
    ...(digest !== undefined ? { digest } : {}),
  };
}

/** In full, as reports print it: `docker.io/library/golang:1.27@sha256:…`. */
export function formatReference(reference: Reference): string {
  return `${reference.registry}/${reference.repository}${suffixOf(reference)}`;
}

/**
 * As people write it: without `docker.io` and `library/`, where that still means the same.
 * `parseReference` reads it back to the same reference.
 */
export function familiarReference(reference: Reference): string {
  if (reference.registry !== DOCKER_HUB) return formatReference(reference);
  const { repository } = reference;
  const official = repository.startsWith(OFFICIAL_NAMESPACE)
    ? repository.slice(OFFICIAL_NAMESPACE.length)
    : undefined;
  const short = official !== undefined && !official.includes('/') ? official : repository;
  const familiar = `${short}${suffixOf(reference)}`;
  const read = splitRegistry(familiar);
  const sameMeaning =
    !IMAGE_ID.test(familiar) &&
    read.registry === DOCKER_HUB &&
    read.remainder.startsWith(repository) &&
    read.remainder.length === repository.length + suffixOf(reference).length;
  return sameMeaning ? familiar : formatReference(reference);
}

function suffixOf(reference: Reference): string {
  const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
  return reference.digest === undefined ? tag : `${tag}@${reference.digest}`;
}

/** The part before the first slash is a host only if it looks like one; else the name is one of Docker Hub. */
function splitRegistry(name: string): { registry: string; remainder: string } {
  const slash = name.indexOf('/');
  if (slash === -1) return { registry: DOCKER_HUB, remainder: OFFICIAL_NAMESPACE + name };
  const first = name.slice(0, slash);
  const rest = name.slice(slash + 1);
  const isHost = first === 'localhost' || /[.:]/.test(first) || first.toLowerCase() !== first;
  const registry = !isHost || first === LEGACY_DOCKER_HUB ? DOCKER_HUB : first;
  const remainder = isHost ? rest : name;
  const isOfficial = registry === DOCKER_HUB && !remainder.includes('/');
  return { registry, remainder: isOfficial ? OFFICIAL_NAMESPACE + remainder : remainder };
}

type Invalid = (reason: string, remedy?: string) => CheckError;

function checkRepository(repository: string, invalid: Invalid): void {
  if (repository === '') throw invalid('the repository is missing');
  if (repository.length > LONGEST_REPOSITORY) {
    throw invalid(
      `the repository has ${repository.length} characters, and ${LONGEST_REPOSITORY} are allowed`,
    );
  }
  if (repository.toLowerCase() !== repository) {
    throw invalid(`the repository ${quoted(repository)} has capital letters`, 'Write it in small letters.');
  }
  for (const component of repository.split('/')) {
    if (component === '') throw invalid(`the repository ${quoted(repository)} has an empty part`);
    if (!PATH_COMPONENT.test(component)) {
      throw invalid(
        `${quoted(component)} in the repository is not made of small letters and digits, ` +
          'with a dot, one or two underscores, or dashes between them',
      );
    }
  }
}

function checkTag(tag: string, invalid: Invalid): void {
  if (tag === '') throw invalid('there is no tag after the colon');
  if (tag.length > LONGEST_TAG) {
    throw invalid(`the tag has ${tag.length} characters, and ${LONGEST_TAG} are allowed`);
  }
  if (!TAG.test(tag)) {
    throw invalid(
      `the tag ${quoted(tag)} is not made of letters, digits, underscores, dots and dashes, ` +
        'or begins with a dot or a dash',
    );
  }
}

function checkDigest(digest: string, invalid: Invalid): void {
  const colon = digest.indexOf(':');
  const algorithm = digest.slice(0, Math.max(colon, 0));
  const length = DIGEST_LENGTHS.get(algorithm);
  if (length === undefined) {
    throw invalid(`the digest ${quoted(digest)} does not begin with sha256:, sha384: or sha512:`);
  }
  const hex = digest.slice(colon + 1);
  if (hex.length !== length || !/^[a-f0-9]*$/.test(hex)) {
    throw invalid(
      `a ${algorithm} digest has ${length} hexadecimal digits in small letters, and ${quoted(hex)} has not`,
    );
  }
}

/** In quotes, with control characters made visible and cut where it would fill a screen. */
function quoted(text: string): string {
  const shown = text.length > 160 ? `${text.slice(0, 157)}...` : text;
  return JSON.stringify(shown);
}
