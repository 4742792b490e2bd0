import { fireEvent, render, screen, within } from '@testing-library/svelte';
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

  it('has pages for more people than fit, and turns them', async () => {
    stage.channel.announce('new-producer', stage.offer('v1', 'ada', 'video'));
    for (let i = 1; i <= 12; i++) {
      stage.channel.announce('user-joined', { userId: `p${i}`, name: `P${i}` });
    }
    expect(await screen.findByText('Page 1 of 2')).toBeDefined();
    expect(screen.getAllByRole('group')).toHaveLength(12);
    screen.getByRole('button', { name: 'Next page' }).click();
    expect(await screen.findByText('Page 2 of 2')).toBeDefined();
    expect(screen.getAllByRole('group').map(({ ariaLabel }) => ariaLabel)).toEqual(['P11', 'P12']);
    await vi.waitFor(() => {
      expect(stage.channel.sentPayloads('pause-consumer')).toEqual([
        { roomId: 'r', producerId: 'v1' },
      ]);
    });

    stage.channel.announce('dominant-speaker', { userId: 'p12' });
    await vi.waitFor(() => {
      expect(screen.getAllByRole('group').map(({ ariaLabel }) => ariaLabel)).toEqual([
        'P10',
        'P11',
      ]);
    });
    await fireEvent.keyDown(screen.getByRole('button', { name: 'Previous page' }), {
      key: 'ArrowLeft',
    });
    expect(await screen.findByText('Page 1 of 2')).toBeDefined();
    expect(tile(/^P12/).classList).toContain('speaking');
  });

  it('shows and sends only sound in low data mode, and says so', async () => {
    stage.channel.announce('new-producer', stage.offer('v1', 'ada', 'video'));
    await stage.local.camera.turnOn();
    await vi.waitFor(() => {
      expect(tile(/^Ada/).querySelector('video')).not.toBeNull();
    });
    stage.local.lowData.toggle();
    const off = await screen.findByRole('button', { name: 'Turn off low data mode' });
    expect(tile(/^Ada/).querySelector('video')).toBeNull();
    expect(tile(/^Me/).querySelector('video')).toBeNull();
    const camera = screen.getByRole<HTMLButtonElement>('button', { name: 'Turn camera on' });
    expect([camera.disabled, camera.title]).toEqual([true, 'Your camera is off in low data mode.']);
    off.click();
    await vi.waitFor(() => {
      expect(tile(/^Ada/).querySelector('video')).not.toBeNull();
      expect(tile(/^Me/).querySelector('video')).not.toBeNull();
    });
  });

  it('tells of each person how well they are connected', () => {
    expect(within(tile(/^Ada/)).getByRole('img', { name: 'Good connection' })).toBeDefined();
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
