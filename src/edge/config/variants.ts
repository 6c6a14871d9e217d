import path from 'node:path';
import type { Variant } from '../../demands/variant.ts';
import { parseHosts } from '../../hosts/hosts.ts';
import type { RawNode } from '../../sources/raw.ts';
import type { ConfigReader } from './reader.ts';

export const ISOLATION_CHOICES = ['default', 'process', 'hyperv', 'any', 'all'] as const;
const KEYS = ['dockerfile', 'build-args', 'hosts', 'target', 'isolation'] as const;

/** More than anybody tests; a slip in a cross product is told before it is worked off. */
export const MOST_VARIANTS = 1000;

/** The values that a build argument is tried with. */
type Values = ReadonlyMap<string, readonly string[]>;

export interface VariantSettings {
  /** Whether places in the text are places of a file of the workspace. */
  readonly placed: boolean;
}

/** The variants of a list, each combination of its build arguments by itself; undefined where there is no list. */
export function variantsOf(
  raw: RawNode | undefined,
  reader: ConfigReader,
  settings: VariantSettings,
): readonly Variant[] | undefined {
  const node = reader.node(raw);
  if (node === undefined) return undefined;
  if (node.kind !== 'list')
    return reader.fault(node, '`variants` takes a list, each item with a `dockerfile`');
  const variants: Variant[] = [];
  for (const item of node.items) {
    const more = variantOf(item, reader, settings, MOST_VARIANTS - variants.length);
    if (more === 'too-many') {
      reader.fault(item, `all variants together are more than ${MOST_VARIANTS}, which are taken at most`);
      break;
    }
    variants.push(...more);
  }
  return variants;
}

function variantOf(
  item: RawNode,
  reader: ConfigReader,
  settings: VariantSettings,
  room: number,
): readonly Variant[] | 'too-many' {
  const fields = reader.fields(item, 'a variant', KEYS);
  if (fields === undefined) {
    if (reader.node(item) === undefined) reader.fault(item, 'a variant is empty');
    return [];
  }
  const dockerfile = reader.text(fields.get('dockerfile')?.value, '`dockerfile`');
  if (dockerfile === undefined && reader.node(fields.get('dockerfile')?.value) === undefined) {
    reader.fault(item, 'a variant needs a `dockerfile`');
  }
  const args = argumentsOf(fields.get('build-args')?.value, reader);
  const hosts = hostsOf(fields.get('hosts')?.value, reader) ?? [];
  const target = reader.text(fields.get('target')?.value, '`target`');
  const isolation = reader.choice(fields.get('isolation')?.value, '`isolation`', ISOLATION_CHOICES);
  if (dockerfile === undefined) return [];
  if (leadsOut(dockerfile)) {
    reader.fault(fields.get('dockerfile')?.value ?? item, '`dockerfile` leads out of the checked directory');
    return [];
  }
  const number = [...args.values()].reduce((product, values) => product * values.length, 1);
  if (number > room) return 'too-many';
  return combinations(args).map((buildArgs) => ({
    dockerfile: path.posix.normalize(dockerfile.replaceAll('\\', '/')),
    buildArgs,
    hosts,
    ...(target === undefined ? {} : { target }),
    ...(isolation === undefined ? {} : { isolation }),
    ...(settings.placed ? { place: reader.place(item) } : {}),
  }));
}

/** Whoever writes it need not be the one who may read the machine. */
export function leadsOut(file: string): boolean {
  const plain = path.posix.normalize(file.replaceAll('\\', '/'));
  return plain === '..' || plain.startsWith('../') || /^(?:\/|[a-z]:)/i.test(plain);
}

/** Hosts as they are declared; each that nobody knows is told. */
export function hostsOf(raw: RawNode | undefined, reader: ConfigReader): readonly string[] | undefined {
  const hosts = reader.texts(raw, '`hosts`');
  const node = reader.node(raw);
  if (hosts === undefined || node === undefined) return undefined;
  const items = node.kind === 'list' ? node.items : [node];
  for (const item of items) {
    const scalar = reader.node(item);
    if (scalar?.kind !== 'scalar') continue;
    // Whether it can be read does not hang on the day.
    const [error] = parseHosts([scalar.text], '2026-01-01').errors;
    if (error !== undefined) reader.fault(item, `${error.message.replace(/\.$/, '')}. ${error.remedy}`);
  }
  return hosts;
}

/** Values by name: one, or each of a list. */
export function argumentsOf(raw: RawNode | undefined, reader: ConfigReader): Values {
  const values = new Map<string, readonly string[]>();
  for (const [name, { key, value }] of reader.map(raw, '`build-args`') ?? []) {
    if (name === '' || /[\s=]/.test(name)) {
      reader.fault(key, 'the name of a build argument has no blanks and no `=`');
      continue;
    }
    const node = reader.node(value);
    if (node?.kind === 'map') reader.fault(value, `\`${name}\` takes a text, or a list of texts`);
    else if (node?.kind === 'list') values.set(name, listed(name, node.items, value, reader));
    else if (node !== undefined) values.set(name, [node.text]);
    // Not from the environment: a pull request could have any variable of it sent to a registry that it names.
    else reader.fault(key, `\`${name}\` has no value; write one, or give it by the input \`build-args\``);
  }
  return values;
}

function listed(
  name: string,
  items: readonly RawNode[],
  list: RawNode,
  reader: ConfigReader,
): readonly string[] {
  if (items.length === 0) reader.fault(list, `the list of \`${name}\` has no value`);
  return items.flatMap((item) => {
    const node = reader.node(item);
    if (node?.kind === 'scalar') return node.text;
    reader.fault(item, `each value of \`${name}\` takes a text`);
    return [];
  });
}

/** The first name varies slowest, as nested loops would have it. */
function combinations(args: Values): readonly Readonly<Record<string, string>>[] {
  let all: (readonly (readonly [string, string])[])[] = [[]];
  for (const [name, values] of args) {
    all = all.flatMap((before) => values.map((value) => [...before, [name, value] as const]));
  }
  return all.map((entries) => Object.fromEntries(entries));
}
