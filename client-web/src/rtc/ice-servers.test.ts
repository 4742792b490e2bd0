import { FakeHandler, type types } from 'mediasoup-client';
import * as parameters from 'mediasoup-client/fakeParameters';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeChannel } from '../protocol/channel.fake';
import type { IceServer } from '../protocol/media';
import { fakeAdmission, FakeMediaServer, fakeTrack } from './media.fake';
import { MediaSession } from './media-session';

function serverOf(name: string): IceServer {
  return { urls: [`turn:${name}:3478?transport=udp`], username: name, credential: 'secret' };
}

describe('ICE servers', () => {
  let channel: FakeChannel;
  let handlers: ReturnType<types.HandlerFactory['factory']>[];
  /** What connections were made with. */
  let given: (RTCIceServer[] | undefined)[];
  let session: MediaSession;

  function watched(): types.HandlerFactory {
    const real = FakeHandler.createFactory(parameters);
    return {
      ...real,
      factory: (options) => {
        given.push(options.iceServers);
        const handler = real.factory(options);
        handlers.push(handler);
        return handler;
      },
    };
  }

  beforeEach(async () => {
    vi.useFakeTimers();
    handlers = [];
    given = [];
    channel = new FakeChannel();
    const media = new FakeMediaServer(channel);
    media.offers.set('p', { kind: 'audio' });
    channel.open();
    session = await MediaSession.open(
      {
        channel,
        roomId: 'r',
        ...fakeAdmission({ iceServers: [serverOf('join')] }),
        onLost: () => undefined,
      },
      watched(),
    );
  });
  afterEach(() => void vi.useRealTimers());

  function offering(
    event: 'create-send-transport' | 'create-receive-transport',
    name: string,
  ): void {
    channel.answer(event, () => ({
      transportOptions: { ...parameters.generateTransportRemoteParameters(), id: name },
      iceServers: [serverOf(name)],
    }));
  }

  it('are those that came with each transport', async () => {
    offering('create-send-transport', 'second');
    offering('create-receive-transport', 'third');
    await session.publish('camera', fakeTrack('video'));
    await session.publish('microphone', fakeTrack('audio'));
    await session.consume('p', 's');
    expect(given).toEqual([[serverOf('join')], [serverOf('second')], [serverOf('third')]]);
  });

  it('are none where a server knows of none', async () => {
    await session.publish('camera', fakeTrack('video'));
    await session.publish('microphone', fakeTrack('audio'));
    expect(given[1]).toBeUndefined();
  });

  it('are fresh for a restart, before it gathers', async () => {
    await session.publish('camera', fakeTrack('video'));
    const [handler] = handlers;
    if (handler === undefined) throw new Error('no handler');
    const updated = vi.spyOn(handler, 'updateIceServers');
    const restarted = vi.spyOn(handler, 'restartIce');
    channel.answer('restart-ice', () => ({
      iceParameters: { usernameFragment: 'u', password: 'p' },
      iceServers: [serverOf('fresh')],
    }));
    handler.emit('@connectionstatechange', 'failed');
    await vi.advanceTimersByTimeAsync(100);
    expect(updated).toHaveBeenCalledExactlyOnceWith([serverOf('fresh')]);
    expect(updated).toHaveBeenCalledBefore(restarted);
  });
});
