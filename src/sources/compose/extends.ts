import { shortened } from '../problems.ts';
import type { Place, SourceProblem } from '../reading.ts';
import { directoryOf, isRemote, pathBelow } from './files.ts';
import { type LoadedFiles, type Loading, type ServiceEntry, type Services, servicesIn } from './loading.ts';
import { mergeServices } from './merge.ts';
import { syntax, unresolved } from './mistakes.ts';
import { type ComposeNode, type MapNode, nodeAt, settled, type TextNode, withEntries } from './node.ts';
import { documentsOf } from './tree.ts';
import { uniqueItems } from './unique.ts';

/** Longer chains are nobody's. */
const LONGEST_CHAIN = 50;

/** The services of one file, and where it stands. */
interface ServicesOfFile {
  readonly file: string;
  readonly loaded: LoadedFiles;
  readonly services: Services;
  readonly done: Map<string, MapNode | undefined>;
}

/**
 * Every service with what it `extends` below it: a service of the same file, or of another one, whose own relative paths
 * are relative to that other file. A service that leads nowhere, or in a circle, is taken as it stands.
 */
export async function extendServices(
  services: Services,
  file: string,
  loaded: LoadedFiles,
  loading: Loading,
): Promise<Services> {
  const extender = new Extender(loading);
  const here: ServicesOfFile = { file, loaded, services, done: new Map() };
  const result = new Map<string, ServiceEntry>();
  for (const [name, entry] of services) {
    const node = entry.node.kind === 'map' ? await extender.extended(name, entry.node, here, []) : entry.node;
    result.set(name, { keyPlace: entry.keyPlace, node });
  }
  return result;
}

class Extender {
  readonly #loading: Loading;
  readonly #files = new Map<string, ServicesOfFile | undefined>();

  constructor(loading: Loading) {
    this.#loading = loading;
  }

  async extended(
    name: string,
    service: MapNode,
    here: ServicesOfFile,
    chain: readonly string[],
  ): Promise<MapNode> {
    const { file, done } = here;
    const before = done.get(name);
    if (before !== undefined) return before;
    const node = service.entries.get('extends')?.node;
    const own = without(service, 'extends');
    const target = node === undefined ? undefined : this.#targetOf(node);
    if (target === undefined) return uniqueItems(own);

    const id = `${file}\n${name}`;
    if (chain.includes(id) || chain.length >= LONGEST_CHAIN) {
      this.#problem(
        unresolved(
          target.place,
          `The service ${shortened(name)} extends itself, by way of ${chain.length} others`,
          'Take one of the extends out of the circle.',
        ),
      );
      return uniqueItems(own);
    }
    const base = await this.#base(target, here, [...chain, id]);
    const whole = base === undefined ? uniqueItems(own) : mergeServices(base, own, this.#loading.problems);
    // Within a circle every service has a part of it, so none of it is kept.
    if (chain.length === 0 || base !== undefined) done.set(name, whole);
    return whole;
  }

  async #base(target: Target, here: ServicesOfFile, chain: readonly string[]): Promise<MapNode | undefined> {
    const there = target.file === undefined ? here : await this.#otherFile(target.file, here);
    if (there === undefined) return undefined;
    const entry = there.services.get(target.service);
    if (entry?.node.kind === 'map') {
      const node = await this.extended(target.service, entry.node, there, chain);
      const plain = settled(node);
      return plain?.kind === 'map' ? plain : undefined;
    }
    if (entry === undefined) {
      this.#problem(
        unresolved(
          target.place,
          `There is no service ${shortened(target.service)} in ${there.file} to extend`,
          'Correct the name, or the file.',
        ),
      );
    }
    return undefined;
  }

  async #otherFile(named: TextNode, here: ServicesOfFile): Promise<ServicesOfFile | undefined> {
    const path = pathBelow(named.directory, named.text);
    if (path === undefined) {
      const what = isRemote(named.text) ? 'kept elsewhere' : 'outside the workspace';
      this.#problem(
        unresolved(
          named.place,
          `${shortened(named.text)} is ${what}, and was not read`,
          'Check it where it is.',
        ),
      );
      return undefined;
    }
    const known = this.#files.get(path);
    if (known !== undefined || this.#files.has(path)) return known;
    const loaded: LoadedFiles = { ...here.loaded, files: [path], directory: directoryOf(path) };
    const documents = await documentsOf(path, loaded, named.place, this.#loading);
    const services = new Map(
      documents.flatMap((document) => [...servicesIn(document, this.#loading.problems)]),
    );
    const found =
      documents.length === 0 ? undefined : { file: path, loaded, services, done: new Map<string, MapNode>() };
    this.#files.set(path, found);
    return found;
  }

  #targetOf(node: ComposeNode): Target | undefined {
    if (node.kind === 'empty' || node.kind === 'reset') return undefined;
    const service = node.kind === 'text' ? node : nodeAt(node, ['service']);
    const file = nodeAt(node, ['file']);
    if (service?.kind !== 'text' || (file !== undefined && file.kind !== 'text' && file.kind !== 'empty')) {
      this.#problem(
        syntax(
          node.place,
          'extends names no service',
          'Write extends: {service: name}, with a file beside it if need be.',
        ),
      );
      return undefined;
    }
    // A name that hangs on something unknown extends something unknown: what is known is the service itself.
    if (service.unknown === true || (file?.kind === 'text' && file.unknown === true)) return undefined;
    return {
      service: service.text,
      place: service.place,
      ...(file?.kind === 'text' && file.text !== '' ? { file } : {}),
    };
  }

  #problem(problem: SourceProblem): void {
    this.#loading.problems.push(problem);
  }
}

interface Target {
  readonly service: string;
  readonly file?: TextNode;
  readonly place: Place;
}

function without(service: MapNode, key: string): MapNode {
  const entries = new Map(service.entries);
  entries.delete(key);
  return withEntries(service, entries);
}
