import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeChannel } from '../protocol/channel.fake';
import { RequestError } from '../protocol/errors';
import { fakeAdmission, FakeMediaServer, fakeTrack, openFakeSession } from './media.fake';
import type { MediaSession } from './media-session';

describe('MediaSession', () => {
  let channel: FakeChannel;
  let server: FakeMediaServer;
  let session: MediaSession;

  beforeEach(async () => {
    channel = new FakeChannel();
    server = new FakeMediaServer(channel);
    channel.open();
    session = await openFakeSession({
      channel,
      roomId: 'r',
      ...fakeAdmission(),
      onLost: () => undefined,
    });
  });

  afterEach(() => void vi.useRealTimers());

  it('sends each source over a transport of its own, the first over the one that was ready', async () => {
    await session.publish('camera', fakeTrack('video'));
    await session.publish('microphone', fakeTrack('audio'));
    await session.publish('screen', fakeTrack('video'));
    expect(channel.sentPayloads('create-send-transport')).toHaveLength(2);
    expect(channel.sentPayloads('produce')).toMatchObject([
      { roomId: 'r', transportId: 'ready', kind: 'video', appData: {} },
      { transportId: 'send-1', kind: 'audio', appData: {} },
      { transportId: 'send-2', kind: 'video', appData: { isScreen: true } },
    ]);
  });

  it('connects a transport before it produces', async () => {
    await session.publish('camera', fakeTrack('video'));
    expect(channel.sent.map((message) => message.event)).toEqual(['connect-transport', 'produce']);
  });

  it('sends the camera in three layers of VP8 and the screen in one', async () => {
    await session.publish('camera', fakeTrack('video'));
    await session.publish('screen', fakeTrack('video'));
    const [camera, screen] = channel.sentPayloads('produce');
    expect(camera).toMatchObject({
      rtpParameters: {
        codecs: [{ mimeType: 'video/VP8' }, { mimeType: 'video/rtx' }],
        encodings: [
          { scaleResolutionDownBy: 4, maxBitrate: 150_000, scalabilityMode: 'L1T3' },
          { scaleResolutionDownBy: 2, maxBitrate: 500_000, scalabilityMode: 'L1T3' },
          { scaleResolutionDownBy: 1, maxBitrate: 1_500_000, scalabilityMode: 'L1T3' },
        ],
      },
    });
    expect(screen).toMatchObject({ rtpParameters: { encodings: [{ maxBitrate: 2_500_000 }] } });
  });

  it('tells the server when a source ends, and leaves stopping the track to its owner', async () => {
    const track = fakeTrack('video');
    await session.publish('camera', track);
    session.unpublish('camera');
    expect(channel.sentPayloads('close-producer')).toEqual([{ roomId: 'r', producerId: 'own-1' }]);
    expect(track.readyState).toBe('live');
  });

  it('uses the transport of a source again', async () => {
    await session.publish('camera', fakeTrack('video'));
    session.unpublish('camera');
    await session.publish('camera', fakeTrack('video'));
    expect(channel.sentPayloads('create-send-transport')).toHaveLength(0);
    expect(channel.sentPayloads('produce')).toMatchObject([
      { transportId: 'ready' },
      { transportId: 'ready' },
    ]);
  });

  it('sends another track of a source in place of the earlier one, without a word', async () => {
    const first = fakeTrack('video');
    await session.publish('camera', first);
    await session.publish('camera', fakeTrack('video'));
    expect(channel.sentPayloads('produce')).toHaveLength(1);
    expect(channel.sentPayloads('close-producer')).toHaveLength(0);
    expect(first.readyState).toBe('live');
  });

  it('receives everything over one transport', async () => {
    server.offers.set('a', { kind: 'audio' }).set('v', { kind: 'video' });
    server.offers.set('s', { kind: 'video', appData: { isScreen: true } });
    const remotes = await Promise.all(['a', 'v', 's'].map((id) => session.consume(id, 'ada')));
    expect(remotes.map(({ kind, isScreen }) => [kind, isScreen])).toEqual([
      ['audio', false],
      ['video', false],
      ['video', true],
    ]);
    expect(channel.sentPayloads('create-receive-transport')).toHaveLength(1);
    expect(channel.sentPayloads('connect-receive-transport')).toHaveLength(1);
  });

  it('asks for a receiving transport again after it was refused one', async () => {
    server.offers.set('a', { kind: 'audio' });
    channel.refuse('create-receive-transport', 'not-ready');
    await expect(session.consume('a', 'ada')).rejects.toMatchObject({ word: 'not-ready' });
    new FakeMediaServer(channel).offers.set('a', { kind: 'audio' });
    await expect(session.consume('a', 'ada')).resolves.toMatchObject({ kind: 'audio' });
  });

  it('is patient when it asks too often, and gives up on any other refusal', async () => {
    vi.useFakeTimers();
    let refusals = 2;
    channel.answer('produce', () => {
      if (refusals-- > 0) throw new RequestError('produce', 'rate-limited');
      return { id: 'own' };
    });
    const published = session.publish('camera', fakeTrack('video'));
    await vi.advanceTimersByTimeAsync(5_000);
    await published;
    expect(channel.sentPayloads('produce')).toHaveLength(3);
    await expect(session.consume('unknown', 'ada')).rejects.toMatchObject({
      word: 'cannot-consume',
    });
  });

  it('takes its tracks away when it closes', async () => {
    server.offers.set('v', { kind: 'video' });
    const { track } = await session.consume('v', 'ada');
    session.close();
    await vi.waitFor(() => {
      expect(track.readyState).toBe('ended');
    });
    await expect(session.publish('camera', fakeTrack('video'))).rejects.toThrow('closed');
  });
});
