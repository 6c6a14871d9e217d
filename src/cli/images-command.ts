import { readNamedImages } from '../demands/named-images.ts';
import { CheckError } from '../errors.ts';
import type { ResolvedImage } from '../images/model.ts';
import { createResolver } from '../images/resolve.ts';
import { unusedArgumentText } from '../pairing/unused-arguments.ts';
import { plainJson, plainLine } from '../report/plain.ts';
import type { ImageUse } from '../sources/reading.ts';
import { formatWindowsVersion } from '../windows/version.ts';
import { choose, parseOptions } from './options.ts';
import type { Terminal } from './terminal.ts';
import { buildArgsOf, WORLD_OPTIONS, worldOf } from './world-options.ts';

/** One row of the list, in the order of its fields. */
interface ImageRow {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly role: ImageUse['role'];
  readonly stage: string | null;
  /** As the builder takes it, after all variables. */
  readonly reference: string;
  readonly os: string | null;
  /** `10.0.20348` or with a revision; several where the reference is an index. */
  readonly version: string | null;
  readonly tag: string | null;
}

/** Every image that the files name. What cannot be read is told on stderr; the list holds the rest. */
export async function imagesCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseOptions('images', args, {
    ...WORLD_OPTIONS,
    'build-arg': { type: 'string', multiple: true },
    target: { type: 'string' },
    format: { type: 'string' },
  });
  const format = choose('--format', values.format, ['text', 'json'], 'text');
  const mode = choose('--resolve', values.resolve, ['tags', 'auto', 'registry'], 'tags');
  const buildArgs = buildArgsOf(values['build-arg'] ?? [], terminal);
  const world = worldOf(values, terminal);

  const { readings, unmatched, unused } = await readNamedImages(
    {
      workspace: terminal.workingDirectory,
      paths: positionals,
      buildArgs,
      ...(values.target === undefined ? {} : { target: values.target }),
    },
    world,
  );
  const nothing = {
    inspect: () => Promise.reject(new Error('No registry may be asked with --resolve tags.')),
  };
  const resolver = createResolver({ mode, registry: mode === 'tags' ? nothing : await world.registry() });

  const uses = readings.flatMap((reading) => reading.uses);
  const rows = await Promise.all(uses.map(async (use) => rowOf(use, await resolved(use))));
  const list = format === 'json' ? `${plainJson(rows, 2)}\n` : rows.map(lineOf).join('');
  await terminal.write(list);

  if (readings.length === 0 && unmatched.length === 0) terminal.tell('No Dockerfile was found.');
  for (const argument of unused) terminal.tell(unusedArgumentText(argument));
  for (const pattern of unmatched) terminal.tell(`${pattern} matches no file`);
  const problems = readings.flatMap((reading) => reading.problems);
  for (const { place, message } of problems) {
    terminal.tell(`${place.file}:${place.line}:${place.column}: ${message}`);
  }
  const unread = problems.some(({ code }) => UNREAD.has(code));
  return unread || unmatched.length > 0 ? 3 : 0;

  async function resolved(use: ImageUse): Promise<ResolvedImage | undefined> {
    try {
      return await resolver.resolve(use.reference);
    } catch (thrown) {
      if (thrown instanceof CheckError && thrown.code === 'reference-invalid') return undefined;
      throw thrown;
    }
  }
}

const UNREAD: ReadonlySet<string> = new Set(['file-unreadable', 'file-not-text', 'file-too-large']);

function rowOf(use: ImageUse, resolved: ResolvedImage | undefined): ImageRow {
  const facts = resolved === undefined ? {} : told(resolved);
  return {
    file: use.place.file,
    line: use.place.line,
    column: use.place.column,
    role: use.role,
    stage: use.stage ?? null,
    reference: use.reference,
    os: facts.os ?? null,
    version: facts.version ?? null,
    tag: resolved?.reference.tag ?? null,
  };
}

function told(resolved: ResolvedImage): { os?: string; version?: string } {
  if (resolved.kind === 'unread') {
    const { version, saysWindows } = resolved.tag;
    return {
      ...(saysWindows ? { os: 'windows' } : {}),
      ...(version === undefined ? {} : { version: formatWindowsVersion(version) }),
    };
  }
  const systems = [...new Set(resolved.entries.map((entry) => entry.platform.os))];
  const versions = [...new Set(resolved.entries.flatMap((entry) => entry.platform.osVersion ?? []))];
  return {
    ...(systems.length > 0 ? { os: systems.join(', ') } : {}),
    ...(versions.length > 0 ? { version: versions.join(', ') } : {}),
  };
}

function lineOf(row: ImageRow): string {
  const windows = [row.os, row.version].filter((part) => part !== null).join(' ');
  const kind = row.role === 'service' ? '' : 'stage ';
  const stage = row.stage === null ? '' : ` (${kind}${row.stage})`;
  const told = windows === '' ? '' : ` [${windows}]`;
  return `${plainLine(`${row.file}:${row.line}:${row.column}: ${row.role}${stage} ${row.reference}${told}`)}\n`;
}
