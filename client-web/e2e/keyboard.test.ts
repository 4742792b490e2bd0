// A whole meeting by the keyboard alone.
import { expect, inject, test } from 'vitest';
import type { Person } from './person';
import { Room } from './room';

const MOST_TABS = 80;

/** Goes on with Tab until what is wanted has the focus. */
async function tabTo({ page }: Person, name: string | RegExp, role = 'button'): Promise<void> {
  const wanted = page.getByRole(role as 'button', { name, exact: true }).first();
  await wanted.waitFor();
  for (let tabs = 0; tabs < MOST_TABS; tabs++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way by Tab to ${String(name)}`);
}

test('start a meeting, knock, allow, chat and leave without a mouse', async () => {
  const room = new Room();
  const ada = await room.atDoor('Ada');
  await ada.page.goto(inject('server').url);
  await tabTo(ada, 'Start a meeting');
  await ada.page.keyboard.press('Enter');
  await tabTo(ada, 'Your name', 'textbox');
  await ada.page.keyboard.press('ControlOrMeta+a');
  await ada.page.keyboard.type('Ada');
  await ada.page.keyboard.press('Enter');
  await ada.page.getByRole('button', { name: 'Leave call' }).waitFor();

  const ben = await room.atDoor('Ben', ada.page.url());
  await tabTo(ben, 'Join now');
  await ben.page.keyboard.press('Space');
  await ben.waitingSign().waitFor();
  await ada.page.getByRole('log').getByText('Ben wants to come in').waitFor();

  await tabTo(ada, 'Allow');
  await ada.page.keyboard.press('Enter');
  await ben.arrives();
  await ben.page.getByText('You were let in').waitFor();
  await ada.meets(ben);

  await ada.page.keyboard.press('c');
  await tabTo(ada, 'Message', 'textbox');
  await ada.page.keyboard.type('hello');
  await ada.page.keyboard.press('Enter');
  await ada.page.getByText('hello', { exact: true }).waitFor();

  await tabTo(ada, 'Leave call');
  await ada.page.keyboard.press('Enter');
  await ada.page.getByText('You left the meeting.').waitFor();
}, 90_000);

test('keys mute, talk and help; writing is writing', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const { page } = ada;
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  await page.keyboard.press('m');
  await page.getByRole('button', { name: 'Unmute microphone' }).waitFor();
  await page.keyboard.down('Space');
  await page.getByRole('button', { name: 'Mute microphone' }).waitFor();
  await page.keyboard.up('Space');
  await page.getByRole('button', { name: 'Unmute microphone' }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await page.keyboard.press('m');
  await expect(page.getByText('Microphone on or off').isVisible()).resolves.toBe(true);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
});
