import { expect, test } from 'vitest';
import { seeAndHearEachOther } from './person';
import { Room } from './room';
import { until } from './until';

test('who knocks waits until the host lets them in', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const ben = await room.knockedAtBy('Ben');
  await expect(ada.tiles()).resolves.toEqual(['Ada, you']);
  await ben.page.locator('video[data-kind=camera]').waitFor();

  await ada.answers(ben, 'Allow');

  await ben.arrives();
  await seeAndHearEachOther([ada, ben]);
  expect([ada, ben].flatMap(({ complaints }) => complaints)).toEqual([]);
});

test('who is turned away is told so, and may knock again', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const ben = await room.knockedAtBy('Ben');

  await ada.answers(ben, 'Deny');
  await ben.page.getByText('The host did not let you in.').waitFor();
  await ada.knockOf(ben).waitFor({ state: 'hidden' });

  await ben.press('Join again');
  await room.letIn(ben);
  await ada.meets(ben);
});

test('all who wait are let in at once', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const ben = await room.knockedAtBy('Ben');
  const cleo = await room.knockedAtBy('Cleo');
  await ada.knockOf(ben).waitFor();
  await ada.knockOf(cleo).waitFor();

  await ada.press('Admit all');

  await Promise.all([ben.arrives(), cleo.arrives()]);
  await ada.meets(ben);
  await ada.meets(cleo);
});

test('who waits and leaves is no longer announced', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const ben = await room.knockedAtBy('Ben');
  await ada.knockOf(ben).waitFor();

  await ben.press('Leave');

  await ada.knockOf(ben).waitFor({ state: 'hidden' });
});

test('who waits keeps the place while its connection breaks', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const ben = await room.knockedAtBy('Ben');
  await ada.knockOf(ben).waitFor();

  await ben.page.evaluate(() => {
    window.probe.breakSocket();
  });
  await expect(ada.knockOf(ben).count()).resolves.toBe(1);
  await until('Ben is connected again', 10_000, () =>
    ben.page.evaluate(() => window.probe.sockets() > 1),
  );

  await expect(ada.knockOf(ben).count()).resolves.toBe(1);
  await ada.answers(ben, 'Allow');
  await ben.arrives();
});

test('a duplicated tab is somebody new', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const ben = await room.joinedBy('Ben');

  const again = await ben.duplicates('Ben again');
  await room.letIn(again);

  await ada.meets(again);
  await expect(again.id()).resolves.not.toBe(await ben.id());
  await expect(ada.tiles()).resolves.toEqual(['Ada, you', 'Ben', 'Ben again']);
  await ben.arrives();
});

test('a host who reloads is host again, and nobody else is', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const ben = await room.joinedBy('Ben');

  await ada.page.reload();
  await ada.enter();
  const cleo = await room.knockedAtBy('Cleo');

  await ada.knockOf(cleo).waitFor();
  await expect(ben.knockOf(cleo).count()).resolves.toBe(0);
  await ada.answers(cleo, 'Allow');
  await cleo.arrives();
});

test('a host who is alone reloads, and still finds who waits', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const ben = await room.knockedAtBy('Ben');
  await ada.knockOf(ben).waitFor();

  await ada.page.reload();
  await ada.enter();

  await ada.answers(ben, 'Allow');
  await ben.arrives();
});
