import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChannelState } from '../protocol/channel';
import { Connection, type Wire } from './connection';

type AckListener = (error: Error | null, answer: unknown) => void;

class FakeWire implements Wire {
  connected = false;
  readonly emitted: string[] = [];
  answer: unknown = undefined;
  silent = false;
  connects = 0;
  /** Whether it would come back by itself. */
  persistent = true;
  delayMaxMs = 0;
  tryMs = 0;
  closedEngines = 0;
  readonly io = {
    reconnection: (on: boolean): boolean => (this.persistent = on),
    reconnectionDelayMax: (ms: number): number => (this.delayMaxMs = ms),
    timeout: (ms: number): number => (this.tryMs = ms),
    engine: {
      close: (): void => {
        this.closedEngines++;
        this.connected = false;
        this.fire('disconnect', 'forced close');
      },
    },
    on: (event: string, listener: (tries: number) => void): void => {
      this.on(`io ${event}`, listener as (payload: unknown) => void);
    },
  };
  readonly #listeners = new Map<string, Set<(payload: unknown) => void>>();

  connect(): void {
    this.connects++;
    this.connected = true;
    this.fire('connect', undefined);
  }

  disconnect(): void {
    this.connected = false;
    this.fire('disconnect', 'io client disconnect');
  }

  emit(event: string): void {
    this.emitted.push(event);
  }

  timeout(ms: number) {
    return {
      emit: (event: string, _payload: unknown, ack: AckListener) => {
        this.emitted.push(event);
        if (this.silent)
          setTimeout(() => {
            ack(new Error('operation has timed out'), undefined);
          }, ms);
        else ack(null, this.answer);
      },
    };
  }

  on(event: string, listener: (payload: unknown) => void): void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
  }

  off(event: string, listener: (payload: unknown) => void): void {
    this.#listeners.get(event)?.delete(listener);
  }

  fire(event: string, payload: unknown): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(payload);
  }
}

const PRODUCERS = { roomId: 'r' };

describe('Connection', () => {
  let wire: FakeWire;
  let connection: Connection;
  let states: ChannelState[];

  beforeEach(() => {
    vi.useFakeTimers();
    wire = new FakeWire();
    connection = new Connection(wire);
    states = [];
    connection.onState((state) => states.push(state));
  });
  afterEach(() => void vi.useRealTimers());

  it('resolves with the answer', async () => {
    connection.open();
    wire.answer = { producers: [], participants: [] };
    await expect(connection.request('get-producers', PRODUCERS)).resolves.toEqual(wire.answer);
  });

  it('takes an empty answer as success', async () => {
    connection.open();
    wire.answer = undefined;
    await expect(connection.request('leave-room', PRODUCERS)).resolves.toBeUndefined();
  });

  it('rejects with the word of a refusal', async () => {
    connection.open();
    wire.answer = { error: 'room-full' };
    const request = connection.request('get-producers', PRODUCERS);
    await expect(request).rejects.toMatchObject({ word: 'room-full', event: 'get-producers' });
  });

  it('rejects what must not be asked twice after eight seconds', async () => {
    connection.open();
    wire.silent = true;
    let word: unknown;
    connection.request('create-invite', PRODUCERS).catch((error: unknown) => (word = error));
    wire.fire('io packet', undefined);
    await vi.advanceTimersByTimeAsync(7_999);
    expect(word).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(word).toMatchObject({ word: 'timeout' });
    expect(wire.emitted).toEqual(['create-invite']);
  });

  it('asks a question three times, eight seconds each, on a connection that lives', async () => {
    connection.open();
    wire.silent = true;
    let word: unknown;
    connection.request('get-producers', PRODUCERS).catch((error: unknown) => (word = error));
    for (let second = 0; second < 23; second++) {
      wire.fire('io ping', undefined);
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(word).toBeUndefined();
    expect(wire.emitted).toHaveLength(3);
    wire.fire('io ping', undefined);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(word).toMatchObject({ word: 'timeout' });
    expect(wire.emitted).toHaveLength(3);
  });

  it('takes the answer to a second try', async () => {
    connection.open();
    wire.silent = true;
    const answer = connection.request('get-producers', PRODUCERS);
    wire.fire('io ping', undefined);
    wire.answer = { producers: [], participants: [] };
    await vi.advanceTimersByTimeAsync(7_000);
    wire.silent = false;
    await vi.advanceTimersByTimeAsync(1_000);
    await expect(answer).resolves.toEqual(wire.answer);
  });

  it('begins another connection where nothing at all came for a whole deadline', async () => {
    connection.open();
    wire.silent = true;
    connection.request('get-producers', PRODUCERS).catch(() => undefined);
    await vi.advanceTimersByTimeAsync(8_000);
    expect(wire.closedEngines).toBe(1);
    expect(states).toEqual(['connected', 'disconnected']);
    expect(wire.persistent).toBe(true);
  });

  it.each(['packet', 'ping'])('keeps a connection on which a %s came', async (event) => {
    connection.open();
    wire.silent = true;
    connection.request('create-invite', PRODUCERS).catch(() => undefined);
    await vi.advanceTimersByTimeAsync(4_000);
    wire.fire(`io ${event}`, undefined);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(wire.closedEngines).toBe(0);
  });

  it('tries often at first, and patiently later', () => {
    wire.fire('io reconnect_attempt', 8);
    expect([wire.delayMaxMs, wire.tryMs]).toEqual([800, 2_000]);
    wire.fire('io reconnect_attempt', 9);
    expect([wire.delayMaxMs, wire.tryMs]).toEqual([5_000, 20_000]);
  });

  it('sends nothing while disconnected', async () => {
    const request = connection.request('get-producers', PRODUCERS);
    await expect(request).rejects.toMatchObject({ word: 'disconnected' });
    connection.notify('hand-state', { roomId: 'r', handRaised: true });
    expect(wire.emitted).toEqual([]);
  });

  it('comes back after the server closed the socket', async () => {
    connection.open();
    wire.connected = false;
    wire.fire('disconnect', 'io server disconnect');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(states).toEqual(['connected', 'disconnected', 'connected']);
  });

  it('stays away while the server restarts, however the connection ends', async () => {
    for (const reason of ['io server disconnect', 'transport close']) {
      connection.open();
      const before = wire.connects;
      connection.stayAway(8_000);
      expect(wire.persistent).toBe(true);
      wire.connected = false;
      wire.fire('disconnect', reason);
      expect(wire.persistent).toBe(false);
      await vi.advanceTimersByTimeAsync(7_999);
      expect(wire.connects).toBe(before);
      await vi.advanceTimersByTimeAsync(1);
      expect(wire.connects).toBe(before + 1);
      expect(wire.persistent).toBe(true);
    }
  });

  it('stays away once closed, and says nothing more', async () => {
    connection.open();
    wire.fire('disconnect', 'io server disconnect');
    connection.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(wire.connects).toBe(1);
    expect(states).toEqual(['connected', 'disconnected']);
  });

  it('stops telling a listener that unsubscribed', () => {
    const left: string[] = [];
    const stop = connection.on('user-left', ({ userId }) => left.push(userId));
    wire.fire('user-left', { userId: 'a' });
    stop();
    wire.fire('user-left', { userId: 'b' });
    expect(left).toEqual(['a']);
  });
});
