// The table of docs/network-tests.md: each network for half a minute, then outages. `npm run network-table`.
import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { afterAll, inject, onTestFinished, test } from 'vitest';
import { NetworkRelay } from './network-relay';
import { framesPerSecond, gapsBetween, Watch, type Seen } from './network-watch';
import { seeAndHearEachOther } from './person';
import { Room } from './room';
import { figure, pause } from './until';

const OUT = resolve(import.meta.dirname, '../test-results/network-table.md');
const SETTLE_MS = 10_000;
const WATCHED_MS = 30_000;

const NETWORKS: [name: string, ...commands: string[]][] = [
  ['as good as none', 'both delay 5ms'],
  ['3 Mbit/s', 'both queue 100kB', 'both capacity 3Mbit/s', 'both delay 20ms'],
  ['800 kbit/s', 'both queue 60kB', 'both capacity 800kbit/s', 'both delay 20ms'],
  ['300 kbit/s', 'both queue 30kB', 'both capacity 300kbit/s', 'both delay 20ms'],
  ['5 % loss', 'both loss 5%', 'both delay 20ms'],
  ['100 ms delay', 'both delay 100ms'],
  [
    'bursts as of Wi-Fi',
    'both queue 100kB',
    'both capacity 5Mbit/s',
    'both delay 5ms',
    'both jitter 15ms',
    'both bursts 0.3% 15% 60%',
    'both stalls 100ms every 1s',
  ],
];

const OUTAGES_MS = [5_000, 12_000, 25_000];
const qualities: string[] = [];
const outages: string[] = [];

function qualityOf({ frameAtMs, looks }: Seen, from: number, to: number): string {
  const during = looks.filter(({ atMs }) => atMs >= from && atMs <= to);
  const [first, last] = [during[0], during.at(-1)];
  if (first === undefined || last === undefined) return '– | – | – | – | – | –';
  const heights = during.map(({ height }) => height).toSorted((one, other) => one - other);
  const trips = during
    .map(({ roundTripMs }) => roundTripMs)
    .filter((ms) => !Number.isNaN(ms))
    .toSorted((one, other) => one - other);
  const concealed =
    (last.concealedSeconds - first.concealedSeconds) / ((last.atMs - first.atMs) / 1_000);
  return [
    framesPerSecond(frameAtMs, from, to).toFixed(1),
    `${last.freezes - first.freezes} (${(last.frozenSeconds - first.frozenSeconds).toFixed(1)} s)`,
    `${(Math.max(...gapsBetween(frameAtMs, from, to)) / 1_000).toFixed(2)} s`,
    `${heights[0] ?? 0}–${heights.at(-1) ?? 0}, mostly ${heights[heights.length >> 1] ?? 0}`,
    `${(trips[trips.length >> 1] ?? NaN).toFixed(0)} (${(trips.at(-1) ?? NaN).toFixed(0)}) ms`,
    `${(100 * concealed).toFixed(1)} %`,
  ].join(' | ');
}

async function meet(...commands: string[]) {
  const network = await NetworkRelay.before(inject('server'));
  onTestFinished(() => network.close());
  await network.say(...commands);
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const ben = await room.joinedOver(network, 'Ben');
  await seeAndHearEachOther([ada, ben], 30_000);
  return { network, down: await Watch.begin(ben, ada), up: await Watch.begin(ada, ben) };
}

test.each(NETWORKS)(
  '%s',
  async (name, ...commands) => {
    const { down, up } = await meet(...commands);
    await pause(SETTLE_MS);
    const from = Date.now();
    await pause(WATCHED_MS);
    const to = Date.now();
    for (const [way, watch] of [
      ['down', down],
      ['up', up],
    ] as const) {
      const row = `| ${name} | ${way} | ${qualityOf(await watch.seen(), from, to)} |`;
      qualities.push(row);
      figure(row);
    }
  },
  120_000,
);

test.each(OUTAGES_MS)(
  'gone for %i ms',
  async (goneMs) => {
    const { network, down, up } = await meet('both delay 20ms');
    await pause(3_000);
    await network.say('cut');
    await pause(goneMs);
    await network.say('heal');
    const healed = Date.now();
    const took = await Promise.all([down.backAfter(healed, 40_000), up.backAfter(healed, 40_000)]);
    const row = `| ${goneMs / 1_000} s | ${took.map((ms) => `${(ms / 1_000).toFixed(2)} s`).join(' | ')} |`;
    outages.push(row);
    figure(row);
  },
  120_000,
);

afterAll(async () => {
  await mkdir(resolve(OUT, '..'), { recursive: true });
  const text = [
    '| network | way | frames per second | freezes | longest gap | lines | round trip, median (most) | sound made up |',
    '|---|---|---|---|---|---|---|---|',
    ...qualities,
    '',
    '| network gone for | what comes down is back after | what goes up |',
    '|---|---|---|',
    ...outages,
    '',
  ].join('\n');
  await writeFile(OUT, text);
  figure(`written to ${OUT}`);
});
