// Real time, real browsers and two cores: a test that another process starved is tried again, once the machine
// has processor time to spare, and what had to be tried again is told.
import { readFile } from 'node:fs/promises';
import { beforeEach } from 'vitest';
import { figure } from './until';

/** Share of the last ten seconds in which somebody waited for a processor, in percent. */
const CALM_PERCENT = 40;
const PATIENCE_MS = 30_000;
const PAUSE_MS = 1_000;

/** As the kernel has it (Documentation/accounting/psi.rst), null where it does not tell. */
async function processorPressure(): Promise<number | null> {
  const told = await readFile('/proc/pressure/cpu', 'utf8').catch(() => '');
  const percent = /^some avg10=([\d.]+)/m.exec(told)?.[1];
  return percent === undefined ? null : Number(percent);
}

async function becomesCalm(): Promise<void> {
  const began = performance.now();
  for (;;) {
    const pressure = await processorPressure();
    if (pressure !== null && pressure < CALM_PERCENT) return;
    if (performance.now() - began > PATIENCE_MS) return;
    await new Promise((go) => setTimeout(go, PAUSE_MS));
  }
}

beforeEach(async ({ task }) => {
  const { retryCount, errors } = task.result ?? {};
  if ((retryCount ?? 0) === 0) return;
  const pressure = await processorPressure();
  figure(`once more, as “${errors?.at(-1)?.message ?? 'it failed'}”: ${task.name}`);
  figure(`processes waited for a processor ${pressure ?? '?'} % of the last ten seconds`);
  await becomesCalm();
}, PATIENCE_MS + 10_000);
