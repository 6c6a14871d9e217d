import type { Variant } from '../../demands/variant.ts';
import type { HostsMatch, IsolationRequirement } from '../../report/report.ts';
import type { LevelOverrides } from '../../rules/catalogue.ts';
import { isRuleId, RULE_IDS } from '../../rules/ids.ts';
import { decode } from '../../sources/decode.ts';
import { shortened } from '../../sources/problems.ts';
import { type RawNode, readRaw } from '../../sources/raw.ts';
import { SourceText } from '../../sources/source-text.ts';
import type { Policy } from '../../windows/model.ts';
import { ConfigReader, meant } from './reader.ts';
import {
  argumentsOf,
  hostsOf,
  ISOLATION_CHOICES,
  leadsOut,
  type VariantSettings,
  variantsOf,
} from './variants.ts';

/** What a config file may say; what it does not say is undefined. */
export interface Config {
  readonly files?: readonly string[];
  readonly images?: readonly string[];
  readonly hosts?: readonly string[];
  readonly hostsMatch?: HostsMatch;
  readonly isolation?: IsolationRequirement;
  readonly policy?: Policy;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly levels?: LevelOverrides;
  readonly variants?: readonly Variant[];
}

/** The names under which a config file says it: those of the inputs. */
export const CONFIG_KEYS = [
  'files',
  'images',
  'hosts',
  'hosts-match',
  'isolation',
  'policy',
  'build-args',
  'levels',
  'variants',
] as const;

export interface TextToRead extends VariantSettings {
  readonly content: string | Uint8Array;
  /** The name of the file, or of the input, as messages have it. */
  readonly name: string;
}

export type Reading<T> =
  | { readonly value: T }
  /** Every fault, a line each, with the place where it is. */
  | { readonly faults: readonly string[] };

/** Reads a config file: YAML, or JSON. Never throws for what stands in it. */
export function readConfig(text: TextToRead): Reading<Config> {
  return readText(text, (root, reader) => configOf(root, reader, text));
}

/** Reads a list of variants by itself, or under its name in a mapping. */
export function readVariants(text: TextToRead): Reading<readonly Variant[]> {
  return readText(text, (root, reader) => {
    const node = reader.node(root);
    const list =
      node?.kind === 'map' ? reader.fields(node, 'this text', ['variants'])?.get('variants') : undefined;
    return variantsOf(list?.value ?? root, reader, text) ?? [];
  });
}

const MOST_FAULTS = 50;

function readText<T>(
  { content, name }: TextToRead,
  read: (root: RawNode | undefined, reader: ConfigReader) => T,
): Reading<T> {
  const decoded = decode(content, name);
  if ('problem' in decoded) return { faults: [decoded.problem.message] };
  const source = new SourceText(name, decoded.text);
  const raw = readRaw(source);
  if ('problem' in raw) {
    const { message, place } = raw.problem;
    return { faults: [`${name}:${place.line}:${place.column}: ${message}`] };
  }
  const reader = new ConfigReader(source);
  const [root, second] = raw.documents;
  const value = read(root, reader);
  if (second !== undefined) reader.fault(second, 'this is a second document, and one is taken');
  const { faults } = reader;
  if (faults.length === 0) return { value };
  const told = faults.slice(0, MOST_FAULTS).map(({ place, what }) => {
    const { line, column } = place;
    return `${name}:${line}:${column}: ${what}${/[.?)]$/.test(what) ? '' : '.'}`;
  });
  const more = faults.length - told.length;
  return { faults: more === 0 ? told : [...told, `${name} has ${more} more faults.`] };
}

function configOf(root: RawNode | undefined, reader: ConfigReader, settings: VariantSettings): Config {
  const fields = reader.fields(root, 'the configuration', CONFIG_KEYS) ?? new Map();
  const at = (key: (typeof CONFIG_KEYS)[number]): RawNode | undefined => fields.get(key)?.value;
  return defined({
    files: filesOf(at('files'), reader),
    images: reader.texts(at('images'), '`images`'),
    hosts: hostsOf(at('hosts'), reader),
    hostsMatch: reader.choice(at('hosts-match'), '`hosts-match`', ['every', 'any']),
    isolation: reader.choice(at('isolation'), '`isolation`', ISOLATION_CHOICES),
    policy: reader.choice(at('policy'), '`policy`', ['compatible', 'exact']),
    buildArgs: singleArguments(at('build-args'), reader),
    levels: levelsOf(at('levels'), reader),
    variants: variantsOf(at('variants'), reader, settings),
  });
}

function filesOf(raw: RawNode | undefined, reader: ConfigReader): readonly string[] | undefined {
  const files = reader.texts(raw, '`files`');
  for (const file of files ?? []) {
    if (raw !== undefined && leadsOut(file.replace(/^!/, '')))
      reader.fault(raw, `\`files\`: ${shortened(file, 60)} leads out of the checked directory`);
  }
  return files;
}

/** Only a variant is built in several ways. */
function singleArguments(raw: RawNode | undefined, reader: ConfigReader) {
  if (raw === undefined) return undefined;
  const values = argumentsOf(raw, reader);
  for (const [name, { value }] of reader.node(raw)?.kind === 'map' ? (reader.map(raw, '') ?? []) : []) {
    if (reader.node(value)?.kind === 'list')
      reader.fault(value, `\`${name}\` takes one text here; a list of values belongs to a variant`);
  }
  return Object.fromEntries([...values].map(([name, [value = '']]) => [name, value]));
}

function levelsOf(raw: RawNode | undefined, reader: ConfigReader): LevelOverrides | undefined {
  const entries = reader.map(raw, '`levels`');
  if (entries === undefined) return undefined;
  const levels: LevelOverrides[] = [];
  for (const [rule, { key, value }] of entries) {
    const level = reader.choice(value, `\`${shortened(rule, 60)}\``, ['error', 'warning', 'notice', 'off']);
    if (!isRuleId(rule)) {
      reader.fault(key, `there is no rule \`${shortened(rule, 60)}\`${meant(rule, RULE_IDS)}`);
    } else if (level !== undefined) levels.push({ [rule]: level });
    else if (reader.node(value) === undefined) reader.fault(key, `\`${rule}\` has no level`);
  }
  return Object.assign({}, ...levels);
}

function defined<T extends object>(value: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as never;
}
