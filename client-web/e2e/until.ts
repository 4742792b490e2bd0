import { readFile } from 'node:fs/promises';

const PAUSE_MS = 100;
const QUIET_LOOK_MS = 500;

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

/** Ticks of all cores since the start: idle ones, and all. proc(5): user nice system idle iowait … */
async function ticks(): Promise<{ idle: number; all: number }> {
  const [line = ''] = (await readFile('/proc/stat', 'utf8')).split('\n');
  const counts = line.split(/\s+/).slice(1, 9).map(Number);
  return { idle: (counts[3] ?? 0) + (counts[4] ?? 0), all: counts.reduce((a, b) => a + b, 0) };
}

/** Waits until the machine has nothing much to do, or as long as it takes to give up on that. */
export async function quietMachine(withinMs: number): Promise<void> {
  const began = performance.now();
  let before = await ticks();
  while (performance.now() - began < withinMs) {
    await pause(QUIET_LOOK_MS);
    const now = await ticks();
    if (now.idle - before.idle > (now.all - before.all) / 2) return;
    before = now;
  }
}
