import exec from 'k6/execution';
import { clearTimeout, setTimeout } from 'k6/timers';
import type { Time } from '../lib/time.ts';

/** The time of a virtual user; finer than milliseconds, and never set back. */
export const time: Time = {
  nowMs: () => exec.instance.currentTestRunDuration,
  after(delayMs, then) {
    const alarm = setTimeout(then, delayMs);
    return () => {
      clearTimeout(alarm);
    };
  },
};
