import { render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ADA, FakeStage } from '../../meeting/meeting.fake';
import Call from './Call.svelte';

class FakeResizeObserver {
  observe(): void {
    // Sizes stay as they are in a browser without a layout.
  }
  unobserve(): void {
    // as above
  }
  disconnect(): void {
    // as above
  }
}

class FakeMediaStream {
  constructor(readonly tracks: MediaStreamTrack[]) {}
}

describe('Call', () => {
  let stage: FakeStage;
  let refusePlay: boolean;

  beforeEach(async () => {
    refusePlay = false;
    vi.stubGlobal('ResizeObserver', FakeResizeObserver);
    vi.stubGlobal('MediaStream', FakeMediaStream);
    HTMLMediaElement.prototype.play = function () {
      const refused = refusePlay && this instanceof HTMLAudioElement;
      return refused ? Promise.reject(new DOMException('', 'NotAllowedError')) : Promise.resolve();
    };
    stage = new FakeStage();
    stage.participants = [ADA];
    stage.meeting.join();
    await vi.waitFor(() => {
      expect(stage.ids).toEqual(['ada']);
    });
    render(Call, {
      meeting: stage.meeting,
      link: 'https://meet.example/r',
      openSettings: () => undefined,
    });
  });
  afterEach(() => {
    stage.meeting.leave();
    vi.unstubAllGlobals();
  });

  const tile = (name: RegExp): HTMLElement => screen.getByRole('group', { name });

  it('has a tile for everybody, named after them', () => {
    expect(tile(/^Ada/).dataset.participantId).toBe('ada');
    expect(tile(/^Me, you/).dataset.participantId).toBe('me');
  });

  it('shows a camera as long as it is on', async () => {
    stage.channel.announce('new-producer', stage.offer('v1', 'ada', 'video'));
    await vi.waitFor(() => {
      expect(tile(/^Ada/).querySelector('video')?.dataset.kind).toBe('camera');
    });
    stage.channel.announce('producer-closed', { producerId: 'v1' });
    await vi.waitFor(() => {
      expect(tile(/^Ada/).querySelector('video')).toBeNull();
    });
    expect(within(tile(/^Ada/)).getByText('A')).toBeDefined();
  });

  it('shows nobody as a still picture while the network is too slow', async () => {
    stage.channel.announce('consumer-layers', {
      producerId: 'v1',
      paused: true,
      reason: 'bandwidth',
    });
    stage.channel.announce('new-producer', stage.offer('v1', 'ada', 'video'));
    await vi.waitFor(() => {
      expect(tile(/^Ada.*paused: slow network/)).toBeDefined();
    });
    expect(tile(/^Ada/).querySelector('video')).toBeNull();
    stage.channel.announce('consumer-layers', { producerId: 'v1', paused: false });
    await vi.waitFor(() => {
      expect(tile(/^Ada/).querySelector('video')?.dataset.kind).toBe('camera');
    });
  });

  it('leaves playing what plays while other things change', async () => {
    stage.channel.announce('new-producer', stage.offer('v1', 'ada', 'video'));
    stage.channel.announce('new-producer', stage.offer('a1', 'ada', 'audio'));
    const streams = (): (MediaProvider | null | undefined)[] =>
      ['video', 'audio'].map((kind) => {
        const selector = `${kind}:is([data-participant-id="ada"], [data-participant-id="ada"] *)`;
        return document.querySelector<HTMLMediaElement>(selector)?.srcObject;
      });
    await vi.waitFor(() => {
      expect(streams().every((stream) => stream instanceof FakeMediaStream)).toBe(true);
    });
    const before = streams();

    stage.channel.announce('dominant-speaker', { userId: 'ada' });
    stage.channel.announce('hand-state', { userId: 'ada', handRaised: true });
    stage.channel.announce('user-joined', { userId: 'bob', name: 'Bob' });
    stage.channel.announce('new-producer', stage.offer('b1', 'bob', 'audio'));
    await vi.waitFor(() => {
      expect(document.querySelector('audio[data-participant-id="bob"]')).not.toBeNull();
    });
    expect(tile(/^Ada, hand raised/)).toBeDefined();

    const [video, audio] = streams();
    expect(video).toBe(before[0]);
    expect(audio).toBe(before[1]);
  });

  it('renames its buttons by what a press does', async () => {
    screen.getByRole('button', { name: 'Unmute microphone' }).click();
    expect(await screen.findByRole('button', { name: 'Mute microphone' })).toBeDefined();
    screen.getByRole('button', { name: 'Turn camera on' }).click();
    expect(await screen.findByRole('button', { name: 'Turn camera off' })).toBeDefined();
    screen.getByRole('button', { name: 'Share screen' }).click();
    expect(await screen.findByRole('button', { name: 'Stop sharing screen' })).toBeDefined();
  });

  it('offers a click where the browser holds back the sound', async () => {
    refusePlay = true;
    stage.channel.announce('new-producer', stage.offer('a1', 'ada', 'audio'));
    const button = await screen.findByRole('button', { name: 'Click to hear' });
    refusePlay = false;
    button.click();
    await vi.waitFor(() => {
      expect(screen.queryByRole('button', { name: 'Click to hear' })).toBeNull();
    });
  });

  it('says that it is reconnecting', async () => {
    stage.channel.drop();
    expect(await screen.findByText(/Reconnecting/)).toBeDefined();
  });
});
