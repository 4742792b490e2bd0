import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
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
