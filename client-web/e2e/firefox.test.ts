// Firefox takes no media from 127.0.0.1, so the server gets a network, and an address, of its own.
import { expect, onTestFinished, test } from 'vitest';
import { FirefoxPerson, firefoxPath, launchFirefox } from './firefox';
import { localDoorTo, makeNetwork, noNetworkBecause } from './network';
import { seeAndHearEachOther } from './person';
import { Room } from './room';
import { startServer } from './server';
import { figure } from './until';

const firefox = await firefoxPath();
const missing =
  firefox === null
    ? 'there is no Firefox: install the package firefox-esr'
    : await noNetworkBecause();
if (missing !== null) figure(`skipped, as ${missing}`);

test.skipIf(missing !== null)(
  'Firefox and Chromium see and hear each other',
  async () => {
    if (firefox === null) throw new Error('skipped without it');
    const network = await makeNetwork();
    onTestFinished(() => network.remove());
    const server = await startServer({ announcedAddress: network.address, within: network.within });
    onTestFinished(() => server.stop());
    const door = await localDoorTo(network.address, server.httpPort);
    onTestFinished(() => {
      door.close();
    });
    const room = new Room(door.url);
    const browser = await launchFirefox(firefox);
    onTestFinished(() => browser.close());

    const ada = await room.joinedBy('Ada');
    const fritz = await FirefoxPerson.knock(browser, room.address, 'Fritz');
    await ada.answers(fritz, 'Allow');
    await fritz.arrives();

    const began = performance.now();
    await seeAndHearEachOther([ada, fritz], 10_000);
    figure(`both ways after ${(performance.now() - began).toFixed(0)} ms`);
    expect(ada.complaints).toEqual([]);
  },
  90_000,
);
