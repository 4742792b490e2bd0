// Calls of people whose network lets out nothing but TCP to port 443 of one address: pages from a real Caddy
// behind the server's shared port, and media beside them.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { noCaddyBecause, startCaddy, type Caddy } from './caddy';
import { openBrowser } from './namespace-browser';
import { CLIENT, Namespaces, noNamespacesBecause, PAGES } from './namespaces';
import { seeAndHearEachOther } from './person';
import type { Way } from './probe';
import { Room } from './room';
import { startServer, type ServerPlace } from './server';
import { figure } from './until';
import { settledWays, told } from './ways';

const run = promisify(execFile);

const SITE = 'meet.example.org';
const HTTP_PORT = 3000;
const CADDY_PORT = 8443;

const missing = (await noNamespacesBecause()) ?? (await noCaddyBecause());
if (missing !== null) figure(`skipped, as ${missing}`);

describe.skipIf(missing !== null)('two people with nothing but TCP to port 443', () => {
  let namespaces: Namespaces;
  let caddy: Caddy;
  const undo: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    namespaces = await Namespaces.make();
    undo.push(() => namespaces.remove());
    caddy = await startCaddy(namespaces.within('server'), SITE, CADDY_PORT, HTTP_PORT);
    undo.push(() => caddy.stop());
    await namespaces.giveClient(['v4']);
    await namespaces.tellClient(SITE, PAGES.v4);
    await namespaces.setRouter(`
      chain passing {
        type filter hook forward priority filter
        iifname "client" ip daddr ${PAGES.v4} tcp dport 443 accept
        iifname "server" ip saddr ${PAGES.v4} tcp sport 443 accept
        counter drop
      }`);
  }, 60_000);

  afterAll(async () => {
    for (const step of undo.toReversed()) await step();
  });

  async function serve(keys: ServerPlace['keys']): Promise<void> {
    const server = await startServer({
      announcedAddress: PAGES.v4,
      within: namespaces.within('server'),
      httpPort: HTTP_PORT,
      keys: {
        FOYER_CLIENT_ORIGIN: `https://${SITE}`,
        FOYER_FRONT_PORT: '443',
        FOYER_FRONT_HTTPS: `127.0.0.1:${CADDY_PORT}`,
        // One name and one certificate for pages and TURN.
        FOYER_TURN: 'on',
        FOYER_TURN_HOST: SITE,
        FOYER_TURN_CERTIFICATE: caddy.certificate,
        FOYER_TURN_KEY: caddy.key,
        ...keys,
      },
    });
    onTestFinished(() => server.stop());
  }

  async function call(relayProtocol: string | null): Promise<Way[]> {
    await openBrowser(namespaces, [], caddy.home);
    const room = new Room(`https://${SITE}`);
    const ada = await room.joinedBy('Ada');
    const ben = await room.joinedBy('Ben');
    const began = performance.now();
    await seeAndHearEachOther([ada, ben], 20_000);
    const tookMs = performance.now() - began;
    const ways = await settledWays([ada, ben], relayProtocol);
    figure(`both ways after ${tookMs.toFixed(0)} ms, by ${told(ways)}`);
    expect([ada, ben].flatMap(({ complaints }) => complaints)).toEqual([]);
    expect(ways.length).toBeGreaterThanOrEqual(4);
    return ways;
  }

  /** Connections of the shared port, by where they went. */
  async function accepted(): Promise<Record<string, number>> {
    const [program = '', ...words] = namespaces.within('server');
    const url = `http://127.0.0.1:${HTTP_PORT}/metrics`;
    const { stdout } = await run(program, [...words, 'curl', '-fsS', url]);
    const lines = stdout.matchAll(/^foyer_front_accepted_total\{destination="(\w+)"\} (\S+)$/gm);
    const counts: Record<string, number> = {};
    for (const [, where = '', count] of lines) counts[where] = Number(count);
    return counts;
  }

  test('have pages over HTTPS and media over ICE-TCP', async () => {
    // With it Chromium may be connected by a relay before it looks for ways over TCP, as this network is quick.
    await serve({ FOYER_TURN: 'off' });
    const ways = await call(null);
    for (const way of ways)
      expect(way).toMatchObject({
        relayProtocol: null,
        protocol: 'tcp',
        address: PAGES.v4,
        port: 443,
      });
    const { https = 0, ice_tcp: media = 0 } = await accepted();
    expect(https).toBeGreaterThanOrEqual(2);
    expect(media).toBeGreaterThanOrEqual(ways.length);
    expect(caddy.visitors()).toEqual(new Set([CLIENT.v4]));
  });

  test('have media by TURN over TLS, where the network lets out nothing but TLS', async () => {
    await serve({
      FOYER_RTC_TCP: 'off',
      FOYER_TURN_URLS: `turns:${SITE}:443?transport=tcp`,
    });
    const ways = await call('tls');
    for (const way of ways) expect(way).toMatchObject({ relayProtocol: 'tls' });
    const { https = 0, turn_tls: media = 0, ...others } = await accepted();
    expect(https).toBeGreaterThanOrEqual(2);
    // The ways of a connection share one to the TURN server.
    expect(media).toBeGreaterThanOrEqual(2);
    expect(others).toEqual({ ice_tcp: 0, turn: 0 });
    expect(await namespaces.counted()).toBeGreaterThan(0);
  });
});
