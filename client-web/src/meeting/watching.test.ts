import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeChannel } from '../protocol/channel.fake';
import type { RemoteTrack } from '../rtc/receiving';
import { fakeTrack } from './local.fake';
import { Watching } from './watching';
import type { View } from './wishes';

function remote(producerId: string, kind: 'audio' | 'video' = 'video'): RemoteTrack {
  return {
    producerId,
    kind,
    isScreen: false,
    spatialLayers: 3,
    track: fakeTrack(kind),
    close: () => undefined,
  };
}

function view(producerId: string, height: number): View {
  return { producerId, kind: 'camera', height, width: (height * 16) / 9 };
}

describe('Watching', () => {
  let channel: FakeChannel;
  let watching: Watching;

  beforeEach(() => {
    vi.useFakeTimers();
    channel = new FakeChannel();
    channel.open();
    watching = new Watching(channel, 'r');
  });
  afterEach(() => void vi.useRealTimers());

  /** What was said since the last look, as `event producer layer`. */
  function said(): string[] {
    return channel.sent.splice(0).map(({ event, payload }) => {
      const { producerId, spatialLayer } = payload as Record<string, string | number | undefined>;
      return [event, producerId, spatialLayer].filter((part) => part !== undefined).join(' ');
    });
  }

  it('says nothing before a screen says what it shows, nor of what is shown as it comes', () => {
    watching.add(remote('a'));
    vi.advanceTimersByTime(60_000);
    expect(said()).toEqual([]);
    watching.show([view('a', 720)], 1);
    vi.advanceTimersByTime(60_000);
    expect(said()).toEqual([]);
  });

  it('asks for small layers of small tiles', () => {
    watching.show([view('a', 180), view('b', 360)], 1);
    watching.add(remote('a'));
    watching.add(remote('b'));
    vi.advanceTimersByTime(300);
    expect(said()).toEqual(['set-preferred-layers a 0', 'set-preferred-layers b 1']);
  });

  it('pauses what is not on screen, and lets it go on at once, in the right size', () => {
    watching.add(remote('a'));
    watching.show([], 1);
    vi.advanceTimersByTime(299);
    expect(said()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(said()).toEqual(['pause-consumer a']);
    watching.show([view('a', 180)], 1);
    expect(said()).toEqual(['set-preferred-layers a 0', 'resume-consumer a']);
  });

  it('never pauses sound', () => {
    watching.add(remote('a', 'audio'));
    watching.show([], 1);
    watching.pageIs('hidden');
    vi.advanceTimersByTime(60_000);
    expect(said()).toEqual([]);
  });

  it('says nothing about a tile that is away for a moment', () => {
    watching.add(remote('a'));
    watching.show([view('a', 720)], 1);
    for (let i = 0; i < 20; i++) {
      watching.show([], 1);
      vi.advanceTimersByTime(200);
      watching.show([view('a', 720)], 1);
      vi.advanceTimersByTime(200);
    }
    expect(said()).toEqual([]);
  });

  it('asks for more at once, for less only at the end of a resize', () => {
    watching.add(remote('a'));
    watching.show([view('a', 720)], 1);
    for (let height = 720; height >= 100; height -= 10) {
      watching.show([view('a', height)], 1);
      vi.advanceTimersByTime(4);
    }
    vi.advanceTimersByTime(300);
    expect(said()).toEqual(['set-preferred-layers a 0']);
    watching.show([view('a', 720)], 1);
    expect(said()).toEqual(['set-preferred-layers a 2']);
  });

  it('pauses everything a while after the page is hidden, and shows it again at once', () => {
    watching.add(remote('a'));
    watching.show([view('a', 720)], 1);
    watching.pageIs('hidden');
    vi.advanceTimersByTime(3_000);
    watching.pageIs('visible');
    vi.advanceTimersByTime(60_000);
    expect(said()).toEqual([]);
    watching.pageIs('hidden');
    vi.advanceTimersByTime(5_000);
    expect(said()).toEqual(['pause-consumer a']);
    watching.pageIs('visible');
    expect(said()).toEqual(['resume-consumer a']);
  });

  it('says everything anew about a video that is received anew', () => {
    watching.show([view('a', 180)], 1);
    watching.add(remote('a'));
    vi.advanceTimersByTime(300);
    watching.remove('a');
    watching.add(remote('a'));
    vi.advanceTimersByTime(300);
    expect(said()).toEqual(['set-preferred-layers a 0', 'set-preferred-layers a 0']);
  });

  it('is silent about what is gone', () => {
    watching.add(remote('a'));
    watching.show([], 1);
    watching.remove('a');
    vi.advanceTimersByTime(60_000);
    expect(said()).toEqual([]);
  });
});
