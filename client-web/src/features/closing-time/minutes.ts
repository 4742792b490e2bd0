const MINUTE_MS = 60_000;

/** Whole minutes to tell people, never none. */
export function minutesOf(remainingMs: number): number {
  return Math.max(1, Math.ceil(remainingMs / MINUTE_MS));
}
