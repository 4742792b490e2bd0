// What a person does with the chat.
import { randomBytes } from 'node:crypto';
import type { Locator } from 'playwright-core';
import { Person } from './person';
import { Room } from './room';

export type ChatMember = { readonly person: Person; readonly chat: ChatView };

/** A key as the client makes it. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

export class ChatView {
  readonly panel: Locator;

  constructor(private readonly person: Person) {
    this.panel = person.page.getByRole('complementary', { name: 'Chat' });
  }

  get button(): Locator {
    return this.person.page.getByRole('button', { name: 'Chat', exact: true });
  }

  get field(): Locator {
    return this.panel.getByRole('textbox', { name: 'Message' });
  }

  async open(): Promise<void> {
    await this.button.click();
    await this.panel.waitFor();
  }

  /** By keyboard alone. */
  async say(words: string): Promise<void> {
    await this.field.fill(words);
    await this.field.press('Enter');
    await this.says(words).waitFor();
  }

  /** Writes to one person from now on. */
  async choose(recipient: string): Promise<void> {
    await this.panel.getByRole('combobox', { name: 'To' }).selectOption({ label: recipient });
  }

  /** A message with these words. */
  says(words: string): Locator {
    return this.panel.locator('li[data-user-id]', {
      has: this.person.page.getByText(words, { exact: true }),
    });
  }

  async unlock(linkOrKey: string): Promise<void> {
    await this.panel.getByRole('textbox', { name: 'Meeting link or key' }).fill(linkOrKey);
    await this.person.press('Unlock');
  }

  /** All that is to be read, in its order. */
  async words(): Promise<string[]> {
    return this.panel.locator('li[data-user-id] .text').allInnerTexts();
  }
}

/** Somebody in the room by a link with a key, or without one, with the chat open. */
export async function chatting(room: Room, name: string, secret?: string): Promise<ChatMember> {
  const address = secret === undefined ? room.address : `${room.address}#k=${secret}`;
  const person = await room.atDoor(name, address);
  await room.letIn(person);
  const chat = new ChatView(person);
  await chat.open();
  return { person, chat };
}
