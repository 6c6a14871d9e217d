import type { Place, SourceProblem } from '../reading.ts';
import type { ComposeFiles } from './files.ts';
import { mergeServices } from './merge.ts';
import { syntax } from './mistakes.ts';
import { type ComposeNode, type MapNode, nodeAt } from './node.ts';
import type { Variables } from './variables.ts';

/** A service before it is settled, with the place of its name. */
export interface ServiceEntry {
  readonly keyPlace: Place;
  readonly node: ComposeNode;
}

export type Services = ReadonlyMap<string, ServiceEntry>;

/** What every step of loading stands on. */
export interface Loading {
  readonly files: ComposeFiles;
  readonly problems: SourceProblem[];
}

export interface LoadedFiles {
  /** The files are laid over each other in this order. */
  readonly files: readonly string[];
  /** What relative paths in them are relative to. */
  readonly directory: string;
  readonly variables: Variables;
  /** Where the files are named, when another file names them. */
  readonly from?: Place;
  /** The files that include these, from the outside in. */
  readonly includedBy: readonly string[];
}

/** The services that a document names by itself. */
export function servicesIn(document: MapNode, problems: SourceProblem[]): Services {
  const node = nodeAt(document, ['services']);
  if (node === undefined || node.kind === 'empty' || node.kind === 'reset') return new Map();
  if (node.kind !== 'map') {
    problems.push(syntax(node.place, 'services is no mapping', 'Write each service below it by name.'));
    return new Map();
  }
  const services = new Map<string, ServiceEntry>();
  for (const [name, entry] of node.entries) {
    if (name.startsWith('x-')) continue;
    const { kind } = entry.node;
    if (kind === 'text' || kind === 'list') {
      problems.push(
        syntax(entry.node.place, `The service ${name} is no mapping`, 'Write its keys below its name.'),
      );
      continue;
    }
    services.set(name, entry);
  }
  return services;
}

/** Services of one file over those of others. */
export function layOver(base: Services, over: Services, problems: SourceProblem[]): Services {
  const services = new Map(base);
  for (const [name, entry] of over) {
    const before = base.get(name)?.node;
    const { node } = entry;
    if (before?.kind !== 'map' || node.kind === 'reset') services.set(name, entry);
    else if (node.kind === 'map') {
      const whole = node.replaces === true ? node : mergeServices(before, node, problems);
      services.set(name, { keyPlace: entry.keyPlace, node: whole });
    }
  }
  return services;
}
