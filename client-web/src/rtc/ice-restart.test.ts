import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RequestError } from '../protocol/errors';
import type { IceParameters } from '../protocol/media';
import { IceRestart } from './ice-restart';

const FRESH: IceParameters = { usernameFragment: 'u', password: 'p' };

class FakeTransport {
  closed = false;
  readonly restarts: IceParameters[] = [];

  restartIce({ iceParameters }: { iceParameters: IceParameters }): Promise<void> {
    this.restarts.push(iceParameters);
    return Promise.resolve();
  }
}

describe('IceRestart', () => {
  let transport: FakeTransport;
  let answer: () => Promise<IceParameters>;
  let lost: number;
  let restart: IceRestart;

  beforeEach(() => {
    vi.useFakeTimers();
    transport = new FakeTransport();
    answer = () => Promise.resolve(FRESH);
    lost = 0;
    restart = new IceRestart(
      transport,
      () => answer(),
      () => lost++,
    );
    restart.onConnectionState('connected');
  });
  afterEach(() => void vi.useRealTimers());

  it('restarts a failed transport at once', async () => {
    restart.onConnectionState('failed');
    await vi.advanceTimersByTimeAsync(0);
    expect(transport.restarts).toEqual([FRESH]);
  });

  it('lets a short gap heal by itself', async () => {
    restart.onConnectionState('disconnected');
    await vi.advanceTimersByTimeAsync(1_000);
    restart.onConnectionState('connected');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(transport.restarts).toEqual([]);
  });

  it('restarts after a gap that lasts', async () => {
    restart.onConnectionState('disconnected');
    await vi.advanceTimersByTimeAsync(2_499);
    expect(transport.restarts).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(transport.restarts).toHaveLength(1);
  });

  it('restarts nothing that came back before the answer', async () => {
    let late: (parameters: IceParameters) => void = () => undefined;
    answer = () => new Promise((resolve) => (late = resolve));
    restart.onConnectionState('disconnected');
    await vi.advanceTimersByTimeAsync(3_000);
    restart.onConnectionState('connected');
    late(FRESH);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(transport.restarts).toEqual([]);
    expect(lost).toBe(0);
  });

  it('tries again until connected', async () => {
    restart.onConnectionState('failed');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(transport.restarts).toHaveLength(2);
    restart.onConnectionState('connected');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(transport.restarts).toHaveLength(2);
    expect(lost).toBe(0);
  });

  it('goes on while the server does not answer, then gives the transport up', async () => {
    answer = () => Promise.reject(new RequestError('restart-ice', 'timeout'));
    restart.onConnectionState('failed');
    await vi.advanceTimersByTimeAsync(13_000);
    expect(lost).toBe(0);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(lost).toBe(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(lost).toBe(1);
  });

  it('gives up at once a transport the server does not know', async () => {
    answer = () => Promise.reject(new RequestError('restart-ice', 'not-found'));
    restart.onConnectionState('failed');
    await vi.advanceTimersByTimeAsync(0);
    expect(lost).toBe(1);
  });

  it('leaves a closed transport alone', async () => {
    restart.onConnectionState('failed');
    transport.closed = true;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(transport.restarts).toEqual([]);
    expect(lost).toBe(0);
  });
});
