import { expect, onTestFinished, test } from 'vitest';
import { seeAndHearEachOther } from './person';
import type { RelayWay } from './relay-only';
import { Room } from './room';
import { freeTcpPort, startServer, type Server } from './server';
import { figure } from './until';

async function serverWithTurn(): Promise<Server> {
  const server = await startServer({
    keys: { FOYER_TURN: 'on', FOYER_TURN_PORT: String(await freeTcpPort()) },
  });
  onTestFinished(() => server.stop());
  return server;
}

/** What a server counted of one of its figures. */
async function counted(server: Server, figureName: string): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line.startsWith(figureName));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

test.each<RelayWay>(['udp', 'tcp'])(
  'two people whose networks let out nothing but TURN over %s see and hear each other',
  async (way) => {
    const server = await serverWithTurn();
    const room = new Room(server.url);
    const ada = await room.joinedByRelay('Ada', way);
    const ben = await room.joinedByRelay('Ben', way);
    const began = performance.now();
    await seeAndHearEachOther([ada, ben], 20_000);
    figure(`over ${way} both ways after ${(performance.now() - began).toFixed(0)} ms`);
    expect(await counted(server, 'foyer_turn_relayed_bytes_total')).toBeGreaterThan(100_000);
    expect(ada.complaints).toEqual([]);
    expect(ben.complaints).toEqual([]);
  },
  120_000,
);
