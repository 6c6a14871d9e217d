import type { ContainerOption } from '../../windows/boundary-model.ts';
import { csvField } from '../../windows/boundary-mount.ts';
import { composeKeys, optionOfComposeKey } from '../../windows/boundary-names.ts';
import type { Place } from '../reading.ts';
import type { SourceValue } from '../source-value.ts';
import { type ComposeNode, type MapNode, nodeAt } from './node.ts';
import type { Values } from './values.ts';

type Option = ContainerOption<Place>;

/** Paths of the tables, taken apart once. */
const KEYS = composeKeys().map((key) => ({
  key,
  path: key.split('.'),
  name: optionOfComposeKey(key) ?? key,
}));

/**
 * Everything in a service that matters for the boundary between the container and a Windows host, in the words of
 * `docker run`: a published port in the long form becomes `ip:published:target/protocol`, a volume in the long form the
 * fields of `--mount`. Values that are not known are marked so.
 */
export function optionsOf(values: Values): readonly Option[] {
  return KEYS.flatMap(({ key, path, name }) => {
    const node = values.at(...path);
    return node === undefined ? [] : optionsAt(node, key, name, values);
  });
}

function optionsAt(node: ComposeNode, key: string, name: string, values: Values): readonly Option[] {
  if (node.kind === 'empty' || node.kind === 'reset') return [];
  // Compose sends no swappiness of zero, which docker run does.
  if (name === 'memory-swappiness' && node.kind === 'text' && node.text === '0') return [];
  if (node.kind === 'text') return [textOption(values.told(node), key, name)];
  if (node.kind === 'list') return node.items.flatMap((item) => itemOptions(item, key, name, values));
  if (name === 'credential-spec') return [{ name, written: key, place: node.place }];
  return [...node.entries].flatMap(([entry, { keyPlace, node: value }]): readonly Option[] => {
    if (value.kind !== 'text') return [{ name, written: key, value: entry, place: keyPlace }];
    const text = values.told(value);
    return [option(name, key, `${entry}=${text.value}`, text.unknown, keyPlace)];
  });
}

function itemOptions(item: ComposeNode, key: string, name: string, values: Values): readonly Option[] {
  if (item.kind === 'text') return [textOption(values.told(item), key, name)];
  if (item.kind !== 'map') return [];
  if (name === 'volume') return [longVolume(item, key, values)];
  if (name === 'publish') return [longPort(item, key, values)];
  if (name === 'device') {
    const source = values.textOf(nodeAt(item, ['source']), [key, 'source']);
    return source === undefined ? [] : [option(name, key, source.value, source.unknown, item.place)];
  }
  return [{ name, written: key, place: item.place }];
}

function textOption(text: SourceValue, key: string, name: string): Option {
  // Compose takes a device apart at its colons; the engine sees the first part.
  const value = name === 'device' ? (text.value.split(':')[0] ?? '') : text.value;
  return option(name, key, value, text.unknown, text.place);
}

function longVolume(item: MapNode, key: string, values: Values): Option {
  const fields: string[] = [];
  let unknown: true | undefined;
  for (const [path, field] of [
    [['type'], 'type'],
    [['source'], 'source'],
    [['target'], 'target'],
    [['read_only'], 'readonly'],
    [['bind', 'propagation'], 'bind-propagation'],
  ] as const) {
    const text = values.textOf(nodeAt(item, path), [key, ...path]);
    if (text === undefined) continue;
    unknown ??= text.unknown;
    fields.push(csvField(field, text.value));
  }
  return option('mount', key, fields.join(','), unknown, item.place);
}

function longPort(item: MapNode, key: string, values: Values): Option {
  const texts = ['host_ip', 'published', 'target', 'protocol'].map((field) =>
    values.textOf(nodeAt(item, [field]), [key, field]),
  );
  const [ip = '', published = '', target = '', protocol = ''] = texts.map((text) => text?.value ?? '');
  const address = ip === '' ? '' : `${ip.includes(':') ? `[${ip}]` : ip}:`;
  const ports = address === '' && published === '' ? target : `${address}${published}:${target}`;
  const unknown = texts.find((text) => text?.unknown === true)?.unknown;
  return option('publish', key, protocol === '' ? ports : `${ports}/${protocol}`, unknown, item.place);
}

function option(
  name: string,
  written: string,
  value: string,
  unknown: true | undefined,
  place: Place,
): Option {
  return unknown === true ? { name, written, unknown, place } : { name, written, value, place };
}
