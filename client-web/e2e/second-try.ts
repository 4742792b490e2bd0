// Real time, real browsers and few processors: a test that another process starved is tried again when the machine
// has become quiet, and what had to be tried again is told.
import { beforeEach } from 'vitest';
import { figure, quietMachine } from './until';

const PATIENCE_MS = 30_000;

beforeEach(async ({ task }) => {
  const { retryCount, errors } = task.result ?? {};
  if ((retryCount ?? 0) === 0) return;
  figure(`once more, as “${errors?.at(-1)?.message ?? 'it failed'}”: ${task.name}`);
  await quietMachine(PATIENCE_MS);
}, PATIENCE_MS + 10_000);
