import { Definition } from './bake/definition.ts';
import type { BakeReading, BakeTarget, TargetFields } from './bake/model.ts';
import { Overrides } from './bake/override.ts';
import { Resolver } from './bake/resolve.ts';
import { directoryOf, isRemote, pathBelow } from './compose/files.ts';
import { decode } from './decode.ts';
import { shortened, someOf } from './problems.ts';
import { type RawMap, readRaw } from './raw.ts';
import type { Place, SourceProblem } from './reading.ts';
import { SourceText } from './source-text.ts';
import type { SourceValue } from './source-value.ts';

export type { BakeReading, BakeTarget } from './bake/model.ts';

export interface BakeOptions {
  /** Relative to the workspace, with forward slashes; every place carries it. */
  readonly file: string;
  /** Variables of the environment; they go before the defaults in the file. */
  readonly variables?: Readonly<Record<string, string>>;
  /** What is asked for: targets and groups. `default` when left out, or every target where there is no `default`. */
  readonly targets?: readonly string[];
  /** What contexts are relative to: where bake is run. The directory of the file when left out. */
  readonly directory?: string;
  /** What `--set` says: `target-pattern.key=value`. It goes before the file; its values keep their own places. */
  readonly set?: readonly SourceValue[];
}

const HCL_REMEDY = (file: string) =>
  `Print it, and check what is printed: docker buildx bake --file ${file} --print > bake.json`;

/**
 * Reads what `docker buildx bake --print` writes, or a bake file in JSON: groups, targets with what they inherit, and
 * variables with their defaults. Expressions with anything but a variable need bake itself, and so does a file in HCL: that
 * becomes a problem that says how to print it. Never throws for what stands in the file.
 * Source: docker/buildx `bake/bake.go`.
 */
export function readBake(content: string | Uint8Array, options: BakeOptions): BakeReading {
  const { file } = options;
  const decoded = decode(content, file);
  if ('problem' in decoded) return nothing(file, decoded.problem);
  const source = new SourceText(file, decoded.text);
  if (/\.hcl$/i.test(file)) {
    return nothing(file, {
      code: 'bake-not-printed',
      message: `${file} is in HCL, which only bake can read.`,
      remedy: HCL_REMEDY(file),
      place: { file, line: 1, column: 1 },
    });
  }
  const root = rootOf(source);
  return 'problem' in root ? nothing(file, root.problem) : readRoot(source, root.map, options);
}

function readRoot(source: SourceText, root: RawMap, options: BakeOptions): BakeReading {
  const problems: SourceProblem[] = [];
  const definition = new Definition(source, root, options.variables ?? {}, problems);
  const resolver = new Resolver(definition, new Overrides(options.set ?? [], options.variables ?? {}));
  const groups = new Map([...definition.groups.keys()].map((name) => [name, resolver.members(name)]));
  const known = (name: string) => groups.has(name) || definition.targets.has(name);
  const asked = options.targets ?? (known('default') ? ['default'] : [...definition.targets.keys()]);
  for (const name of asked) {
    if (known(name)) continue;
    const names = someOf([...groups.keys(), ...definition.targets.keys()].map((each) => shortened(each, 60)));
    definition.syntax(
      { file: source.file, line: 1, column: 1 },
      `There is no target or group "${shortened(name)}" in this file`,
      `Ask for one of these: ${names.join(', ')}.`,
    );
  }
  const reached = resolver.reached(asked, groups);
  const directory = options.directory ?? directoryOf(source.file);
  const targets = [...definition.targets].flatMap(([name, { place }]): readonly BakeTarget[] => {
    const fields = resolver.fields(name);
    return fields === undefined ? [] : [targetOf(name, place, fields, reached.has(name), directory)];
  });
  return {
    file: source.file,
    groups,
    targets,
    problems: [...problems].sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column),
    line: (number) => source.line(number),
  };
}

function targetOf(
  name: string,
  place: Place,
  fields: TargetFields,
  reachable: boolean,
  directory: string,
): BakeTarget {
  const {
    context: given,
    dockerfile,
    dockerfileInline,
    target,
    args,
    contexts,
    platforms = [],
    tags = [],
  } = fields;
  const context = given === undefined || given.value === '' ? { value: '.', written: '.', place } : given;
  const unknown = given?.unknown === true;
  const contextPath = unknown ? undefined : pathBelow(directory, context.value);
  const dockerfileName = dockerfile?.value || 'Dockerfile';
  const hasFile =
    contextPath !== undefined &&
    dockerfileInline === undefined &&
    dockerfile?.unknown !== true &&
    !isRemote(dockerfileName);
  const dockerfilePath = hasFile ? pathBelow(contextPath, dockerfileName) : undefined;
  return {
    name,
    place,
    reachable,
    context: unknown ? (given ?? context) : context,
    args,
    contexts,
    platforms,
    tags,
    ...(contextPath === undefined ? {} : { contextPath }),
    ...(dockerfile === undefined ? {} : { dockerfile }),
    ...(dockerfilePath === undefined ? {} : { dockerfilePath }),
    ...(dockerfileInline === undefined ? {} : { dockerfileInline }),
    ...(target === undefined ? {} : { target }),
  };
}

/** The object that the file is; JSON is held to JSON's own rules, as YAML would take more. */
function rootOf(source: SourceText): { readonly map: RawMap } | { readonly problem: SourceProblem } {
  const { file, text } = source;
  const start = { file, line: 1, column: 1 };
  const remedy = 'Write JSON: {"target": {"app": {"context": "."}}}.';
  const raw = readRaw(source);
  let fault: string | undefined;
  try {
    JSON.parse(text);
  } catch (error) {
    fault = error instanceof Error ? error.message : String(error);
  }
  if ('problem' in raw || fault !== undefined) {
    const offset = Number(/position (\d+)/.exec(fault ?? '')?.[1] ?? Number.NaN);
    const place = Number.isNaN(offset) ? start : source.place(offset, offset);
    const at = 'problem' in raw ? raw.problem.place : place;
    return {
      problem: { code: 'bake-syntax', message: `${file} is no JSON that can be read.`, remedy, place: at },
    };
  }
  const [map] = raw.documents;
  if (map?.kind === 'map') return { map };
  return { problem: { code: 'bake-syntax', message: `${file} is no JSON object.`, remedy, place: start } };
}

function nothing(file: string, problem: SourceProblem): BakeReading {
  return { file, groups: new Map(), targets: [], problems: [problem], line: () => undefined };
}
