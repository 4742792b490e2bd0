/** What tells the time, and waits; milliseconds, counted from any moment. */
export interface Time {
  nowMs(): number;
  /** Calls once, later; what it gives back takes that back. */
  after(delayMs: number, then: () => void): () => void;
}

export function pause(time: Time, delayMs: number): Promise<void> {
  return new Promise((done) => {
    time.after(Math.max(0, delayMs), done);
  });
}

export class TooLate extends Error {}

/** A promise's value, or a failure that names it when it does not come in time. */
export function within<T>(
  time: Time,
  deadlineMs: number,
  what: string,
  value: Promise<T>,
): Promise<T> {
  return new Promise((keep, fail) => {
    const cancel = time.after(deadlineMs, () => {
      fail(new TooLate(`${what}: nothing came in ${deadlineMs} ms`));
    });
    value.then(
      (kept) => {
        cancel();
        keep(kept);
      },
      (reason: unknown) => {
        cancel();
        fail(reason instanceof Error ? reason : new Error(String(reason)));
      },
    );
  });
}
