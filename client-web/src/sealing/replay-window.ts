export const WINDOW_MESSAGES = 1_024;

/** Which of a stream's latest counters were seen, as RFC 4303 3.4.3 does it. */
export class ReplayWindow {
  #highest = -1;
  readonly #seen = new Set<number>();

  look(counter: number): 'new' | 'seen' | 'too-old' {
    if (counter <= this.#highest - WINDOW_MESSAGES) return 'too-old';
    return this.#seen.has(counter) ? 'seen' : 'new';
  }

  add(counter: number): void {
    this.#seen.add(counter);
    if (counter <= this.#highest) return;
    this.#highest = counter;
    if (this.#seen.size <= 2 * WINDOW_MESSAGES) return;
    for (const old of this.#seen) if (this.look(old) === 'too-old') this.#seen.delete(old);
  }
}
