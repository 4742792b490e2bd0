// Pictures of every screen, at three sizes in both themes, for somebody to look at: `npm run screenshots`.
import { test } from 'vitest';
import type { Person } from '../person';
import { Room } from '../room';
import { pause } from '../until';

const SIZES = [
  [390, 844],
  [768, 1024],
  [1280, 800],
] as const;
const SETTLES_MS = 400;

async function pictures(person: Person, screen: string): Promise<void> {
  const { page } = person;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const [width, height] of SIZES) {
      await page.setViewportSize({ width, height });
      await pause(SETTLES_MS);
      await person.photograph(`screens/${screen}-${width}-${colorScheme}`);
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

test('pictures of every screen', async () => {
  const room = new Room();
  const ada = await room.atDoor('Ada Lovelace');
  await ada.page.locator('video[data-kind=camera]').waitFor();
  await pictures(ada, 'door');
  await ada.page.getByRole('button', { name: 'Settings' }).click();
  await pictures(ada, 'settings');
  await ada.page.keyboard.press('Escape');
  await ada.enter();
  const ben = await room.knockedAtBy('Ben');
  await pictures(ben, 'waiting');
  await ada.knockOf(ben).waitFor();
  await pictures(ada, 'knock');
  await ada.answers(ben, 'Allow');
  await ada.meets(ben);
  await pictures(ada, 'call');
  await ada.press('People');
  await pictures(ada, 'people');
  await ada.press('Chat');
  await ada.press('Make a new key');
  await pictures(ada, 'chat');
  await ada.press('Close panel');
  await ada.page.keyboard.press('Shift+?');
  await ada.page.getByRole('dialog').waitFor();
  await pictures(ada, 'shortcuts');
  await ada.page.keyboard.press('Escape');
  await ada.press('Leave call');
  await pictures(ada, 'end');
  await ada.press('Back to the start');
  await pictures(ada, 'start');
}, 300_000);
