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
