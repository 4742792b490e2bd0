import { expect, test } from 'vitest';
import { markdown, type RunSummary } from './report.ts';

const run = (ok: boolean): RunSummary => ({
  state: { testRunDurationMs: 12_345 },
  metrics: {
    ws_connecting: { type: 'trend', contains: 'time', values: { 'p(50)': 1, count: 3 } },
    joined: {
      type: 'rate',
      contains: 'default',
      values: { rate: 0.995, passes: 199, fails: 1 },
      thresholds: { 'rate>0.99': { ok } },
    },
    join_ms: { type: 'trend', contains: 'time', values: { count: 200, 'p(50)': 12.345 } },
    lost: { type: 'counter', contains: 'default', values: { count: 0, rate: 0 } },
  },
});

test('a report has the thresholds, the times and the counts, and not what is of k6', () => {
  const text = markdown('Storm', { ROOMS: 40 }, run(true), new Date('2026-11-21T08:00:00Z'));
  expect(text).toBe(`# Storm: passed

2026-11-21T08:00:00.000Z, 12.3 s.
\`ROOMS=40\`

| result | threshold |
| --- | --- |
| passed | joined: rate>0.99 |

| milliseconds | p(50) | count |
| --- | --- | --- |
| join_ms | 12.3 | 200 |

| count | value |
| --- | --- |
| joined | 99.50 % of 200 |
| lost | 0 |
`);
});

test('a threshold that was crossed is in the title', () => {
  const text = markdown('Storm', {}, run(false), new Date(0));
  expect(text).toContain('# Storm: FAILED');
  expect(text).toContain('| **failed** | joined: rate>0.99 |');
});
