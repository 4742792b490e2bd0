// Somebody in a browser: what they do, what they see and hear.
import { resolve } from 'node:path';
import { inject } from 'vitest';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { installDetour, type Detour } from './network-relay';
import { installProbe, type Reception } from './probe';
import { installRelayOnly, type RelayWay } from './relay-only';
import { until } from './until';

const PICTURES = resolve(import.meta.dirname, '../test-results');

export type Sight = 'camera' | 'screen';
export type Other = { readonly name: string };

/** What of a call is read in a page, whichever browser it is. */
export type Reading = {
  /** Reception of another's camera, screen or sound; null while there is no such element or track. */
  read(name: string, what: Sight | 'voice'): Promise<Reception | null>;
};

/** Runs in the page. */
export async function readInPage([name, what]: [
  string,
  Sight | 'voice',
]): Promise<Reception | null> {
  // Any tile of theirs: on a phone the camera may be on another page than the screen.
  const tile = [...document.querySelectorAll<HTMLElement>('[role=group][data-tile]')].find(
    (element) => element.ariaLabel === name || element.ariaLabel?.startsWith(`${name},`),
  );
  const id = tile?.dataset.participantId;
  if (id === undefined) return null;
  const selector =
    what === 'voice'
      ? `audio[data-participant-id="${id}"]`
      : `[data-participant-id="${id}"][data-tile=${what}] video[data-kind=${what}]`;
  const stream = document.querySelector<HTMLMediaElement>(selector)?.srcObject;
  const track = stream instanceof MediaStream ? stream.getTracks()[0] : undefined;
  return track === undefined ? null : window.probe.reception(track.id);
}

async function rises(
  what: string,
  withinMs: number,
  read: () => Promise<number | null>,
  by: number,
): Promise<void> {
  let first: number | null = null;
  await until(what, withinMs, async () => {
    const now = await read();
    if (now === null) return false;
    // A new track counts from nothing again.
    if (first === null || now < first) first = now;
    return now > 0 && now - first >= by;
  });
}

/** Waits until another's picture moves: three more frames than at the first look. */
export async function sees(
  viewer: Reading & Other,
  other: Other,
  sight: Sight = 'camera',
  withinMs = 5_000,
): Promise<void> {
  await rises(
    `${viewer.name} sees ${other.name}'s ${sight}`,
    withinMs,
    async () => (await viewer.read(other.name, sight))?.framesDecoded ?? null,
    3,
  );
}

/** Waits until something of another is to be heard. */
export async function hears(
  listener: Reading & Other,
  other: Other,
  withinMs = 5_000,
): Promise<void> {
  await rises(
    `${listener.name} hears ${other.name}`,
    withinMs,
    async () => (await listener.read(other.name, 'voice'))?.audioEnergy ?? null,
    1e-7,
  );
}

export async function seeAndHearEachOther(
  people: (Reading & Other)[],
  withinMs = 5_000,
): Promise<void> {
  await Promise.all(
    people.flatMap((one) =>
      people
        .filter((other) => other !== one)
        .flatMap((other) => [sees(one, other, 'camera', withinMs), hears(one, other, withinMs)]),
    ),
  );
}

let shared: Promise<Browser> | null = null;

function browser(): Promise<Browser> {
  shared ??= chromium.connect(inject('chromium'));
  return shared;
}

/** From now on people of this test file come with this browser instead of the one that all files share. */
export function comeWith(own: Browser): void {
  shared = Promise.resolve(own);
}

export class Person implements Reading {
  private constructor(
    readonly name: string,
    readonly page: Page,
    /** What went wrong in the page. */
    readonly complaints: string[],
  ) {}

  /** A person with a browser window of their own, at the door of a room, such as `http://…/room#k=…`. */
  static async at(
    address: string,
    name: string,
    detour: Detour = [],
    relayOnly: RelayWay | null = null,
  ): Promise<Person> {
    const context = await (
      await browser()
    ).newContext({
      viewport: { width: 960, height: 600 },
      permissions: ['camera', 'microphone'],
    });
    await context.addInitScript(installProbe);
    await context.addInitScript(installDetour, detour);
    if (relayOnly !== null) await context.addInitScript(installRelayOnly, relayOnly);
    const person = Person.inWindow(await context.newPage(), name);
    await person.goTo(address);
    return person;
  }

