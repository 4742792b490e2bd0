import { expect, test } from 'vitest';
import { chatting, ChatView, newSecret } from './chat-person';
import type { Person } from './person';
import { Room } from './room';
import { until } from './until';

/** Changes each frame that the server sends to this page from now on. */
async function tamperWith(person: Person, change: (frame: string) => string[]): Promise<void> {
  await person.page.routeWebSocket(/socket\.io/, (toPage) => {
    const toServer = toPage.connectToServer();
    toServer.onMessage((frame) => {
      for (const changed of typeof frame === 'string' ? change(frame) : [frame]) {
        toPage.send(changed);
      }
    });
  });
  await person.page.reload(); // only sockets of pages that load from now on are in our hands
  await person.page.getByLabel('Your name').fill(person.name);
}

test('three people, two of one name, write to each other', async () => {
  const room = new Room();
  const secret = newSecret();
  const ada = await chatting(room, 'Ada', secret);
  const ben = await chatting(room, 'Ben', secret);
  const other = await chatting(room, 'Ada', secret);

  await ada.chat.say('hello everybody');
  await ben.chat.says('hello everybody').waitFor();
  await other.chat.say('hello from the other Ada');
  await ben.chat.says('hello from the other Ada').getByText('Ada (2)').waitFor();
  await ada.chat.says('hello from the other Ada').waitFor();

  await ben.chat.choose('Ada (2)');
  await ben.chat.say('just between us');
  await other.chat.says('just between us').getByText('Private, to you').waitFor();
  await ben.chat.choose('Everybody');
  await ben.chat.say('to all of you');
  await ada.chat.says('to all of you').waitFor();
  await expect(ada.chat.says('just between us').count()).resolves.toBe(0);

  const cake = ada.chat.says('to all of you');
  await cake.hover();
  await cake.getByRole('button', { name: 'React', exact: true }).click();
  await cake.getByRole('button', { name: 'React with 🎉' }).click();
  await ben.chat.says('to all of you').getByRole('button', { name: '🎉 by Ada' }).waitFor();

  await ada.chat.field.pressSequentially('so');
  await ben.chat.panel.getByText('Ada is typing…').waitFor();

  const people = [ada, ben, other];
  expect(people.flatMap(({ person }) => person.complaints)).toEqual([]);
  await ben.person.photograph('chat');
});

test('who reloads, and who comes late with the key, reads what was said before', async () => {
  const room = new Room();
  const secret = newSecret();
  const ada = await chatting(room, 'Ada', secret);
  const ben = await chatting(room, 'Ben', secret);
  await ada.chat.say('one');
  await ben.chat.say('two');

  await ben.person.page.reload();
  await ben.person.enter();
  await ben.chat.open();
  await ben.chat.says('two').getByText('You').waitFor();
  await expect(ben.chat.words()).resolves.toEqual(['one', 'two']);

  await ben.chat.say('three');
  const late = await chatting(room, 'Cleo', secret);
  await late.chat.says('three').waitFor();
  await expect(late.chat.words()).resolves.toEqual(['one', 'two', 'three']);
  await expect(ada.chat.words()).resolves.toEqual(['one', 'two', 'three']);
});

test('who comes without the key sees only that there is something, and may be given the key', async () => {
  const room = new Room();
  const secret = newSecret();
  const ada = await chatting(room, 'Ada', secret);
  await ada.chat.say('the code is 7');
  const late = await chatting(room, 'Ben');

  await late.chat.panel.getByText('An encrypted message.').waitFor();
  await expect(late.chat.field.count()).resolves.toBe(0);
  expect(await late.person.page.content()).not.toContain('the code is');

  await late.chat.unlock(newSecret());
  await late.chat.panel.getByText('This key opens none of the messages here.').waitFor();
  await late.chat.unlock(`${room.address}#k=${secret}`);
  await late.chat.says('the code is 7').waitFor();
  await late.chat.say('thank you');
  await ada.chat.says('thank you').waitFor();

  // The key stays in the address, for a reload.
  await until('the address has the key', 2_000, async () =>
    Promise.resolve(new URL(late.person.page.url()).hash === `#k=${secret}`),
  );
});

test('nothing that is said or that opens it goes over the wire', async () => {
  const room = new Room();
  const secret = newSecret();
  const ada = await room.atDoor('Ada', `${room.address}#k=${secret}`);
  const sent: string[] = [];
  ada.page.on('request', (request) => sent.push(request.url(), request.postData() ?? ''));
  ada.page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => sent.push(payload.toString()));
    socket.on('framereceived', ({ payload }) => sent.push(payload.toString()));
  });
  await room.letIn(ada);
  const chat = new ChatView(ada);
  await chat.open();
  await chat.say('nobody but us');

  const wire = sent.join('\n');
  expect(wire).toContain('send-chat-message');
  expect(wire).not.toContain('nobody but us');
  expect(wire).not.toContain(secret);
});

test('a server that changes messages is found out, and shows nothing', async () => {
  const room = new Room();
  const secret = newSecret();
  const ada = await chatting(room, 'Ada', secret);
  const ben = await room.atDoor('Ben', `${room.address}#k=${secret}`);
  const honest = (frame: string): string[] => [frame];
  let change = honest;
  await tamperWith(ben, (frame) =>
    frame.includes('"receive-chat-message"') ? change(frame) : [frame],
  );
  await room.letIn(ben);
  const chat = new ChatView(ben);
  await chat.open();

  await ada.chat.say('first');
  await chat.says('first').waitFor();

  // Another letter of the ciphertext
  change = (frame) => [
    frame.replace(
      /"message":"([\w-]{60})(.)/,
      (_, head: string, letter: string) => `"message":"${head}${letter === 'A' ? 'B' : 'A'}`,
    ),
  ];
  await ada.chat.say('changed');
  await chat.panel.getByText('A message could not be verified.').waitFor();

  // Somebody else's
  const benId = await ben.id();
  change = (frame) => [frame.replace(/"userId":"[^"]+"/, `"userId":"${benId ?? ''}"`)];
  await ada.chat.say('attributed');
  await chat.panel.getByText('2 messages could not be verified.').waitFor();

  // In the clear
  change = (frame) => [frame.replace(/"message":"[^"]+"/, '"message":"Send me your password."')];
  await ada.chat.say('made up');
  await chat.panel.getByText('A message could not be verified.').waitFor();

  // Twice
  change = (frame) => [frame, frame.replace(/"messageId":"[^"]+"/, '"messageId":"again"')];
  await ada.chat.say('pay me');
  await chat.panel.getByText('A message came a second time and is not shown again.').waitFor();

  change = honest;
  await ada.chat.say('last');
  await chat.says('last').waitFor();
  await expect(chat.words()).resolves.toEqual(['first', 'pay me', 'last']);
  await ben.photograph('chat under a tampering server');
});

test('new messages are counted while the chat is closed', async () => {
  const room = new Room();
  const secret = newSecret();
  const ada = await chatting(room, 'Ada', secret);
  const ben = await chatting(room, 'Ben', secret);
  await ben.chat.panel.press('Escape');
  await ben.chat.panel.waitFor({ state: 'hidden' });

  await ada.chat.say('one');
  await ada.chat.say('two');

  await ben.person.page.getByRole('status').getByText('New message from Ada').waitFor();
  await ben.chat.button.getByText('2', { exact: true }).waitFor();
  await ben.chat.open();
  await expect(ben.chat.words()).resolves.toEqual(['one', 'two']);
  await expect(ben.chat.button.getByText('2', { exact: true }).count()).resolves.toBe(0);
});
