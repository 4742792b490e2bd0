/** Nothing came in time. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';

  constructor(what: string, deadlineMs: number) {
    super(`${what}: nothing within ${deadlineMs} ms`);
  }
}

/** The promise, or a rejection when it has not settled in time. A late value goes to `tooLate`. */
export function withDeadline<T>(
  what: string,
  deadlineMs: number,
  promise: Promise<T>,
  tooLate: (value: T) => void = () => undefined,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let open = true;
    const timer = setTimeout(() => {
      open = false;
      reject(new DeadlineError(what, deadlineMs));
    }, deadlineMs);
    promise.then(
      (value) => {
        clearTimeout(timer);
        if (open) resolve(value);
        else tooLate(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}

export function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
