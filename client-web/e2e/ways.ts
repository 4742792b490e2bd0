import { expect } from 'vitest';
import type { Person } from './person';
import type { Way } from './probe';
import { until } from './until';

/** A browser takes the first way that works, and goes over to a better one as soon as that does. */
const SETTLED_WITHIN_MS = 10_000;

async function waysOf(people: Person[]): Promise<Way[]> {
  const ways = people.map(({ page }) => page.evaluate(() => window.probe.ways()));
  return (await Promise.all(ways)).flat();
}

/** By which ways people have media, when these are all by TURN over a protocol, or all straight (null). */
export async function settledWays(people: Person[], relayProtocol: string | null): Promise<Way[]> {
  let ways: Way[] = [];
  await until('each way is the best one', SETTLED_WITHIN_MS, async () => {
    ways = await waysOf(people);
    return ways.length > 0 && ways.every((way) => way.relayProtocol === relayProtocol);
  }).catch((error: unknown) => {
    expect(ways, String(error)).toEqual([]);
  });
  return ways;
}

/** For a reader. */
export function told(ways: Way[]): string {
  const texts = ways.map(({ protocol, relayProtocol, address, port }) => {
    const relayed = relayProtocol === null ? '' : ` by TURN over ${relayProtocol}`;
    return `${protocol} ${address} ${port}${relayed}`;
  });
  return [...new Set(texts)].join(', ');
}
