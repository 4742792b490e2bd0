import { describe, expect, test } from 'vitest';
import { Closed, Connection, TurnedAway, type WireListener } from './connection.ts';
import { VirtualTime } from './virtual-time.ts';

/** A server's end of a wire, by hand. */
class FakeServer {
  readonly received: string[] = [];
  #client: WireListener | null = null;

  readonly open = (client: WireListener) => {
    this.#client = client;
    return {
      send: (text: string) => this.received.push(text),
      close: () => {
        this.close('the client closed');
      },
    };
  };

  accept(): void {
    this.#client?.opened();
  }

  send(text: string): void {
    this.#client?.received(text);
  }

  close(why: string): void {
    this.#client?.closed(why);
  }
}

async function connected(): Promise<{
  server: FakeServer;
  time: VirtualTime;
  connection: Connection;
}> {
  const server = new FakeServer();
  const time = new VirtualTime();
  const opening = Connection.open(server.open, time);
  server.accept();
  server.send('0{"sid":"e","upgrades":[],"pingInterval":10000,"pingTimeout":20000}');
  server.send('40{"sid":"s"}');
  return { server, time, connection: await opening };
}

describe('connecting', () => {
  test('asks for the namespace once the wire is open', async () => {
    const { server, connection } = await connected();
    expect(server.received).toEqual(['40']);
    expect(connection.isOpen).toBe(true);
  });

  test('does not need the handshake packet', async () => {
    const server = new FakeServer();
    const opening = Connection.open(server.open, new VirtualTime());
    server.accept();
    server.send('40{"sid":"s"}');
    expect((await opening).isOpen).toBe(true);
  });

  test('fails when the namespace refuses', async () => {
    const server = new FakeServer();
    const opening = Connection.open(server.open, new VirtualTime());
    server.send('44{"message":"full"}');
    await expect(opening).rejects.toThrow(TurnedAway);
  });

  test('fails when the wire never opens, or says nothing', async () => {
    const refused = new FakeServer();
    const refusal = Connection.open(refused.open, new VirtualTime());
    refused.close('bad handshake');
    await expect(refusal).rejects.toThrow(new TurnedAway('connect: bad handshake'));

    const time = new VirtualTime();
    const silence = Connection.open(new FakeServer().open, time, 500);
    time.pass(500);
    await expect(silence).rejects.toThrow('connect: nothing came in 500 ms after nothing');
  });
});

describe('asking', () => {
  test('gets each answer to its own question, in any order', async () => {
    const { server, time, connection } = await connected();
    const first = connection.request('a', 1);
    const second = connection.request('b', 2);
    expect(server.received.slice(1)).toEqual(['420["a",1]', '421["b",2]']);
    server.send('431[{"b":true}]');
    server.send('430[]');
    expect(await first).toEqual([]);
    expect(await second).toEqual([{ b: true }]);
    expect(time.alarms).toBe(0);
  });

  test('gives up after the deadline', async () => {
    const { time, connection } = await connected();
    const answer = connection.request('a', 1, 100);
    time.pass(100);
    await expect(answer).rejects.toThrow('a: nothing came in 100 ms');
  });

  test('fails when the wire closes, and ever after', async () => {
    const { server, connection } = await connected();
    const answer = connection.request('a', 1);
    server.close('gone');
    await expect(answer).rejects.toThrow(Closed);
    await expect(connection.request('b', 2)).rejects.toThrow('gone');
  });
});

describe('hearing', () => {
  test('answers a ping', async () => {
    const { server } = await connected();
    server.send('2');
    expect(server.received.at(-1)).toBe('3');
  });

  test('tells the listeners of an event, until they stop', async () => {
    const { server, connection } = await connected();
    const heard: unknown[] = [];
    const stop = connection.on('user-left', (payload) => heard.push(payload));
    server.send('42["user-left",{"userId":"a"}]');
    server.send('42["user-joined",{"userId":"b"}]');
    stop();
    server.send('42["user-left",{"userId":"c"}]');
    expect(heard).toEqual([{ userId: 'a' }]);
  });

  test('waits for the event that suits', async () => {
    const { server, time, connection } = await connected();
    const two = connection.next('n', (payload) => payload === 2);
    server.send('42["n",1]');
    server.send('42["n",2]');
    expect(await two).toBe(2);
    expect(time.alarms).toBe(0);
  });
});

describe('leaving', () => {
  test('says goodbye, and waits for the close', async () => {
    const { server, connection } = await connected();
    const goodbye = connection.sayGoodbye();
    expect(server.received.at(-1)).toBe('41');
    expect(connection.isOpen).toBe(true);
    server.close('goodbye');
    await goodbye;
    expect(connection.isOpen).toBe(false);
  });

  test('hangs up without a goodbye', async () => {
    const { server, connection } = await connected();
    await connection.hangUp();
    expect(server.received).not.toContain('41');
    expect(await connection.ended()).toBe('the client closed');
  });

  test('closes when the server says goodbye', async () => {
    const { server, connection } = await connected();
    server.send('41');
    expect(await connection.ended()).toBe('the client closed');
  });
});
