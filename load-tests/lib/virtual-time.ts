import type { Time } from './time.ts';

/** Time that passes when a test says so. */
export class VirtualTime implements Time {
  #nowMs = 0;
  #alarms: { atMs: number; then: () => void }[] = [];

  nowMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, then: () => void): () => void {
    const alarm = { atMs: this.#nowMs + delayMs, then };
    this.#alarms.push(alarm);
    return () => {
      this.#alarms = this.#alarms.filter((other) => other !== alarm);
    };
  }

  get alarms(): number {
    return this.#alarms.length;
  }

  pass(delayMs: number): void {
    this.#nowMs += delayMs;
    const due = this.#alarms.filter((alarm) => alarm.atMs <= this.#nowMs);
    this.#alarms = this.#alarms.filter((alarm) => alarm.atMs > this.#nowMs);
    for (const alarm of due) alarm.then();
  }
}
