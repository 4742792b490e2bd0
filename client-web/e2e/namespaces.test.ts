// Calls of people whose networks are real ones, made of the kernel's namespaces and its firewall.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from './namespace-browser';
import { MEDIA, NAT_ADDRESS, Namespaces, noNamespacesBecause, PAGES } from './namespaces';
import { seeAndHearEachOther, type Person } from './person';
import type { Way } from './probe';
import { Room } from './room';
import { startServer } from './server';
import { figure } from './until';
import { settledWays, told } from './ways';

const MEDIA_PORT = 443;
const HTTP_PORT = 3000;
/**
 * Chromium looks for ways over TCP last, and not at all when it is connected by then: by a relay over TCP, in a
 * network as quick as this one.
 */
const NO_TURN = `
  chain no_turn {
    type filter hook forward priority filter
    meta l4proto { tcp, udp } th dport 3478 drop
  }`;
const DEBUG_TOKEN = randomBytes(24).toString('hex');

const missing = await noNamespacesBecause();
if (missing !== null) figure(`skipped, as ${missing}`);

type Path = { protocol: string; local: string; remote: string };

/** By which paths the server has somebody of the room's media, as it says itself. */
async function pathsAtServer(person: Person, room: Room): Promise<Path[]> {
  return person.page.evaluate(
    async ([url, token]) => {
      const answer = await fetch(url, { headers: { Authorization: `Bearer ${token}` } });
      const report = (await answer.json()) as {
        participants: { transports: { path?: Path }[] }[];
      };
      const transports = report.participants.flatMap((participant) => participant.transports);
      return transports.flatMap(({ path }) => path ?? []);
    },
    [`/debug/rooms/${room.id}`, DEBUG_TOKEN] as const,
  );
}

describe.skipIf(missing !== null)('two people', () => {
  let namespaces: Namespaces;
  const undo: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    namespaces = await Namespaces.make();
    undo.push(() => namespaces.remove());
    await namespaces.openPagesAt443(HTTP_PORT);
    // As docs/operations.md has it for such networks: one port, 443, and the pages at another address.
    const server = await startServer({
      announcedAddress: `${MEDIA.v4},${MEDIA.v6}`,
      within: namespaces.within('server'),
      httpPort: HTTP_PORT,
      keys: {
        FOYER_RTC_PORT: String(MEDIA_PORT),
        FOYER_RTC_SINGLE_PORT: 'on',
        FOYER_TURN: 'on',
        FOYER_DEBUG_TOKEN: DEBUG_TOKEN,
      },
    });
    undo.push(() => server.stop());
  }, 200_000);

  afterAll(async () => {
    for (const step of undo.toReversed()) await step();
  });

  async function call(
    pages: string,
    relayProtocol: string | null = null,
  ): Promise<{ ways: Way[]; paths: Path[] }> {
    const trusted = `http://${PAGES.v4}:443,http://[${PAGES.v6}]:443`;
    await openBrowser(namespaces, [`--unsafely-treat-insecure-origin-as-secure=${trusted}`]);
    const room = new Room(`http://${pages}:443`);
    const ada = await room.joinedBy('Ada');
    const ben = await room.joinedBy('Ben');
    const began = performance.now();
    await seeAndHearEachOther([ada, ben], 20_000);
    const tookMs = performance.now() - began;
    const ways = await settledWays([ada, ben], relayProtocol);
    const paths = await pathsAtServer(ada, room);
    figure(`both ways after ${tookMs.toFixed(0)} ms, by ${told(ways)}`);
    expect([ada, ben].flatMap(({ complaints }) => complaints)).toEqual([]);
    // Each has one to receive by and at least one to send by, and the server knows all of them.
    expect(ways.length).toBeGreaterThanOrEqual(4);
    expect(paths).toHaveLength(ways.length);
    return { ways, paths };
  }

  test('whose firewall blocks UDP meet over TCP', async () => {
    await namespaces.giveClient(['v4']);
    await namespaces.setRouter(`${NO_TURN}
      chain passing {
        type filter hook forward priority filter
        meta l4proto udp counter drop
      }`);
    const { ways } = await call(PAGES.v4);
    for (const way of ways)
      expect(way).toMatchObject({ relayProtocol: null, protocol: 'tcp', address: MEDIA.v4 });
    expect(await namespaces.counted()).toBeGreaterThan(0);
  });

  test('whose firewall lets out nothing but TCP to port 443 meet there', async () => {
    await namespaces.giveClient(['v4']);
    await namespaces.setRouter(`
      chain passing {
        type filter hook forward priority filter
        iifname "client" tcp dport 443 accept
        iifname "server" tcp sport 443 accept
        counter drop
      }`);
    const { ways } = await call(PAGES.v4);
    for (const way of ways)
      expect(way).toMatchObject({ relayProtocol: null, protocol: 'tcp', port: 443 });
    expect(await namespaces.counted()).toBeGreaterThan(0);
  });

  test('whose firewall lets out nothing but pages and TURN meet by that', async () => {
    await namespaces.giveClient(['v4']);
    await namespaces.setRouter(`
      chain passing {
        type filter hook forward priority filter
        ip daddr ${PAGES.v4} tcp dport 443 accept
        ip saddr ${PAGES.v4} tcp sport 443 accept
        iifname "client" udp dport 3478 accept
        iifname "server" udp sport 3478 accept
        counter drop
      }`);
    const { ways } = await call(PAGES.v4, 'udp');
    for (const way of ways) expect(way).toMatchObject({ relayProtocol: 'udp', port: 443 });
    expect(await namespaces.counted()).toBeGreaterThan(0);
  });

  test('behind a symmetric NAT meet over UDP, by ports that the NAT chose', async () => {
    await namespaces.giveClient(['v4']);
    await namespaces.setRouter(`
      chain leaving {
        type nat hook postrouting priority srcnat
        oifname "server" masquerade random,fully-random
      }`);
    const { ways, paths } = await call(PAGES.v4);
    for (const way of ways)
      expect(way).toMatchObject({ relayProtocol: null, protocol: 'udp', address: MEDIA.v4 });
    const ownPorts = new Set(ways.flatMap((way) => way.ownPorts));
    for (const { remote } of paths) expect(remote.split(':')[0]).toBe(NAT_ADDRESS);
    const kept = paths.filter(({ remote }) => ownPorts.has(Number(remote.split(':')[1])));
    expect(kept.length).toBeLessThan(2); // chance may hit one
    figure(`own ports ${[...ownPorts].join(', ')}; seen ${paths.map((p) => p.remote).join(', ')}`);
  });

  test('without IPv4 meet over IPv6', async () => {
    await namespaces.giveClient(['v6']);
    await namespaces.setRouter('');
    const { ways } = await call(`[${PAGES.v6}]`);
    for (const way of ways)
      expect(way).toMatchObject({ relayProtocol: null, protocol: 'udp', address: MEDIA.v6 });
  });

  test('with IPv4 and IPv6 meet over one of them', async () => {
    await namespaces.giveClient(['v4', 'v6']);
    await namespaces.setRouter('');
    const { ways } = await call(PAGES.v4);
    for (const way of ways) {
      expect(way).toMatchObject({ relayProtocol: null, protocol: 'udp' });
      expect([MEDIA.v4, MEDIA.v6]).toContain(way.address);
    }
    // A connection that is up by one of them may not try the other any more.
    const answered = new Set(ways.flatMap((way) => way.answered));
    expect(answered).toEqual(new Set([MEDIA.v4, MEDIA.v6]));
  });
});
