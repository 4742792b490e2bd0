// Each scenario once, small: that it still fits the server, not how fast the server is.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type Server } from '../../client-web/e2e/server.ts';
import { k6 } from './k6.ts';

/** A machine that is busy with other tests may take its time. */
const PATIENT = { P95_MS: 3_000, P99_MS: 5_000 };

let server: Server;

beforeAll(async () => {
  server = await startServer();
});

afterAll(() => server.stop());

test.each([
  ['join-storm', { ROOMS: 5, USERS: 4, RAMP: 1, HOLD: 1 }],
  ['waiting-room', { ROOMS: 3, GUESTS: 1, RAMP: 0 }],
  ['churn', { ROOMS: 3, USERS: 5, ROUNDS: 1, AWAY: 1, LOST: 0 }],
  ['chat', { ROOMS: 3, USERS: 3, RATE: 2, DURATION: 3 }],
  ['abuse', { ROOMS: 2, USERS: 2, BAD: 1, DURATION: 2 }],
])('%s', async (scenario, settings) => {
  const run = await k6(scenario, server.url, { ...PATIENT, ...settings }, `smoke-${scenario}.md`);
  expect(run.passed, run.output).toBe(true);
});
