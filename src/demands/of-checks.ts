import { CheckError } from '../errors.ts';
import { DETECTED_HOST_ID, type Host } from '../hosts/model.ts';
import type { CheckDeed } from '../sources/workflow/model.ts';
import type { Demanded, DemandGathering } from './gathering.ts';
import { type LegContext, type LegParts, placedIn } from './leg-context.ts';
import type { LegHosts } from './leg-hosts.ts';
import { isolationOf } from './requirement.ts';

/**
 * What a step with this very action asks for: its files on its hosts. Only where this run was not told itself, as such a step
 * is told by its own inputs, and would otherwise judge the other legs too.
 */
export async function addChecked(
  deed: CheckDeed,
  context: LegContext,
  { dockerfiles, buildArgs, found, askWorkflows, legHosts }: LegParts,
  gathering: DemandGathering,
): Promise<void> {
  const named = listOf(deed, 'hosts');
  const args = pairsOf(deed);
  if (!askWorkflows || named === undefined || args === undefined || (named.length === 0 && args.size === 0))
    return;
  const hosts = hostsOf(named, context, legHosts);
  if (hosts.length === 0) return;
  const files = listOf(deed, 'files') ?? [];
  const target = deed.inputs.get('target');
  const settings = {
    buildArgs: { ...buildArgs, ...Object.fromEntries(args) },
    ...(target === undefined || target.unknown === true || target.value === ''
      ? {}
      : { target: target.value }),
  };
  const isolation = isolationOf(deed.inputs.get('isolation'));
  const any = deed.inputs.get('hosts-match')?.value === 'any';
  for (const file of found.filter((one) => isAmong(one, files))) {
    const dockerfile = await dockerfiles.open(file);
    const way = dockerfile.wayOf(settings);
    const demanded: Demanded = {
      key: `check ${any} ${way}`,
      isolation,
      container: undefined,
      whole: () => ({
        origin: 'workflow',
        reading: dockerfile.read(settings, way),
        ...settings,
        ...(any ? { hostsMatch: 'any' as const } : {}),
      }),
    };
    for (const host of hosts) {
      const { leg } = placedIn(context, deed);
      gathering.add(demanded, { leg: { ...leg, host }, host, paired: false });
    }
  }
}

/** A host that is none is for that step itself to tell. */
function hostsOf(
  named: readonly string[],
  { on }: Pick<LegContext, 'on'>,
  legHosts: LegHosts,
): readonly Host[] {
  const own = on.kind === 'windows' ? [on.host] : [];
  if (named.length === 0) return own;
  return named.flatMap((text): readonly Host[] => {
    if (text === DETECTED_HOST_ID) return own;
    try {
      return [legHosts.declared(text)];
    } catch (thrown) {
      if (thrown instanceof CheckError) return [];
      throw thrown;
    }
  });
}

/** The words of an input that is a list; undefined where it is not known. */
function listOf(deed: CheckDeed, name: string): readonly string[] | undefined {
  const input = deed.inputs.get(name);
  if (input?.unknown === true) return undefined;
  const lines = (input?.value ?? '').split('\n');
  return lines
    .flatMap((line) => line.split(/,(?![a-z]+=)/))
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

function pairsOf(deed: CheckDeed): ReadonlyMap<string, string> | undefined {
  const input = deed.inputs.get('build-args');
  if (input?.unknown === true) return undefined;
  const pairs = new Map<string, string>();
  for (const line of (input?.value ?? '').split('\n')) {
    const [, name, value] = /^\s*([^=\s]+)=(.*?)\s*$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) pairs.set(name, value);
  }
  return pairs;
}

function isAmong(file: string, asked: readonly string[]): boolean {
  if (asked.length === 0) return true;
  return asked.some((path) => {
    const plain = path.replaceAll('\\', '/').replace(/^\.\//, '').replace(/\/$/, '');
    return plain === '' || plain === '.' || file === plain || file.startsWith(`${plain}/`);
  });
}
