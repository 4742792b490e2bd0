import { sleep } from 'k6';
import http from 'k6/http';
import { Counter, Rate } from 'k6/metrics';
import { GAUGES, gaugesIn, isEmpty } from '../lib/gauges.ts';
import { BASE_URL } from './settings.ts';
import { disconnectAll } from './wire.ts';

const EMPTY_DEADLINE_MS = 40_000;

/** Rooms whose script ran to its end. */
const completed = new Counter('rooms_completed');

const emptyAfterwards = new Rate('server_empty_afterwards');

export const TREND_STATS = ['p(50)', 'p(95)', 'p(99)', 'max', 'count'];

/** What every scenario asks for: that nothing broke, and that the server is empty at the end. */
export function commonThresholds(rooms: number): Record<string, string[]> {
  return {
    rooms_completed: [`count==${rooms}`],
    server_empty_afterwards: ['rate==1'],
  };
}

/** Runs a room's script; a failure is told, and counts. */
export async function completes(script: () => Promise<void>): Promise<void> {
  try {
    await script();
    completed.add(1);
  } catch (failure) {
    tell(failure);
  } finally {
    await disconnectAll();
  }
}

export function tell(failure: unknown): void {
  console.error(failure instanceof Error ? failure.message : String(failure));
}

/** A setup: with others on the server nothing could be told by its gauges. */
export function setup(): void {
  // k6 does not judge a metric that nobody added to.
  completed.add(0);
  const somebody = whoIsLeft();
  if (somebody !== null) throw new Error(`${BASE_URL} is no empty server: ${somebody}`);
}

/** A teardown: the rooms, the participants and the sockets are gone. */
export function teardown(): void {
  const somebody = whoIsLeft();
  emptyAfterwards.add(somebody === null);
  if (somebody !== null) tell(`not empty afterwards: ${somebody}`);
}

/** Null once nobody is there any more; otherwise what there is after some time. */
function whoIsLeft(): string | null {
  const deadline = Date.now() + EMPTY_DEADLINE_MS;
  for (;;) {
    const { status, body } = http.get(`${BASE_URL}/metrics`, { tags: { name: 'metrics' } });
    if (status !== 200 || typeof body !== 'string') return `it does not answer (${status})`;
    if (isEmpty(body)) return null;
    if (Date.now() > deadline) return gauges(body);
    sleep(0.25);
  }
}

function gauges(text: string): string {
  const values = gaugesIn(text);
  return GAUGES.map((name) => `${name} ${values[name]}`).join(', ');
}
