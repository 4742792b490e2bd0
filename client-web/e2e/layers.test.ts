// Of what people send only that is sent on, and made, which somebody sees.
import { expect, test } from 'vitest';
import { hears, sees, type Person } from './person';
import { Room } from './room';
import { figure, pause, until } from './until';

const LOOK_MS = 300;

/** Which layers of somebody's camera are being sent: those whose bytes rise between two looks. */
async function layersSent({ page }: Person): Promise<boolean[]> {
  const before = await page.evaluate(() => window.probe.cameraBytesSent());
  await pause(LOOK_MS);
  const after = await page.evaluate(() => window.probe.cameraBytesSent());
  return after.map((bytes, layer) => bytes > (before[layer] ?? 0));
}

/** Waits until somebody sends these layers; milliseconds it took. */
async function sends(
  sender: Person,
  what: string,
  withinMs: number,
  right: (layers: boolean[]) => boolean,
): Promise<number> {
  const began = performance.now();
  await until(`${sender.name} sends ${what}`, withinMs, async () =>
    right(await layersSent(sender)),
  );
  const took = performance.now() - began;
  figure(`${sender.name} sends ${what} after ${took.toFixed(0)} ms`);
  return took;
}

const upper = (layers: boolean[]): boolean => layers.slice(1).some(Boolean);
const lowestOnly = (layers: boolean[]): boolean => layers[0] === true && !upper(layers);
const nothing = (layers: boolean[]): boolean => layers.length > 0 && !layers.some(Boolean);

async function chooses(person: Person, item: string): Promise<void> {
  await person.press('More');
  await person.page.getByRole('menuitem', { name: item, exact: true }).click();
}

test('a small tile is sent a small picture, and no other is made', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const ben = await room.joinedBy('Ben');
  await sees(ben, ada, 'camera', 15_000);
  await sends(ada, 'more than the lowest layer', 20_000, upper);

  await ben.page.setViewportSize({ width: 320, height: 240 });
  // Two readings belong to each look.
  expect(await sends(ada, 'the lowest layer only', 10_000, lowestOnly)).toBeLessThan(
    3_000 + 2 * LOOK_MS,
  );
  await sees(ben, ada, 'camera', 15_000);

  await ben.page.setViewportSize({ width: 960, height: 600 });
  expect(await sends(ada, 'more again', 10_000, upper)).toBeLessThan(2_000);
  await sees(ben, ada, 'camera', 15_000);
  expect([...ada.complaints, ...ben.complaints]).toEqual([]);
});

test('in low data mode no picture is sent, received or made, and sound goes on', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const ben = await room.joinedBy('Ben');
  await sees(ben, ada, 'camera', 15_000);
  await sees(ada, ben, 'camera', 15_000);

  await chooses(ben, 'Turn on low data mode');
  await ada.seesNothingOf(ben, 'camera');
  await ben.seesNothingOf(ada, 'camera');
  expect(await sends(ada, 'no picture', 10_000, nothing)).toBeLessThan(3_000 + 2 * LOOK_MS);
  await hears(ben, ada);
  await hears(ada, ben);

  await ben.press('Turn off low data mode');
  expect(await sends(ada, 'a picture', 10_000, (layers) => layers.some(Boolean))).toBeLessThan(
    2_000,
  );
  await sees(ben, ada, 'camera', 15_000);
  await sees(ada, ben, 'camera', 15_000);
  expect([...ada.complaints, ...ben.complaints]).toEqual([]);
});
