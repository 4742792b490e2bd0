import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RequestError } from '../protocol/errors';
import { fakeTrack } from './local.fake';
import { ADA, BOB, FakeStage } from './meeting.fake';

describe('what the room shows', () => {
  let stage: FakeStage;

  beforeEach(async () => {
    vi.useFakeTimers();
    stage = new FakeStage();
    stage.participants = [ADA];
    stage.offer('v1', 'ada', 'video');
    stage.meeting.join();
    await vi.advanceTimersByTimeAsync(100);
  });
  afterEach(() => {
    stage.meeting.leave();
    vi.useRealTimers();
  });

  it('is right again within five seconds, though every announcement was lost', async () => {
    stage.withdraw('v1');
    stage.participants = [{ ...ADA, muted: true }, BOB];
    stage.offer('b1', 'bob', 'audio');
    await vi.advanceTimersByTimeAsync(5_100);
    expect(stage.ids).toEqual(['ada', 'bob']);
    expect(stage.meeting.participants[0]?.muted).toBe(true);
    expect(stage.shows('ada', 'camera')).toBe(false);
    expect(stage.shows('bob', 'audio')).toBe(true);
  });

  it('keeps what is right as it is', async () => {
    const track = stage.meeting.participants[0]?.track('camera');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(stage.meeting.participants[0]?.track('camera')).toBe(track);
    expect(stage.channel.sentPayloads('consume')).toHaveLength(1);
    expect(stage.channel.sentPayloads('get-producers').length).toBeGreaterThanOrEqual(12);
  });

  it('is asked for by nobody who has left, or whose connection is lost', async () => {
    stage.channel.drop();
    const before = stage.channel.sentPayloads('get-producers').length;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(stage.channel.sentPayloads('get-producers')).toHaveLength(before);
    stage.meeting.leave();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(stage.channel.sentPayloads('get-producers')).toHaveLength(before);
  });

  it('has the sound of a screen beside it, over a way of its own, for as long as there is any', async () => {
    stage.devices.sound = fakeTrack('audio');
    await stage.local.screen.turnOn();
    await vi.advanceTimersByTimeAsync(100);
    const produced = stage.channel.sentPayloads('produce') as { transportId: string }[];
    expect(produced).toMatchObject([
      { kind: 'video', appData: { isScreen: true } },
      { kind: 'audio', appData: { isScreen: true } },
    ]);
    expect(new Set(produced.map(({ transportId }) => transportId)).size).toBe(2);

    stage.local.screen.turnOffSound();
    await vi.advanceTimersByTimeAsync(100);
    expect(stage.channel.sentPayloads('close-producer')).toHaveLength(1);
    stage.local.screen.turnOff();
    await vi.advanceTimersByTimeAsync(100);
    expect(stage.channel.sentPayloads('close-producer')).toHaveLength(2);
  });

  it('goes on with a screen whose sound the server will not have', async () => {
    stage.channel.answer('produce', ({ kind }) => {
      if (kind === 'audio') throw new RequestError('produce', 'not-allowed');
      return { id: 'own-screen' };
    });
    stage.devices.sound = fakeTrack('audio');
    await stage.local.screen.turnOn();
    await vi.advanceTimersByTimeAsync(100);
    expect(stage.local.screen.sound).toBeNull();
    expect([stage.local.screen.wanted, stage.local.screen.problem]).toEqual([true, null]);
  });

  it('is wished for anew after the connection was lost', async () => {
    stage.meeting.watching.show([{ producerId: 'v1', kind: 'camera', width: 160, height: 90 }], 1);
    await vi.advanceTimersByTimeAsync(1_000);
    const wishes = (): unknown[] => stage.channel.sentPayloads('set-preferred-layers');
    const before = wishes().length;
    stage.channel.drop();
    stage.answer = () => stage.admission({ reconnected: true });
    stage.channel.reconnect();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(before).toBe(1);
    expect(wishes()).toHaveLength(2);
  });
});
