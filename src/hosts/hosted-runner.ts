import { readDeclaration } from './declaration.ts';
import { hasDocker, isRetired } from './labelled.ts';
import { findRunnerLabel, RUNNER_LABELS, type RunnerLabel } from './labels.ts';
import { DETECTED_HOST_ID } from './model.ts';

/** What is known of a host that a hosted runner may stand for. */
export interface HostToServe {
  /** As it was declared. */
  readonly id: string;
  readonly build?: number;
  readonly product?: string;
  readonly architecture?: string;
  readonly imageStore?: string;
}

/** The label of the hosted runner that is such a host, or why there is none, as a clause. */
export type HostedRunner = { readonly label: string } | { readonly lacking: string };

/**
 * The hosted runner on which a host's containers can be tried: the label itself where the host is one, else the label with
 * the same build and product. A runner tells nothing of a host whose engine would choose otherwise from an index, so what
 * was declared of image store and architecture must fit too. The revision need not: hosted images have the newest.
 * @param today ISO date.
 */
export function hostedRunnerOf(host: HostToServe, today: string): HostedRunner {
  if (host.id === DETECTED_HOST_ID) return { lacking: 'it is the machine of this very run' };
  const row = findRunnerLabel(readDeclaration(host.id).host);
  if (row !== undefined) return servedBy(row, today);
  const { build, product } = host;
  if (build === undefined) return { lacking: 'its build is not known' };
  const same = RUNNER_LABELS.filter((label) => label.build === build && label.product === product);
  const fitting = same.filter((label) => label.movesWith === undefined && factsFit(label, host));
  const served = fitting.find((label) => 'label' in servedBy(label, today));
  if (served !== undefined) return { label: served.label };
  const [first] = fitting;
  if (first !== undefined) return servedBy(first, today);
  if (same.length > 0) return { lacking: 'no hosted runner has its architecture and image store' };
  return { lacking: 'no hosted runner has its Windows' };
}

function servedBy(row: RunnerLabel, today: string): HostedRunner {
  if (isRetired(row, today)) return { lacking: `GitHub has retired the label ${row.label}` };
  if (!hasDocker(row, today)) return { lacking: `the runners with the label ${row.label} have no Docker` };
  return { label: row.label };
}

function factsFit(row: RunnerLabel, { architecture, imageStore }: HostToServe): boolean {
  return (
    (architecture === undefined || architecture === row.architecture) &&
    (imageStore === undefined || row.imageStore === undefined || imageStore === row.imageStore)
  );
}
