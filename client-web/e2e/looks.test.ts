// What the windows look like, as far as a program can tell: sizes, places, contrast, names.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import { expect, inject, test } from 'vitest';
import { sees, type Person } from './person';
import { Room } from './room';
import { until } from './until';

declare global {
  interface Window {
    axe: { run(options: RunOptions): Promise<AxeResults> };
  }
}

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const SIZES = [
  [320, 640],
  [390, 844],
  [844, 390],
  [768, 1024],
  [1280, 720],
  [2560, 1440],
] as const;

type Box = { x: number; y: number; width: number; height: number };

async function boxOf(person: Person, tile: string | RegExp): Promise<Box> {
  const group = person.page.getByRole('group', { name: tile, exact: typeof tile === 'string' });
  const box = await group.boundingBox();
  if (box === null) throw new Error(`${person.name} has no tile ${String(tile)}`);
  return box;
}

/** Waits until a tile stands still at a place that is right. */
async function tileIs(
  person: Person,
  what: string,
  tile: string,
  right: (box: Box) => boolean,
): Promise<void> {
  await until(`${tile} is ${what}`, 5_000, async () => right(await boxOf(person, tile)));
}

/** What is wider than the window, and which buttons cannot be reached in it. Runs in the page. */
function whatDoesNotFit(): string[] {
  const buttons = [...document.querySelectorAll('button')].filter((b) => b.checkVisibility());
  const outside = buttons.filter((button) => {
    const { left, right } = button.getBoundingClientRect();
    return left < 0 || right > window.innerWidth;
  });
  const page = document.documentElement.scrollWidth > window.innerWidth ? ['the page'] : [];
  return [...page, ...outside.map((button) => button.ariaLabel ?? button.textContent)];
}

/** At every size everything is inside the window, once it stands still. */
async function fits({ page }: Person, screen: string): Promise<void> {
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    await expect
      .poll(() => page.evaluate(whatDoesNotFit), { message: `${screen} at ${width} px` })
      .toEqual([]);
  }
  await page.setViewportSize({ width: 1280, height: 720 });
}

/** Also where people read from right to left, and where everything is twice as large. */
async function fitsTurnedAround({ page }: Person, screen: string): Promise<void> {
  await page.evaluate(() => (document.documentElement.dir = 'rtl'));
  await page.setViewportSize({ width: 390, height: 844 });
  await expect
    .poll(() => page.evaluate(whatDoesNotFit), { message: `${screen} from right to left` })
    .toEqual([]);
  await page.evaluate(() => (document.documentElement.dir = 'ltr'));
  // 200 % in a window of 1280 × 720 leaves a page of 640 × 360.
  await page.setViewportSize({ width: 640, height: 360 });
  await expect
    .poll(() => page.evaluate(whatDoesNotFit), { message: `${screen} at 200 %` })
    .toEqual([]);
  await page.setViewportSize({ width: 1280, height: 720 });
}

