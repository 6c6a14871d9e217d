import { posix } from 'node:path';
import type { SourceValue } from '../source-value.ts';
import { isRemote, pathBelow } from './files.ts';
import { asList } from './merge.ts';
import type { ComposeBuild } from './model.ts';
import type { ComposeNode, MapNode, TextNode } from './node.ts';
import type { Values } from './values.ts';
import type { Variables } from './variables.ts';

/** The `build` of a service, in either of its forms. */
export function readBuild(values: Values, variables: Variables): ComposeBuild | undefined {
  const node = values.at('build');
  if (node === undefined || node.kind === 'empty' || node.kind === 'reset') return undefined;
  if (node.kind === 'list') {
    values.wrong(
      node,
      ['build'],
      'is a list',
      'Write the context, or a mapping with context and dockerfile.',
    );
    return undefined;
  }
  const contextNode = node.kind === 'text' ? node : node.entries.get('context')?.node;
  const context = contextOf(contextNode, node, values);
  const contextPath =
    context.unknown === true ? undefined : pathBelow(directoryFor(contextNode, node), context.value);
  const dockerfile = values.text('build', 'dockerfile');
  const dockerfileInline = values.text('build', 'dockerfile_inline');
  const dockerfilePath =
    dockerfileInline === undefined ? dockerfilePathOf(contextPath, dockerfile) : undefined;
  const [target, isolation] = [values.text('build', 'target'), values.text('build', 'isolation')];
  return {
    place: node.place,
    context,
    args: argsOf(values, variables),
    additionalContexts: pairsOf(values, 'additional_contexts'),
    platforms: values.texts('build', 'platforms'),
    ...(contextPath === undefined ? {} : { contextPath }),
    ...(dockerfile === undefined ? {} : { dockerfile }),
    ...(dockerfilePath === undefined ? {} : { dockerfilePath }),
    ...(dockerfileInline === undefined ? {} : { dockerfileInline }),
    ...(target === undefined ? {} : { target }),
    ...(isolation === undefined ? {} : { isolation }),
  };
}

function contextOf(node: ComposeNode | undefined, build: MapNode | TextNode, values: Values): SourceValue {
  const text = values.textOf(node, ['build', 'context']);
  return text === undefined || (text.value === '' && text.unknown === undefined)
    ? { value: '.', written: '.', place: build.place }
    : text;
}

/** What the context is relative to; the default, `.`, is relative to what the `build` itself is. */
function directoryFor(context: ComposeNode | undefined, build: MapNode | TextNode): string {
  return context?.kind === 'text' ? context.directory : build.directory;
}

function dockerfilePathOf(
  contextPath: string | undefined,
  dockerfile: SourceValue | undefined,
): string | undefined {
  if (contextPath === undefined || dockerfile?.unknown === true) return undefined;
  const name = dockerfile === undefined || dockerfile.value === '' ? 'Dockerfile' : dockerfile.value;
  if (isRemote(name)) return undefined;
  return pathBelow(contextPath === '' ? '' : posix.normalize(contextPath), name);
}

function argsOf(values: Values, variables: Variables): ReadonlyMap<string, SourceValue | undefined> {
  const args = new Map<string, SourceValue | undefined>();
  for (const node of items(values, 'args')) {
    const text = values.told(node);
    const at = text.value.indexOf('=');
    if (at >= 0) {
      args.set(text.value.slice(0, at), {
        ...text,
        value: text.value.slice(at + 1),
        written: afterEquals(text),
      });
      continue;
    }
    // A bare name takes its value over from the environment, and is left to the Dockerfile where there is none.
    const value = variables.values.get(text.value) ?? (isHidden(text.value, variables) ? null : undefined);
    if (value === null || text.unknown === true) args.set(text.value, { ...text, value: '', unknown: true });
    else args.set(text.value, value === undefined ? undefined : { ...text, value });
  }
  return args;
}

/** Whether nobody can say what the variable is. */
function isHidden(name: string, { values, unset }: Variables): boolean {
  return values.has(name) ? values.get(name) === null : unset === 'unknown';
}

function pairsOf(values: Values, key: string): ReadonlyMap<string, SourceValue> {
  const pairs = new Map<string, SourceValue>();
  for (const node of items(values, key)) {
    const text = values.told(node);
    const at = text.value.indexOf('=');
    if (at < 0) continue;
    pairs.set(text.value.slice(0, at), {
      ...text,
      value: text.value.slice(at + 1),
      written: afterEquals(text),
    });
  }
  return pairs;
}

function items(values: Values, key: string): readonly TextNode[] {
  const node = values.at('build', key);
  const list = node === undefined ? undefined : asList(node);
  return list?.kind === 'list' ? list.items.filter((item) => item.kind === 'text') : [];
}

function afterEquals({ written }: SourceValue): string {
  return written.slice(written.indexOf('=') + 1);
}
