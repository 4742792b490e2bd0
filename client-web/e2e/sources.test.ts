import { expect, test } from 'vitest';
import { hears, seeAndHearEachOther, sees } from './person';
import { Room } from './room';

test('a camera that goes off leaves no frozen picture, and comes back moving', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const ben = await room.joinedBy('Ben');
  await seeAndHearEachOther([ada, ben]);

  for (const round of ['first', 'second']) {
    await ben.press('Turn camera off');
    await ada.seesNothingOf(ben, 'camera');
    await hears(ada, ben);
    await sees(ben, ada);

    await ben.press('Turn camera on');
    await sees(ada, ben, 'camera');
    expect(ben.complaints, round).toEqual([]);
  }
});

test('a microphone that goes off says so, and is heard again', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const ben = await room.joinedBy('Ben');
  await seeAndHearEachOther([ada, ben]);

  await ben.press('Mute microphone');
  await ada.page.getByRole('group', { name: 'Ben, microphone muted' }).waitFor();
  await sees(ada, ben);

  await ben.press('Unmute microphone');
  await ada.page.getByRole('group', { name: 'Ben', exact: true }).waitFor();
  await hears(ada, ben);
});

test('a shared screen is a tile of its own for as long as it is shared', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const ben = await room.joinedBy('Ben');
  await seeAndHearEachOther([ada, ben]);

  for (let round = 0; round < 2; round++) {
    await ben.press('Share screen');
    await sees(ada, ben, 'screen');
    await sees(ada, ben, 'camera');
    await expect(ada.tiles()).resolves.toEqual(['Ada, you', 'Ben', 'Ben, screen']);

    await ben.press('Stop sharing screen');
    await ada.seesNothingOf(ben, 'screen');
    await expect(ada.tiles()).resolves.toEqual(['Ada, you', 'Ben']);
    await sees(ada, ben, 'camera');
  }
});

test('somebody who comes with camera and microphone off can turn them on', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const ben = await room.atDoor('Ben');
  await ben.page.locator('video[data-kind=camera]').waitFor();
  await ben.press('Turn camera off');
  await ben.press('Mute microphone');
  await ben.press('Join now');
  await ada.answers(ben, 'Allow');

  await ada.page.getByRole('group', { name: 'Ben, microphone muted' }).waitFor();
  await sees(ben, ada);
  await expect(ada.read('Ben', 'camera')).resolves.toBeNull();

  await ben.press('Turn camera on');
  await ben.press('Unmute microphone');
  await seeAndHearEachOther([ada, ben]);
});