  private static inWindow(page: Page, name: string): Person {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    return new Person(name, page, complaints);
  }

  async goTo(address: string): Promise<void> {
    await this.page.goto(address);
    await this.page.getByLabel('Your name').fill(this.name);
  }

  /** The same person duplicates the tab: what the tab kept is copied, the meeting is not. */
  async duplicates(name: string): Promise<Person> {
    const opened = this.page.waitForEvent('popup');
    await this.page.evaluate(() => {
      window.open(location.href);
    });
    const duplicate = Person.inWindow(await opened, name);
    await duplicate.page.getByLabel('Your name').fill(name);
    return duplicate;
  }

  /** Asks to be let in: inside at once, or waiting. */
  async knock(): Promise<'in' | 'waits'> {
    // With the camera's picture in the preview: it is published at once then.
    await this.page.locator('video[data-kind=camera]').waitFor();
    await this.press('Join now');
    await this.leaveCall().or(this.waitingSign()).waitFor();
    return (await this.leaveCall().isVisible()) ? 'in' : 'waits';
  }

  /** Comes in without knocking. */
  async enter(): Promise<void> {
    const outcome = await this.knock();
    if (outcome === 'waits') throw new Error(`${this.name} has to wait`);
  }

  /** Is let in, having knocked. */
  async arrives(): Promise<void> {
    await this.leaveCall().waitFor();
  }

  /** Says as host what happens to somebody who knocks. */
  async answers(guest: Other, answer: 'Allow' | 'Deny'): Promise<void> {
    await this.knockOf(guest).getByRole('button', { name: answer, exact: true }).click();
  }

  /** The line about somebody who knocks. */
  knockOf(guest: Other): Locator {
    return this.page.locator('li[data-guest-id]', {
      has: this.page.getByText(guest.name, { exact: true }),
    });
  }

  waitingSign(): Locator {
    return this.page.getByText('Waiting for the host');
  }

  private leaveCall(): Locator {
    return this.page.getByRole('button', { name: 'Leave call' });
  }

  async press(button: string): Promise<void> {
    await this.page.getByRole('button', { name: button, exact: true }).click();
  }

  read(name: string, what: Sight | 'voice'): Promise<Reception | null> {
    return this.page.evaluate(readInPage, [name, what] as [string, Sight | 'voice']);
  }

  /** Names of the tiles, such as `Ada, you` and `Ben, microphone muted`. */
  async tiles(): Promise<string[]> {
    return this.page
      .getByRole('group')
      .evaluateAll((groups) => groups.map((group) => group.ariaLabel ?? ''));
  }

  /** The id by which the others know this person. */
  async id(): Promise<string | null> {
    return this.page
      .getByRole('group', { name: `${this.name}, you` })
      .getAttribute('data-participant-id');
  }

  private async hasTileOf(other: Other): Promise<boolean> {
    const tiles = await this.tiles();
    return tiles.some((tile) => tile === other.name || tile.startsWith(`${other.name},`));
  }

  async meets(other: Other, withinMs = 5_000): Promise<void> {
    await until(`${this.name} meets ${other.name}`, withinMs, () => this.hasTileOf(other));
  }

  async loses(other: Other, withinMs: number): Promise<void> {
    await until(
      `${other.name} is gone for ${this.name}`,
      withinMs,
      async () => !(await this.hasTileOf(other)),
    );
  }

  async seesNothingOf(other: Other, sight: Sight, withinMs = 3_000): Promise<void> {
    await until(
      `${this.name} sees nothing of ${other.name}'s ${sight}`,
      withinMs,
      async () => (await this.read(other.name, sight)) === null,
    );
  }

  /** Leaves a picture of the window where somebody can look at it after the run. */
  async photograph(title: string): Promise<void> {
    await this.page.screenshot({ path: resolve(PICTURES, `${title}.png`) });
  }

  /** Goes away as somebody who closes the tab. */
  async close(): Promise<void> {
    await this.page.close();
    await this.page.context().close();
  }
}
