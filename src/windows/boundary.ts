import { optionConflicts } from './boundary-conflicts.ts';
import { BOUNDARY_LEVELS, modes } from './boundary-levels.ts';
import type {
  BoundaryEffect,
  BoundaryFinding,
  BoundaryRow,
  BoundaryRule,
  ContainerOption,
} from './boundary-model.ts';
import { mountFindings } from './boundary-mounts.ts';
import { BOUNDARY_TABLE } from './boundary-table.ts';
import { clipped, engineWords, valueHolds } from './boundary-value.ts';
import { ISOLATIONS, type Isolation, type Level } from './model.ts';

/** What is known of a container beside its options. */
export interface BoundaryContext {
  /** What the container gets when its options name none, when that is known. */
  readonly defaultIsolation?: Isolation;
  /** Of the container whose network this one shares, when that is known. */
  readonly networkOwner?: Isolation;
}

const RULE_OF: Readonly<Partial<Record<BoundaryEffect, BoundaryRule>>> = {
  rejected: 'option-rejected',
  ignored: 'option-ignored',
  'not-with-hyperv': 'option-not-with-hyperv',
};

/**
 * What is to be said of the options of one container that runs on a Windows engine. One finding a cause: the same
 * option given twice is one finding with two options. Options of Linux containers must not be handed in.
 */
export function boundaryFindings<P>(
  options: readonly ContainerOption<P>[],
  context: BoundaryContext = {},
): readonly BoundaryFinding<P>[] {
  const isolation = isolationAsked(options) ?? context.defaultIsolation;
  const findings: BoundaryFinding<P>[] = [];
  for (const option of options) {
    for (const row of boundaryRows(option)) {
      const finding = rowFinding(row, option, isolation);
      if (finding !== undefined) findings.push(finding);
    }
    for (const { level, ...mount } of mountFindings(option)) {
      findings.push({
        ...mount,
        level: level ?? BOUNDARY_LEVELS[mount.rule],
        options: [option],
        isolation: modes(isolation),
      });
    }
    const platform = platformFinding(option, isolation);
    if (platform !== undefined) findings.push(platform);
  }
  findings.push(...networkOwnerFindings(options, isolation, context), ...optionConflicts(options, isolation));
  return together(findings);
}

/** The rows that hold for an option; mounts are judged apart from the table. */
export function boundaryRows(option: ContainerOption): readonly BoundaryRow[] {
  return BOUNDARY_TABLE.filter(
    (row) =>
      row.option === option.name &&
      valueHolds(option, row.when) &&
      !(row.when === undefined && isEmpty(option)),
  );
}

/** The isolation that the options name: the last one counts. Undefined for the default, and where it is not known. */
export function isolationAsked(options: readonly ContainerOption[]): Isolation | undefined {
  const last = options.findLast(({ name }) => name === 'isolation');
  const value = last?.unknown === true ? undefined : last?.value?.toLowerCase();
  return ISOLATIONS.find((isolation) => isolation === value);
}

function isEmpty({ value, unknown }: ContainerOption): boolean {
  return value === '' && unknown !== true;
}

function rowFinding<P>(
  row: BoundaryRow,
  option: ContainerOption<P>,
  isolation: Isolation | undefined,
): BoundaryFinding<P> | undefined {
  const rule = row.rule ?? RULE_OF[row.effect];
  if (rule === undefined) return undefined;
  const hyperv = rule === 'option-not-with-hyperv';
  if (hyperv && isolation === 'process') return undefined;
  const engine = row.engine === undefined ? undefined : engineWords(row.engine, option.value);
  return {
    rule,
    level: levelOf(row, rule, hyperv && isolation === undefined),
    message: messageOf(row, rule, option, engine),
    remedy: row.remedy,
    ...(engine === undefined ? {} : { engine }),
    options: [option],
    isolation: hyperv ? ['hyperv'] : modes(isolation),
    sources: row.sources,
  };
}

/** Nobody saw an engine refuse what is derived; and where the isolation is not known, it may well be process. */
function levelOf(row: BoundaryRow, rule: BoundaryRule, open: boolean): Level {
  if (row.level !== undefined) return row.level;
  if (open) return 'notice';
  return rule === 'option-rejected' && row.derived === true ? 'warning' : BOUNDARY_LEVELS[rule];
}

function messageOf(
  row: BoundaryRow,
  rule: BoundaryRule,
  { written, value = '', unknown }: ContainerOption,
  engine: string | undefined,
): string {
  const quoted = row.when === undefined || value === '' || unknown === true ? '' : ` ${clipped(value)}`;
  const says = engine === undefined ? '' : `: "${engine}"`;
  if (rule === 'compose-isolation-ignored') return `${written}${quoted} may do nothing: ${row.because}.`;
  if (rule === 'option-ignored') {
    return `Windows engines take ${written}${quoted} and do nothing with it: ${row.because}.`;
  }
  const refused = rule === 'option-rejected' ? 'refuse' : 'refuse, in Hyper-V isolation,';
  return `Windows engines ${refused} ${written}${quoted}${says}; ${row.because}.`;
}

/** Without a version the containerd store takes the first Windows entry of an index, whatever its build. */
function platformFinding<P>(
  option: ContainerOption<P>,
  isolation: Isolation | undefined,
): BoundaryFinding<P> | undefined {
  if (option.name !== 'platform' || option.unknown === true) return undefined;
  if (!/^windows(?:\/[\w./-]*)?$/i.test(option.value ?? '')) return undefined;
  return {
    rule: 'platform-without-version',
    level: BOUNDARY_LEVELS['platform-without-version'],
    message: `${option.written} ${clipped(option.value ?? '')} names no Windows version: with the containerd image store, the first Windows entry of an index is taken then, whatever its build.`,
    remedy: 'Leave it out on a Windows host, or name the version: windows(10.0.20348)/amd64.',
    options: [option],
    isolation: modes(isolation),
    sources: ['containerd-platforms'],
  };
}

function networkOwnerFindings<P>(
  options: readonly ContainerOption<P>[],
  isolation: Isolation | undefined,
  { networkOwner }: BoundaryContext,
): readonly BoundaryFinding<P>[] {
  const shared = options.filter(
    ({ name, value = '', unknown }) =>
      name === 'network' && unknown !== true && /^(?:container|service):/.test(value),
  );
  if (networkOwner !== 'hyperv' || shared.length === 0 || isolation === 'hyperv') return [];
  const engine = 'sharing of hyperv containers network is not supported';
  return [
    {
      rule: 'option-not-with-hyperv',
      level: 'error',
      message: `Windows engines refuse ${shared[0]?.written ?? 'network'} ${clipped(shared[0]?.value ?? '')}: "${engine}"; the other container is in Hyper-V isolation.`,
      remedy: 'Put both containers on one network and call the other by its name.',
      engine,
      options: shared,
      isolation: ['process'],
      sources: ['moby-container-operations-windows'],
    },
  ];
}

/** Findings that say the same become one with all their options. */
function together<P>(findings: readonly BoundaryFinding<P>[]): readonly BoundaryFinding<P>[] {
  const byText = new Map<string, BoundaryFinding<P>>();
  for (const finding of findings) {
    const key = `${finding.rule} ${finding.message}`;
    const before = byText.get(key);
    byText.set(
      key,
      before === undefined ? finding : { ...before, options: [...before.options, ...finding.options] },
    );
  }
  return [...byText.values()];
}