/** In both themes axe has nothing to say. */
async function isAccessible({ page }: Person, screen: string): Promise<void> {
  // Past the content policy, as the browser itself.
  await page.evaluate(await readFile(AXE, 'utf8'));
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await page.evaluate(() =>
      // WCAG 2.2 asks for it, axe only when told to.
      window.axe.run({ rules: { 'target-size': { enabled: true } } }),
    );
    const said = violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)]);
    expect.soft(said, `${screen}, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
}

test('every screen fits every window, has names and contrast, and asks no other host', async () => {
  const room = new Room();
  const { url } = inject('server');
  const elsewhere: string[] = [];
  const ada = await room.atDoor('Ada');
  ada.page.on('request', (request) => {
    if (!/^(blob:|data:)/.test(request.url()) && new URL(request.url()).origin !== url) {
      elsewhere.push(request.url());
    }
  });

  await fits(ada, 'the door');
  await fitsTurnedAround(ada, 'the door');
  await isAccessible(ada, 'the door');
  await ada.press('Settings');
  await ada.page.getByRole('dialog').waitFor();
  await fits(ada, 'the settings');
  await isAccessible(ada, 'the settings');
  await ada.press('Close');
  await ada.enter();
  const ben = await room.knockedAtBy('Ben');
  await fits(ben, 'waiting');
  await isAccessible(ben, 'waiting');
  await ada.knockOf(ben).waitFor();
  await fits(ada, 'a call, somebody knocks');
  await isAccessible(ada, 'a call, somebody knocks');

  await ada.answers(ben, 'Allow');
  await ada.meets(ben);
  await ben.press('Raise hand');
  await ada.press('People');
  await ada.press('Generate invite link');
  await ada.page.getByLabel(/^Unused/).waitFor();
  await fits(ada, 'people');
  await fitsTurnedAround(ada, 'people');
  await isAccessible(ada, 'people');
  await ada.press('Chat');
  await fits(ada, 'the chat without a key');
  await isAccessible(ada, 'the chat without a key');
  await ada.press('Make a new key');
  await ada.page.getByLabel('Message', { exact: true }).fill('hello');
  await ada.press('Send');
  await ada.page.getByText('hello').waitFor();
  await fits(ada, 'the chat');
  await isAccessible(ada, 'the chat');
  await ada.press('Close panel');
  await ada.page.keyboard.press('?');
  await ada.page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await fits(ada, 'the keys');
  await isAccessible(ada, 'the keys');
  await ada.page.keyboard.press('Escape');
  await ada.page.getByRole('dialog').waitFor({ state: 'hidden' });

  await ada.press('Leave call');
  await ada.page.getByText('You left the meeting.').waitFor();
  await isAccessible(ada, 'the end');
  await ada.press('Back to the start');
  await ada.page.getByRole('link', { name: room.id }).waitFor();
  await fits(ada, 'the start');
  await fitsTurnedAround(ada, 'the start');
  await isAccessible(ada, 'the start');
  expect(elsewhere).toEqual([]);
}, 150_000);

test('a shared screen takes the stage, the others stand beside it', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const ben = await room.joinedBy('Ben');
  await ada.meets(ben);
  await ben.press('Share screen');
  await sees(ada, ben, 'screen');
  const { width } = await ada.page.evaluate(() => ({ width: window.innerWidth }));

  await tileIs(ada, 'large', 'Ben, screen', (box) => box.width > width * 0.6);
  await tileIs(ada, 'beside it', 'Ben', (box) => box.x > width * 0.6 && box.width < width * 0.4);
  await tileIs(ada, 'beside it', 'Ada, you', (box) => box.x > width * 0.6);

  await ben.press('Stop sharing screen');
  await tileIs(ada, 'as large as the others', 'Ben', (box) => box.width > width * 0.4);
});

test('who is pinned stays large, and the speaker layout makes somebody large', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const ben = await room.joinedBy('Ben');
  const cleo = await room.joinedBy('Cleo');
  await ada.meets(ben);
  await ada.meets(cleo);
  const large = ({ width, height }: Box): boolean => width > 500 && height > 400;

  await ada.page.getByRole('group', { name: 'Cleo', exact: true }).hover();
  await ada.press('Pin Cleo');
  await tileIs(ada, 'large', 'Cleo', large);
  await ada.press('Unpin Cleo');
  await tileIs(ada, 'small', 'Cleo', (box) => !large(box));

  await ada.press('More');
  await ada.page.getByRole('menuitemradio', { name: 'Speaker' }).click();
  await until('one of the others is large', 5_000, async () => {
    const boxes = await Promise.all([boxOf(ada, 'Ben'), boxOf(ada, 'Cleo')]);
    return boxes.filter(large).length === 1;
  });
});

test('another camera and microphone can be chosen in the call', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const ben = await room.joinedBy('Ben');
  await sees(ada, ben);
  await ben.press('More');
  await ben.page.getByRole('menuitem', { name: 'Settings' }).click();
  for (const kind of ['Camera', 'Microphone']) {
    const choice = ben.page.getByLabel(kind, { exact: true });
    const last = choice.locator('option').last();
    await choice.selectOption(await last.getAttribute('value'));
  }
  await ben.press('Close');
  await sees(ada, ben);

  await ben.press('Choose the camera');
  const camera = ben.page.getByRole('menuitemradio');
  await expect(camera.last().getAttribute('aria-checked')).resolves.toBe('true');
  await camera.filter({ hasText: 'System default' }).click();
  await sees(ada, ben);
  expect(ben.complaints).toEqual([]);
});

test('the language is chosen once, and kept, and says so to screen readers', async () => {
  const room = new Room();
  const ada = await room.atDoor('Ada');
  await ada.page.goto(inject('server').url);
  await ada.page.getByRole('combobox', { name: 'Language' }).selectOption('de');
  await ada.page.getByRole('button', { name: 'Treffen beginnen' }).waitFor();
  await ada.page.reload();
  await ada.page.getByRole('button', { name: 'Treffen beginnen' }).waitFor();
  await expect(ada.page.locator('html').getAttribute('lang')).resolves.toBe('de');
  expect(ada.complaints).toEqual([]);
});

test('the appearance is chosen once, and kept', async () => {
  const room = new Room();
  const ada = await room.atDoor('Ada');
  await ada.page.goto(inject('server').url);
  const scheme = (): Promise<string> =>
    ada.page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  await ada.page.getByTitle('Dark').click();
  await expect(scheme()).resolves.toBe('dark');
  await ada.page.reload();
  await ada.page.getByRole('heading').first().waitFor();
  await expect(scheme()).resolves.toBe('dark');
});

test('a new meeting has a code nobody guesses, and a key behind the hash', async () => {
  const room = new Room();
  const ada = await room.atDoor('Ada');
  await ada.page.goto(inject('server').url);
  await ada.press('Start a meeting');
  await ada.page.getByLabel('Your name').waitFor();
  const { pathname, hash } = new URL(ada.page.url());
  expect(pathname).toMatch(/^\/[A-Za-z0-9_-]{16}$/);
  expect(hash).toMatch(/^#k=[A-Za-z0-9_-]{43}$/);
});
