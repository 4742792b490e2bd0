import { expect, inject, test } from 'vitest';
import { seeAndHearEachOther, type Person } from './person';
import { Room } from './room';

/** Collects every address the page asks for that is not its own server's. */
function elsewhere(person: Person, url: string): string[] {
  const { host } = new URL(url);
  const found: string[] = [];
  const look = (address: string): void => {
    if (!/^(blob|data):/.test(address) && new URL(address).host !== host) found.push(address);
  };
  person.page.context().on('request', (request) => {
    look(request.url());
  });
  person.page.on('websocket', (socket) => {
    look(socket.url());
  });
  return found;
}

test('a whole call asks nobody but its own server', async () => {
  const room = new Room();
  const { url } = inject('server');
  const ada = await room.atDoor('Ada');
  const found = elsewhere(ada, url);
  await ada.page.reload();
  await ada.page.getByLabel('Your name').fill('Ada');
  await room.letIn(ada);
  const ben = await room.joinedBy('Ben');
  await seeAndHearEachOther([ada, ben]);
  await ada.press('Chat');
  await ada.press('Make a new key');
  await ada.page.getByLabel('Message', { exact: true }).fill('hello');
  await ada.press('Send');
  await ada.page.getByText('hello', { exact: true }).waitFor();
  await ada.press('Leave call');
  expect(found).toEqual([]);
});

test('the page is forbidden to ask anybody else, and to run what is not a file of it', async () => {
  const answer = await fetch(inject('server').url);
  const policy = new Map(
    (answer.headers.get('content-security-policy') ?? '').split(';').map((rule) => {
      const [name = '', ...sources] = rule.trim().split(' ');
      return [name, sources];
    }),
  );
  expect(policy.get('default-src')).toEqual(["'self'"]);
  expect(policy.get('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
  const reach = policy.get('connect-src') ?? [];
  expect(reach.filter((source) => !["'self'", 'ws:', 'wss:'].includes(source))).toEqual([]);
});

test('hashed files come packed and for ever, the page is asked for again', async () => {
  const { url } = inject('server');
  const page = await fetch(url);
  const [, script = ''] = /src="(\/assets\/[^"]+\.js)"/.exec(await page.text()) ?? [];
  const packed = await fetch(`${url}${script}`, { headers: { 'accept-encoding': 'br' } });
  expect(packed.headers.get('content-encoding')).toBe('br');
  expect(packed.headers.get('cache-control')).toContain('immutable');
  expect(packed.headers.get('vary')?.toLowerCase()).toContain('accept-encoding');
  await packed.arrayBuffer();
  const etag = page.headers.get('etag') ?? '';
  const again = await fetch(url, { headers: { 'if-none-match': etag } });
  expect([page.headers.get('cache-control'), again.status]).toEqual(['no-cache', 304]);
});

test('the page can be installed, opens without a network, and lets signaling pass', async () => {
  const room = new Room();
  const ada = await room.atDoor('Ada');
  const { page } = ada;
  await page.evaluate(() => navigator.serviceWorker.ready);
  const manifest = await page.evaluate(async () => {
    const answer = await fetch('/manifest.webmanifest');
    return (await answer.json()) as { icons: { src: string }[]; display: string };
  });
  expect([manifest.display, manifest.icons.length]).toEqual(['standalone', 3]);
  const names = await page.evaluate(async () => {
    const kept: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const { url } of await cache.keys()) kept.push(new URL(url).pathname);
    }
    return kept;
  });
  expect(names).toContain('/');
  expect(names.filter((name) => /socket\.io|healthz|metrics/.test(name))).toEqual([]);
  await page.reload();
  await page.context().setOffline(true);
  await page.reload();
  await page.getByLabel('Your name').waitFor();
  await page.context().setOffline(false);
});
