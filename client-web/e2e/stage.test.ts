// The stage on a phone, and above other windows.
import { expect, test } from 'vitest';
import { sees, type Person } from './person';
import { Room } from './room';
import { until } from './until';

/** A finger goes across, from one place to another, in a fifth of a second. */
async function swipes({ page }: Person, fromX: number, toX: number): Promise<void> {
  const finger = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number): Promise<unknown> =>
    finger.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: x === undefined ? [] : [{ x, y: 300 }],
    });
  await touch('touchStart', fromX);
  for (let step = 1; step <= 5; step++)
    await touch('touchMove', fromX + ((toX - fromX) * step) / 5);
  await touch('touchEnd');
  await finger.detach();
}

/** Tiles that are not wholly on screen. Runs in the page. */
function tilesOutside(): string[] {
  return [...document.querySelectorAll('[data-tile]')].flatMap((tile) => {
    const { left, right, top, bottom } = tile.getBoundingClientRect();
    const inside = left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight;
    return inside ? [] : [tile.ariaLabel ?? '?'];
  });
}

test('a phone has four tiles a page, and a finger turns the pages', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const ben = await room.joinedBy('Ben');
  const cleo = await room.joinedBy('Cleo');
  await ada.page.setViewportSize({ width: 390, height: 844 });
  await ben.press('Share screen');
  await cleo.press('Share screen');
  await sees(ada, ben, 'screen', 10_000);

  const pages = ada.page.getByText(/^Page \d of 2$/);
  await expect.poll(() => pages.textContent(), { timeout: 10_000 }).toBe('Page 1 of 2');
  await expect(ada.tiles()).resolves.toHaveLength(4);
  await ada.photograph('phone, first page');

  await swipes(ada, 330, 60);
  await expect.poll(() => pages.textContent()).toBe('Page 2 of 2');
  await expect(ada.tiles()).resolves.toHaveLength(2);
  await expect.poll(() => ada.page.evaluate(tilesOutside)).toEqual([]);
  await ada.photograph('phone, second page');

  await swipes(ada, 60, 330);
  await expect.poll(() => pages.textContent()).toBe('Page 1 of 2');
  await ada.press('Next page');
  await expect.poll(() => pages.textContent()).toBe('Page 2 of 2');
  await ada.press('Previous page');
  await expect.poll(() => pages.textContent()).toBe('Page 1 of 2');
  await sees(ada, cleo, 'screen');
  expect(ada.complaints).toEqual([]);
});

test('the stage fills the screen, and floats above other windows', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const ben = await room.joinedBy('Ben');
  await sees(ada, ben);
  const chooses = async (item: string): Promise<void> => {
    await ada.press('More');
    await ada.page.getByRole('menuitem', { name: item, exact: true }).click();
  };
  const full = (): Promise<boolean> => ada.page.evaluate(() => document.fullscreenElement !== null);

  await chooses('Full screen');
  await until('the page fills the screen', 3_000, full);
  await chooses('Leave full screen');
  await until('the page is as it was', 3_000, async () => !(await full()));

  await chooses('Picture in picture');
  const floating = (): Promise<string | null> =>
    ada.page.evaluate(() => {
      const pip = (window as Window & { documentPictureInPicture?: { window: Window | null } })
        .documentPictureInPicture;
      const tile = pip?.window?.document.querySelector<HTMLElement>('[data-tile] video');
      return tile?.closest('[data-tile]')?.ariaLabel ?? null;
    });
  await until('Ben floats', 5_000, async () => (await floating()) === 'Ben');
  await chooses('Close picture in picture');
  await until('nobody floats', 3_000, async () => (await floating()) === null);
  await sees(ada, ben);
  expect(ada.complaints).toEqual([]);
});
