// What a storm of 500 people in 100 rooms leaves in the heap: nothing.
import { readlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { startServer, type Server } from '../../client-web/e2e/server.ts';
import { k6, load, run } from './k6.ts';

const REPORTS = resolve(import.meta.dirname, '../reports');

/** However long it takes: the first one finds a server that has just started. */
const PATIENT = { P95_MS: 10_000, P99_MS: 10_000 };

const STORM = { ROOMS: 100, USERS: 5, RAMP: 10, HOLD: 5, MIN_SUCCESS: 1, ...PATIENT };

/** Storms of which each must leave the heap as the warm-up did. */
const STORMS = Number(process.env.STORMS ?? 2);

const MOST_GROWTH = 1.1;

/** Longer than the grace time, so that no alarm holds anything any more. */
const SETTLE_MS = 20_000;

const STORM_DEADLINE_MS = 120_000;

const timeout = (1 + STORMS) * STORM_DEADLINE_MS;

test('the heap is back after a storm', { timeout }, async () => {
  // The launcher becomes the server: it has the id that this shell had.
  const server = await startServer({ within: ['sh', '-c', 'echo "process $$"; exec "$0"'] });
  onTestFinished(() => server.stop());
  const pid = /^process (\d+)$/m.exec(server.log())?.[1];
  if (pid === undefined) throw new Error(`no process id:\n${server.log()}`);

  const lines: string[] = [];
  const heaps: number[] = [];
  for (let at = 0; at <= STORMS; at++) {
    const storm = await k6('join-storm', server.url, STORM, `after-storm-${at}.md`);
    expect(storm.passed, storm.output).toBe(true);
    await pause(SETTLE_MS);
    const histogram = await liveObjects(pid);
    await writeFile(`${REPORTS}/after-storm-${at}.txt`, histogram);
    const heap = total(histogram);
    heaps.push(heap);
    lines.push(await row(at, heap, server));
  }
  await writeFile(`${REPORTS}/after-storm.md`, report(lines));
  console.log(report(lines));

  const [warm = NaN, ...later] = heaps;
  for (const heap of later) expect(heap / warm).toBeLessThan(MOST_GROWTH);
});

/** What is alive after a full collection, class by class; asking for it makes one more. */
async function liveObjects(pid: string): Promise<string> {
  const jcmd = join(dirname(await readlink(`/proc/${pid}/exe`)), 'jcmd');
  await run(jcmd, pid, 'GC.run');
  return run(jcmd, pid, 'GC.class_histogram');
}

/** Bytes, without what the collector fills gaps with. */
function total(histogram: string): number {
  const sum = /^Total\s+\d+\s+(\d+)\s*$/m.exec(histogram)?.[1];
  if (sum === undefined) throw new Error(`no total in the histogram:\n${histogram}`);
  const fillers = histogram.matchAll(/^\s*\d+:\s+\d+\s+(\d+)\s+\S*jdk\.internal\.vm\.Filler/gm);
  return [...fillers].reduce((rest, [, bytes]) => rest - Number(bytes), Number(sum));
}

async function row(at: number, heap: number, server: Server): Promise<string> {
  const name = at === 0 ? 'warm-up' : String(at);
  const resident = (await server.residentMb()).toFixed(0);
  return `| ${name} | ${(heap / 1_000_000).toFixed(2)} | ${resident} | ${load()} |`;
}

function report(lines: readonly string[]): string {
  return [
    '# After the storm',
    '',
    `${STORM.ROOMS * STORM.USERS} people in ${STORM.ROOMS} rooms came, stayed and left, ${STORMS + 1} times.`,
    '',
    '| storm | live heap, MB | resident, MB | load average |',
    '| --- | --- | --- | --- |',
    ...lines,
    '',
  ].join('\n');
}
