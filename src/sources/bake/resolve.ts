import { shortened, someOf } from '../problems.ts';
import type { SourceValue } from '../source-value.ts';
import { type Definition, field } from './definition.ts';
import type { TargetFields } from './model.ts';
import type { Overrides } from './override.ts';

const NO_FIELDS: TargetFields = { args: new Map(), contexts: new Map() };

/** Works out what targets inherit, what is said of them beside the file, and what groups hold. */
export class Resolver {
  readonly #definition: Definition;
  readonly #overrides: Overrides;
  readonly #known = new Map<string, TargetFields | undefined>();
  #depth = 0;

  constructor(definition: Definition, overrides: Overrides) {
    this.#definition = definition;
    this.#overrides = overrides;
  }

  /** Everything of one target; in a circle a target inherits nothing from itself, as bake has it. */
  fields(name: string): TargetFields | undefined {
    if (this.#known.has(name)) return this.#known.get(name);
    this.#known.set(name, undefined);
    const block = this.#definition.targets.get(name);
    if (block === undefined) return undefined;
    let fields = NO_FIELDS;
    // Longer chains are nobody's.
    if (this.#depth < 100) {
      this.#depth++;
      for (const parent of this.#definition.texts(block.body, 'inherits') ?? []) {
        if (parent.unknown === true) continue;
        if (!this.#definition.targets.has(parent.value)) this.#missing(parent, 'target');
        const inherited = this.fields(parent.value);
        if (inherited !== undefined) fields = over(fields, inherited);
      }
      this.#depth--;
    }
    const whole = this.#overrides.over(name, over(fields, this.#own(name)));
    this.#known.set(name, whole);
    return whole;
  }

  /** The names in a group. */
  members(group: string): readonly string[] {
    const block = this.#definition.groups.get(group);
    const names = block === undefined ? [] : (this.#definition.texts(block.body, 'targets') ?? []);
    return names.flatMap((name) => {
      if (name.unknown === true) return [];
      const { targets, groups } = this.#definition;
      if (targets.has(name.value) || groups.has(name.value)) return [name.value];
      this.#missing(name, 'target or group');
      return [];
    });
  }

  /** The targets that are built when these names are asked for: groups opened, and links by `target:` followed. */
  reached(names: readonly string[], groups: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
    const reached = new Set<string>();
    const opened = new Set<string>();
    const waiting = [...names];
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      const members = groups.get(name);
      if (members !== undefined) {
        if (!opened.has(name)) waiting.push(...members);
        opened.add(name);
        continue;
      }
      if (reached.has(name)) continue;
      reached.add(name);
      for (const { value, unknown } of this.fields(name)?.contexts.values() ?? []) {
        if (unknown !== true && value.startsWith('target:')) waiting.push(value.slice('target:'.length));
      }
    }
    return reached;
  }

  #own(name: string): TargetFields {
    const definition = this.#definition;
    const body = definition.targets.get(name)?.body;
    if (body === undefined) return NO_FIELDS;
    const matrix = field(body, 'matrix');
    if (matrix !== undefined) {
      definition.notPrinted(
        definition.place(matrix),
        `The target ${shortened(name)} is many, by its matrix, which only bake can write out`,
      );
      return NO_FIELDS;
    }
    const given = {
      context: definition.text(body, 'context'),
      dockerfile: definition.text(body, 'dockerfile'),
      dockerfileInline: definition.text(body, 'dockerfile-inline'),
      target: definition.text(body, 'target'),
      platforms: definition.texts(body, 'platforms'),
      tags: definition.texts(body, 'tags'),
    };
    const set = Object.entries(given).filter(([, value]) => value !== undefined);
    return {
      ...(Object.fromEntries(set) as Partial<TargetFields>),
      args: definition.pairs(body, 'args'),
      contexts: definition.pairs(body, 'contexts'),
    };
  }

  #missing({ value, place }: SourceValue, what: string): void {
    const names = someOf([...this.#definition.targets.keys()].map((name) => shortened(name, 60))).join(', ');
    this.#definition.syntax(
      place,
      `There is no ${what} ${shortened(value)}`,
      names === '' ? 'Add it under "target".' : `Name one of the targets: ${names}.`,
    );
  }
}

/** Source: `Target.Merge` in buildx's `bake/bake.go`. */
function over(below: TargetFields, above: TargetFields): TargetFields {
  return {
    ...below,
    ...above,
    args: new Map([...below.args, ...above.args]),
    contexts: new Map(
      [...below.contexts, ...above.contexts].filter(([, { value, unknown }]) => value !== '' || unknown),
    ),
  };
}
