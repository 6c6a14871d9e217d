/**
 * How much reading one workflow may take: small files can ask for very much, by matrices, workflows that call each other and
 * aliases. Counted are legs, steps and the characters that expressions make, so that it does not hang on the machine.
 */
export class Budget {
  #left = 6_000_000;

  /** False when nothing is left. */
  spend(characters: number): boolean {
    this.#left -= characters;
    return this.#left > 0;
  }

  get spent(): boolean {
    return this.#left <= 0;
  }
}

/** What a step costs beside its texts, a command in it, one more where it uses a local action, and a leg beside its steps. */
export const STEP = 20;
export const COMMAND = 60;
export const ACTION = 100;
export const LEG = 200;
