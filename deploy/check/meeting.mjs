// Two people meet at a site: node meeting.mjs SITE [HASH]. HASH is the SHA-256 of the public key of the
// authority whose certificates Chromium shall believe, in base64. Fails unless each sees and hears the other.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { existsSync } from 'node:fs';

const [site, authority] = process.argv.slice(2);
const client = resolve(import.meta.dirname, '../../client-web/package.json');
const { chromium } = createRequire(client)('playwright-core');
const DEADLINE_MS = 30_000;

const proved = (text) => process.stdout.write(`  ✓ ${text}\n`);

async function until(what, isSo) {
  const began = performance.now();
  while (!(await isSo())) {
    if (performance.now() - began > DEADLINE_MS) throw new Error(`not in time: ${what}`);
    await new Promise((go) => setTimeout(go, 100));
  }
}

/** Runs in the page before anything else: keeps its connections, to read their statistics. */
function keepConnections() {
  const kept = [];
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...settings) {
      super(...settings);
      kept.push(this);
    }
  };
  window.received = async () => {
    const seen = { frames: 0, energy: 0, paths: [] };
    for (const connection of kept) {
      const stats = await connection.getStats();
      for (const each of stats.values()) {
        if (each.type === 'inbound-rtp') {
          seen.frames += each.framesDecoded ?? 0;
          seen.energy += each.totalAudioEnergy ?? 0;
        }
        if (each.type === 'candidate-pair' && each.nominated && each.state === 'succeeded') {
          const remote = stats.get(each.remoteCandidateId);
          seen.paths.push(`${remote.protocol} ${remote.address}:${remote.port}`);
        }
      }
    }
    return seen;
  };
}

async function somebody(browser, name, room) {
  const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
  await context.addInitScript(keepConnections);
  const page = await context.newPage();
  const complaints = [];
  const sockets = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('websocket', (socket) => sockets.push(socket.url()));
  await page.goto(room);
  await page.getByLabel('Your name').fill(name);
  await page.locator('video[data-kind=camera]').waitFor();
  await page.getByRole('button', { name: 'Join now', exact: true }).click();
  return { name, page, complaints, sockets };
}

async function seesAndHears(person) {
  const first = await person.page.evaluate(() => window.received());
  await until(`${person.name} sees and hears the other`, async () => {
    const now = await person.page.evaluate(() => window.received());
    return now.frames - first.frames > 10 && now.energy > first.energy;
  });
}

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
);
if (executablePath === undefined) throw new Error('no Chromium: install the package chromium');
const browser = await chromium.launch({
  executablePath,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--use-fake-device-for-media-stream=fps=15',
    '--use-fake-ui-for-media-stream',
    ...(authority === undefined ? [] : [`--ignore-certificate-errors-spki-list=${authority}`]),
  ],
});
try {
  const room = `${site}/check-${Date.now().toString(36)}`;
  const ann = await somebody(browser, 'Ann', room);
  await ann.page.getByRole('button', { name: 'Leave call' }).waitFor();
  const ben = await somebody(browser, 'Ben', room);
  await ann.page
    .locator('li[data-guest-id]', { has: ann.page.getByText('Ben', { exact: true }) })
    .getByRole('button', { name: 'Allow', exact: true })
    .click();
  await ben.page.getByRole('button', { name: 'Leave call' }).waitFor();
  proved('two people in Chromium are in a room, with the pages from HTTPS');

  await Promise.all([seesAndHears(ann), seesAndHears(ben)]);
  const { paths } = await ben.page.evaluate(() => window.received());
  proved(`each sees and hears the other, media straight to ${[...new Set(paths)].join(', ')}`);

  for (const { name, sockets } of [ann, ben]) {
    const secure = sockets.filter((url) => url.startsWith(site.replace('https:', 'wss:')));
    if (secure.length === 0) throw new Error(`${name} has no secure WebSocket: ${sockets}`);
  }
  proved('their signaling goes over a secure WebSocket');

  await ben.page.close({ runBeforeUnload: true });
  await ben.page.context().close();
  await until('Ben is gone', async () => {
    const tiles = await ann.page.getByRole('group').evaluateAll((all) => all.map((one) => one.ariaLabel));
    return !tiles.some((label) => label?.startsWith('Ben'));
  });
  proved('who closes the page is gone for the other');

  const complaints = [...ann.complaints, ...ben.complaints];
  if (complaints.length > 0) throw new Error(`a page complained: ${complaints.join('; ')}`);
} finally {
  await browser.close();
}
