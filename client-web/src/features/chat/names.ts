const MAX_CHARS = 64;
/** Control characters, and those that turn the direction of what stands around them. */
const INVISIBLE = /[\p{Cc}\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;
const MAX_NAMES = 1_000;

export function tidy(name: string): string {
  return name.replace(INVISIBLE, '').trim().slice(0, MAX_CHARS);
}

/** Tells people of the same name apart: the second one to turn up is number 2, and stays so. */
export class Names {
  readonly #idsByName = new Map<string, string[]>();

  /** @returns which of the people of this name it is, from 1 */
  numberOf(userId: string, name: string): number {
    const folded = tidy(name).normalize('NFKC').toLowerCase();
    const ids = this.#idsByName.get(folded) ?? [];
    const at = ids.indexOf(userId);
    if (at >= 0) return at + 1;
    if (this.#idsByName.size < MAX_NAMES && ids.length < MAX_NAMES) {
      this.#idsByName.set(folded, [...ids, userId]);
    }
    return ids.length + 1;
  }
}
