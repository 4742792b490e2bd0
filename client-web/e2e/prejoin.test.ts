import { expect, test } from 'vitest';
import type { Person } from './person';
import { Room } from './room';
import { until } from './until';

/** How the page finds this person's devices from its next load on. */
async function devicesFail(person: Person, error: string, kinds: string[]): Promise<void> {
  await person.page.addInitScript(
    ([name, failing]) => {
      const devices = navigator.mediaDevices;
      const ask = devices.getUserMedia.bind(devices);
      devices.getUserMedia = (wanted) =>
        (failing ?? '').split(',').some((kind) => Reflect.has(wanted ?? {}, kind))
          ? Promise.reject(new DOMException('', name))
          : ask(wanted);
    },
    [error, kinds.join()],
  );
  await person.page.reload();
  await person.page.getByLabel('Your name').fill(person.name);
}

function level(person: Person): Promise<number> {
  const meter = person.page.getByRole('meter', { name: 'Microphone level' });
  return meter.getAttribute('aria-valuenow').then(Number);
}

test('the door shows the microphone’s level and plays a sound', async () => {
  const ada = await new Room().atDoor('Ada');
  await until('the level rises', 10_000, async () => (await level(ada)) > 10);
  await ada.press('Test speaker');
  await ada.page.getByRole('button', { name: 'Playing…' }).waitFor();
  await ada.page.getByRole('button', { name: 'Test speaker' }).waitFor();
  await expect(ada.page.getByText('could not be played').count()).resolves.toBe(0);

  await ada.press('Mute microphone');
  await until('the level is gone', 5_000, async () => (await level(ada)) === 0);
});

test('a refused permission is explained, and the meeting works without', async () => {
  const room = new Room();
  const ada = await room.atDoor('Ada');
  await devicesFail(ada, 'NotAllowedError', ['audio', 'video']);
  await ada.page.getByText(/may not use your camera\. Click the icon/).waitFor();
  await ada.page.getByText(/may not use your microphone\. Click the icon/).waitFor();
  await ada.press('Join now');
  await ada.page.getByRole('button', { name: 'Unmute microphone' }).waitFor();
});

test('who has no camera is heard all the same', async () => {
  const room = new Room();
  const ada = await room.atDoor('Ada');
  await devicesFail(ada, 'NotFoundError', ['video']);
  await ada.page.getByText('No camera was found.').waitFor();
  await ada.press('Join now');
  await ada.page.getByRole('button', { name: 'Mute microphone' }).waitFor();
});

test('the network check says in words what works', async () => {
  const ada = await new Room().atDoor('Ada');
  await ada.press('Check the network');
  await ada.page.getByText('Server: works').waitFor({ timeout: 15_000 });
  await ada.page.getByText(/All well|The server answers/).waitFor();
});

test('noise suppression and blur run under the content policy, or say that they cannot', async () => {
  const ada = await new Room().atDoor('Ada');
  const asked: string[] = [];
  ada.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await until('the level rises', 10_000, async () => (await level(ada)) > 10);
  expect(asked.filter((path) => /rnnoise|segmentation/.test(path))).toEqual([]);

  await ada.page.getByRole('switch', { name: 'Suppress noise' }).click();
  await until('the filter is loaded', 20_000, () =>
    Promise.resolve(asked.some((path) => /rnnoise.*wasm$/.test(path))),
  );
  await until('the filter runs', 10_000, async () => (await level(ada)) >= 0);
  await expect(ada.page.getByText('Noise could not be suppressed').count()).resolves.toBe(0);

  await ada.page.getByRole('switch', { name: 'Blur the background' }).click();
  await until('the model is loaded', 30_000, () =>
    Promise.resolve(asked.some((path) => path.endsWith('.tflite'))),
  );
  // A machine without graphics is too slow: it says so and goes on with the plain picture.
  const label = (): Promise<string> =>
    ada.page.locator('video[data-kind=camera]').evaluate((video: HTMLVideoElement) => {
      const stream = video.srcObject;
      return stream instanceof MediaStream ? (stream.getVideoTracks()[0]?.label ?? '') : '';
    });
  const gaveUp = ada.page.getByText('too much for this computer');
  await until('the picture is a drawn one, or it gave up', 30_000, async () => {
    return !/fake/i.test(await label()) || (await gaveUp.isVisible());
  });
  expect(ada.complaints.filter((line) => /Content.Security/i.test(line))).toEqual([]);
}, 120_000);

test('muting and turning the camera off let go of the devices', async () => {
  const room = new Room();
  const ada = await room.atDoor('Ada');
  await ada.page.evaluate(() => {
    const devices = navigator.mediaDevices;
    const ask = devices.getUserMedia.bind(devices);
    const tracks: MediaStreamTrack[] = [];
    Reflect.set(window, 'given', tracks);
    devices.getUserMedia = async (wanted) => {
      const stream = await ask(wanted);
      tracks.push(...stream.getTracks());
      return stream;
    };
  });
  await ada.press('Mute microphone');
  await ada.press('Unmute microphone');
  await ada.press('Turn camera off');
  await ada.press('Turn camera on');
  const live = (): Promise<number> =>
    ada.page.evaluate(() => {
      const tracks = Reflect.get(window, 'given') as MediaStreamTrack[];
      return tracks.filter(({ readyState }) => readyState === 'live').length;
    });
  await until('both run', 5_000, async () => (await live()) === 2);
  await ada.press('Mute microphone');
  await ada.press('Turn camera off');
  await until('both are released', 2_000, async () => (await live()) === 0);
});
