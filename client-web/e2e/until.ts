const PAUSE_MS = 100;

export function pause(ms: number): Promise<void> {
  return new Promise((go) => setTimeout(go, ms));
}

/** Asks again and again; says what it waited for when the time is over. */
export async function until(
  what: string,
  withinMs: number,
  isSo: () => Promise<boolean>,
): Promise<void> {
  const began = performance.now();
  while (!(await isSo())) {
    if (performance.now() - began > withinMs) throw new Error(`not within ${withinMs} ms: ${what}`);
    await pause(PAUSE_MS);
  }
}

/** A figure for whoever reads the output. */
export function figure(text: string): void {
  process.stdout.write(`  · ${text}\n`);
}
