import { expect, test } from 'vitest';
import { hears, seeAndHearEachOther, sees, type Person } from './person';
import { Room } from './room';
import { until } from './until';

/** A new one-time link, read where the host reads it. */
async function inviteBy(host: Person): Promise<string> {
  await host.press('People');
  await host.press('Generate invite link');
  const field = host.page.getByLabel(/^Unused, until/);
  await field.waitFor();
  const link = await field.inputValue();
  await host.press('Close panel');
  return link;
}

async function says(person: Person, sentence: string | RegExp): Promise<void> {
  await person.page.getByText(sentence).first().waitFor();
}

/** Chooses from the menu beside somebody's name. */
async function rules(host: Person, name: string, ruling: string): Promise<void> {
  await host.press(`Options for ${name}`);
  await host.page.getByRole('menuitem', { name: ruling, exact: true }).click();
}

test('an invite lets one person in without knocking, and only once', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const link = await inviteBy(ada);

  const ben = await room.atDoor('Ben', link);
  await ben.enter();
  await ada.meets(ben);
  expect(new URL(ben.page.url()).hash).not.toContain('i=');

  const cleo = await room.atDoor('Cleo', link);
  await expect(cleo.knock()).resolves.toBe('waits');
  await ada.answers(cleo, 'Allow');
  await cleo.arrives();
});

test('a revoked invite is a knock like any other', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const link = await inviteBy(ada);
  await ada.press('People');
  await ada.press('Revoke');
  await ada.page.getByLabel(/^Unused, until/).waitFor({ state: 'hidden' });

  const ben = await room.atDoor('Ben', link);
  await expect(ben.knock()).resolves.toBe('waits');
});

test('who is muted by a host is quiet until asked and willing', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const ben = await room.joinedBy('Ben');
  await seeAndHearEachOther([ada, ben]);
  await ada.press('People');

  await rules(ada, 'Ben', 'Mute');
  await says(ben, /A host turned off your microphone/);
  await ada.page.getByRole('group', { name: 'Ben, microphone muted' }).waitFor();
  await until('nothing is to be heard of Ben', 5_000, async () => {
    return (await ada.read('Ben', 'voice')) === null;
  });
  await ben.press('Unmute microphone');
  await ben.page.getByRole('button', { name: 'Unmute microphone' }).waitFor();
  await sees(ada, ben);

  await rules(ada, 'Ben', 'Ask to unmute');
  await ben.press('Unmute');
  await hears(ada, ben);
  await ada.page.getByRole('group', { name: 'Ben', exact: true }).waitFor();
});

test('who is removed sees it; who is kept out stays out', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const ben = await room.joinedBy('Ben');
  await ada.meets(ben);
  await ada.press('People');

  await rules(ada, 'Ben', 'Remove…');
  await ada.press('Remove');
  await says(ben, 'A host removed you from the meeting.');
  await ada.loses(ben, 5_000);

  await ben.press('Join again');
  await room.letIn(ben);
  await rules(ada, 'Ben', 'Remove…');
  await ada.press('Remove and keep out');
  await says(ben, 'A host removed you from the meeting.');
  await ben.press('Join again');
  await ben.press('Join now');
  await says(ben, 'A host keeps you out of this meeting.');
});

test('into a locked room nobody new comes', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  await ada.press('People');
  const lock = ada.page.getByRole('switch', { name: 'Lock the meeting' });
  await lock.click();
  await ada.page.getByRole('switch', { name: 'Lock the meeting', checked: true }).waitFor();

  const ben = await room.atDoor('Ben');
  await ben.press('Join now');
  await says(ben, /This meeting is locked/);

  await lock.click();
  await ada.page.getByRole('switch', { name: 'Lock the meeting', checked: false }).waitFor();
  await expect(ben.knock()).resolves.toBe('waits');
});

test('a raised hand is seen by the others, until it is lowered', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const ben = await room.joinedBy('Ben');
  await ada.meets(ben);

  await ben.press('Raise hand');
  await ada.page.getByRole('group', { name: 'Ben, hand raised' }).waitFor();
  await ada.press('People');
  await ada.page.getByRole('img', { name: /hand raised/ }).waitFor();

  await ben.press('Lower hand');
  await ada.page.getByRole('group', { name: 'Ben', exact: true }).waitFor();
});

test('a second host can end the meeting for everybody', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const ben = await room.joinedBy('Ben');
  await ada.meets(ben);
  await ada.press('People');
  await rules(ada, 'Ben', 'Make host');

  await ben.press('People');
  await ben.press('End meeting for everybody');
  await ben.press('End meeting');

  await Promise.all([says(ada, 'The meeting has ended.'), says(ben, 'The meeting has ended.')]);
});

test('guests share screens only while they may', async () => {
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const ben = await room.joinedBy('Ben');
  await seeAndHearEachOther([ada, ben]);
  await ben.press('Share screen');
  await sees(ada, ben, 'screen');
  await ada.press('People');
  const share = ada.page.getByRole('switch', { name: 'Guests may share screens' });

  await share.click();
  await ada.seesNothingOf(ben, 'screen');
  await until('Ben cannot share', 5_000, () =>
    ben.page.getByRole('button', { name: 'Share screen' }).isDisabled(),
  );

  await share.click();
  await ben.press('Share screen');
  await sees(ada, ben, 'screen');
});
