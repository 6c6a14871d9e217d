import type { ResolvedImage } from '../images/model.ts';
import { plainFinding, type RawFinding } from './findings-of-subject.ts';
import type { CheckedImage, Subject, SubjectImage } from './model.ts';

type Failure = NonNullable<ResolvedImage['failure']>;

/** Enough to know which are meant; the places tell the rest. */
const MOST_NAMES = 3;

/** What keeps a whole registry from answering, whatever it is asked for. */
const OUT_OF_REACH: ReadonlySet<Failure['reason']> = new Set(['timeout', 'unreachable', 'not-a-registry']);

/**
 * What registries did not tell. A registry that is out of reach is one finding, however many images it keeps; an image
 * that is not there is one of its own. With `demanded` silence is an error, as the caller asked for the registry's word.
 */
export function registryFindings(subjects: readonly Subject[], demanded: boolean): readonly RawFinding[] {
  const causes = new Map<string, { failure: Failure; members: SubjectImage[] }>();
  for (const member of subjects.flatMap(({ members }) => members)) {
    const { failure, name, reference } = member.image.resolved;
    if (failure === undefined) continue;
    const key =
      failure.reason === 'not-found'
        ? name
        : OUT_OF_REACH.has(failure.reason)
          ? `${failure.reason} ${reference.registry}`
          : failure.message;
    const cause = causes.get(key) ?? { failure, members: [] };
    cause.members.push(member);
    causes.set(key, cause);
  }
  return [...causes.values()].map(({ failure, members }) => findingOf(failure, members, demanded));
}

function findingOf(failure: Failure, members: readonly SubjectImage[], demanded: boolean): RawFinding {
  const names = [...new Set(members.map(({ image }) => nameOf(image)))];
  const rule = failure.reason === 'not-found' ? 'image-not-found' : 'registry-unanswered';
  const goesOn = demanded || rule === 'image-not-found' ? '' : ' Judged by the tag alone.';
  return plainFinding(
    rule,
    `${listOf(names)}: ${failure.message}${goesOn}`,
    members.flatMap(({ uses }) => uses.map((use) => use.place)),
    names.length === 1 ? { image: names[0] } : {},
    {
      remedy: failure.remedy,
      ...(demanded && rule === 'registry-unanswered' ? { level: 'error' as const } : {}),
    },
  );
}

function nameOf({ resolved }: CheckedImage): string {
  return resolved.name;
}

function listOf(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  if (more <= 0) return names.join(', ');
  return `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more`;
}
