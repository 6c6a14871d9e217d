import { demandOfFile } from '../../src/demands/model.ts';
import { declareHost } from '../../src/hosts/declared.ts';
import { hostOfLabel } from '../../src/hosts/labelled.ts';
import { RUNNER_LABELS } from '../../src/hosts/labels.ts';
import type { Host } from '../../src/hosts/model.ts';
import type { ResolvedImage } from '../../src/images/model.ts';
import { formatReference, parseReference } from '../../src/images/reference.ts';
import { readTag } from '../../src/images/tags.ts';
import type { RawFinding } from '../../src/pairing/findings-of-subject.ts';
import type { CheckedImage, HostPairing, Subject } from '../../src/pairing/model.ts';
import { type PairingSettings, pairOnHost } from '../../src/pairing/pair.ts';
import { checkedImage, subjectOfDemand } from '../../src/pairing/subjects.ts';
import { readDockerfile } from '../../src/sources/dockerfile.ts';
import type { Place, SourceReading } from '../../src/sources/reading.ts';
import { indexOf } from '../images/indexes.ts';

export const TODAY = '2026-11-23';
export const NANO = 'mcr.microsoft.com/windows/nanoserver';
export const CORE = 'mcr.microsoft.com/windows/servercore';

export const SETTINGS: PairingSettings = { isolation: 'default', policy: 'compatible', today: TODAY };

export function host(text: string): Host {
  return declareHost(text, TODAY);
}

/** The host of a label that nobody named. */
export function assumedHost(label: string): Host {
  const row = RUNNER_LABELS.find((candidate) => candidate.label === label);
  if (row === undefined) throw new Error(`no label ${label}`);
  return hostOfLabel(row, 'assumed', TODAY);
}

/** An image whose registry told these entries (as in `indexOf`); without entries only its tag was read. */
export function resolved(reference: string, ...entries: readonly string[]): ResolvedImage {
  const parsed = parseReference(reference);
  const tag = readTag(parsed);
  const image = { reference: parsed, name: formatReference(parsed), tag };
  return entries.length > 0
    ? { ...image, answeredBy: 'registry', kind: 'index', entries: indexOf(...entries) }
    : { ...image, answeredBy: tag.saysWindows ? 'tag' : 'nothing', kind: 'unread', entries: [] };
}

/** By reference, as written in the file, what its registry holds. */
export type Published = Readonly<Record<string, readonly string[]>>;

export function reading(text: string, file = 'Dockerfile'): SourceReading {
  return readDockerfile(text, { file });
}

export function resolverOf(published: Published) {
  const known = new Map<string, ResolvedImage>();
  return (reference: string): ResolvedImage => {
    const image = known.get(reference) ?? resolved(reference, ...(published[reference] ?? []));
    known.set(reference, image);
    return image;
  };
}

/** The subject of a Dockerfile, everything in it being in scope. */
export function subject(text: string, published: Published = {}): Subject {
  const file = reading(text);
  const resolve = resolverOf(published);
  return subjectOfDemand(demandOfFile(file), file.uses, (use) =>
    checkedImage(resolve(use.reference), use.platform),
  );
}

export function pairing(
  reference: string,
  entries: readonly string[],
  on: string | Host,
  settings: Partial<PairingSettings> = {},
): HostPairing {
  const image: CheckedImage = checkedImage(resolved(reference, ...entries), undefined);
  return pairOnHost(image, typeof on === 'string' ? host(on) : on, { ...SETTINGS, ...settings });
}

export function place(line: number, file = 'Dockerfile', column = 6): Place {
  return { file, line, column };
}

export function finding(more: Partial<RawFinding> = {}): RawFinding {
  return {
    rule: 'build-mismatch',
    level: 'error',
    message: 'It differs.',
    places: [place(1)],
    subject: {},
    ...more,
  };
}
