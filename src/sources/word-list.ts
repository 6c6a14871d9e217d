import { isSpace } from './characters.ts';

/** Collects the words of one text; characters of quotes, escapes and literal parts never split. */
export class WordList {
  readonly #words: string[] = [];
  #current = '';

  add(text: string): void {
    for (const character of text) {
      if (!isSpace(character.codePointAt(0) ?? 0)) this.#current += character;
      else this.#flush();
    }
  }

  addRaw(text: string): void {
    this.#current += text;
  }

  finish(): readonly string[] {
    this.#flush();
    return this.#words;
  }

  #flush(): void {
    if (this.#current !== '') this.#words.push(this.#current);
    this.#current = '';
  }
}
