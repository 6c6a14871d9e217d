import { CheckError } from '../errors.ts';
import { nearestName } from '../hosts/nearest.ts';
import { clip, visible } from '../report/visible.ts';
import type { InputName } from './input-names.ts';
import { booleanOf, hasBlankItem, linesOf, listOf, pairOf } from './input-text.ts';

const SHOWN = 100;

/** Reads inputs one by one and collects what is wrong with them, so that all of it can be told at once. */
export class InputReader {
  readonly #given: ReadonlyMap<string, string>;
  readonly #faults: string[] = [];

  constructor(given: ReadonlyMap<string, string>) {
    this.#given = given;
  }

  text(name: InputName): string | undefined {
    return this.#given.get(name);
  }

  list(name: InputName): readonly string[] {
    try {
      return listOf(this.text(name) ?? '');
    } catch (error) {
      this.fault(
        name,
        `${(error as Error).message}; it takes a list, one item a line or with commas between`,
      );
      return [];
    }
  }

  /** A list of paths and patterns: a blank one would be left out, and the usual places searched in its stead. */
  paths(name: InputName): readonly string[] {
    const before = this.#faults.length;
    const items = this.list(name);
    if (this.#faults.length === before && hasBlankItem(this.text(name) ?? '')) {
      this.fault(
        name,
        `an item of ${quoted(this.text(name) ?? '')} is an empty path, as a variable that is not set makes it`,
      );
    }
    return items;
  }

  choice<const T extends string>(name: InputName, choices: readonly T[], otherwise: T): T {
    const text = this.text(name);
    if (text === undefined) return otherwise;
    const found = choices.find((choice) => choice === text.toLowerCase());
    if (found === undefined) {
      this.fault(name, `it takes ${alternatives(choices)}, not ${quoted(text)}${meant(text, choices)}`);
    }
    return found ?? otherwise;
  }

  boolean(name: InputName, otherwise: boolean): boolean {
    const text = this.text(name);
    if (text === undefined) return otherwise;
    const value = booleanOf(text);
    if (value === undefined) this.fault(name, `it takes true or false, not ${quoted(text)}`);
    return value ?? otherwise;
  }

  seconds(name: InputName, otherwise: number, most: number): number {
    const text = this.text(name);
    if (text === undefined) return otherwise;
    const value = Number(text);
    if (value > 0 && value <= most) return value;
    this.fault(name, `it takes a number of seconds above 0 and up to ${most}, not ${quoted(text)}`);
    return otherwise;
  }

  /** A whole number from 1 on. */
  whole(name: InputName, otherwise: number, most: number): number {
    const text = this.text(name);
    if (text === undefined) return otherwise;
    const value = /^\d+$/.test(text) ? Number(text) : 0;
    if (value > 0 && value <= most) return value;
    this.fault(name, `it takes a whole number from 1 to ${most}, not ${quoted(text)}`);
    return otherwise;
  }

  /** The `NAME=VALUE` lines of an input; lines without `=` have no value. */
  pairs(name: InputName): readonly { readonly name: string; readonly value: string | undefined }[] {
    return linesOf(this.text(name) ?? '').map(pairOf);
  }

  fault(name: InputName, what: string): void {
    this.#faults.push(`Input \`${name}\`: ${what}.`);
  }

  /** Throws `input-invalid` with every fault that was found, one a line. */
  throwFaults(): void {
    if (this.#faults.length === 0) return;
    throw new CheckError(
      'input-invalid',
      this.#faults.join('\n'),
      'Correct them under `with:` of this step; action.yml tells what each input takes.',
    );
  }
}

/** A value as it was given, fit for a message. */
export function quoted(text: string): string {
  return `\`${clip(visible(text), SHOWN)}\``;
}

/** ` (did you mean …?)`, or nothing. */
export function meant(text: string, known: Iterable<string>): string {
  const nearest = nearestName(text, known);
  return nearest === undefined ? '' : ` (did you mean \`${nearest}\`?)`;
}

/** `a, b or c` */
export function alternatives(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
