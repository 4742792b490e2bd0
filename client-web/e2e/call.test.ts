import { expect, test } from 'vitest';
import { seeAndHearEachOther, sees } from './person';
import { Room } from './room';
import { figure } from './until';

const PICTURE_MS = 1_500;

function median(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Infinity;
}

/** Milliseconds from asking for the picture to seeing it; three others are there, and stay. */
async function slowestPictureOf(name: string, room: Room): Promise<number> {
  const latecomer = await room.joinedBy(name);
  const pictures = await latecomer.page.evaluate(() =>
    window.probe.picturesAfterConsume(3, 10_000),
  );
  figure(`pictures after ${pictures.map((ms) => ms.toFixed(0)).join(', ')} ms`);
  expect(pictures).toHaveLength(3);
  await latecomer.close();
  await room.host.loses(latecomer, 5_000);
  return Math.max(...pictures);
}

test('three people see and hear each other within 5 s of the last one joining', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const ben = await room.joinedBy('Ben');
  const cleo = await room.atDoor('Cleo');

  await cleo.knock();
  const began = performance.now();
  await room.host.answers(cleo, 'Allow');
  await seeAndHearEachOther([ada, ben, cleo], 5_000);
  const took = performance.now() - began;

  figure(`all six pictures and voices after ${took.toFixed(0)} ms`);
  expect(took).toBeLessThan(5_000);
  expect([ada, ben, cleo].flatMap(({ complaints }) => complaints)).toEqual([]);
  await ada.photograph('three people');
});

test('a latecomer has each picture within 1.5 s of asking for it', async () => {
  const room = new Room();
  const present = [
    await room.joinedBy('Ada'),
    await room.joinedBy('Ben'),
    await room.joinedBy('Cleo'),
  ];
  await seeAndHearEachOther(present);

  // The median of three; where the machine was busy with something else, of five.
  const slowest: number[] = [];
  const names = ['Dan', 'Eve', 'Finn', 'Gus', 'Hal'];
  for (const name of names) {
    slowest.push(await slowestPictureOf(name, room));
    if (slowest.length === 3 && median(slowest) < PICTURE_MS) break;
  }

  expect(median(slowest)).toBeLessThan(PICTURE_MS);
}, 120_000);

test('somebody who closes the page disappears from the others', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const ben = await room.joinedBy('Ben');
  await seeAndHearEachOther([ada, ben]);

  await ben.close();

  await ada.loses(ben, 2_000);
  await expect(ada.page.locator('audio').count()).resolves.toBe(0);
});

test('a reload comes back as the same person, with media both ways', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const ben = await room.joinedBy('Ben');
  await seeAndHearEachOther([ada, ben]);
  const before = await ben.id();

  await ben.page.reload();
  await ben.enter();

  await seeAndHearEachOther([ada, ben]);
  expect(before).not.toBeNull();
  await expect(ben.id()).resolves.toBe(before);
  await expect(ada.tiles()).resolves.toEqual(['Ada, you', 'Ben']);
});

test('the one who opened the room reloads, and the others keep each other', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const ben = await room.joinedBy('Ben');
  const cleo = await room.joinedBy('Cleo');
  await seeAndHearEachOther([ada, ben, cleo]);

  await ada.page.reload();
  await sees(ben, cleo);
  await sees(cleo, ben);
  await ada.enter();

  await seeAndHearEachOther([ada, ben, cleo]);
});
