/** What somebody heard of the others' numbered messages: each once, each sender's in order. */
export class Deliveries {
  readonly #last = new Map<string, number>();
  #received = 0;
  #disordered = 0;

  /** @param at the number of the sender's message, from 0 */
  heard(sender: string, at: number): void {
    this.#received++;
    if (at !== (this.#last.get(sender) ?? -1) + 1) this.#disordered++;
    this.#last.set(sender, at);
  }

  get received(): number {
    return this.#received;
  }

  /** Messages that did not follow the one before them: repeated, late, or after a gap. */
  get disordered(): number {
    return this.#disordered;
  }
}
