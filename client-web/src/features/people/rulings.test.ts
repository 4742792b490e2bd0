import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ADA, FakeStage } from '../../meeting/meeting.fake';
import { rulingsFor } from './rulings';

describe('what a host can do', () => {
  let stage: FakeStage;

  beforeEach(async () => {
    stage = new FakeStage();
    stage.participants = [ADA];
    stage.meeting.join();
    await vi.waitFor(() => {
      expect(stage.channel.sentPayloads('get-producers')).toHaveLength(1);
    });
  });

  function labels(sharing: 'open' | 'closed' = 'open'): string[] {
    const [ada] = stage.meeting.participants;
    if (ada === undefined) throw new Error('Ada is not here');
    return rulingsFor(ada, sharing).map(({ label }) => label);
  }

  it('follows what somebody shows at the moment', async () => {
    expect(labels()).toEqual(['Mute', 'Ask for the camera', 'Ask for a screen', 'Make host']);
    stage.channel.announce('new-producer', stage.offer('v', 'ada', 'video'));
    stage.channel.announce('new-producer', stage.offer('s', 'ada', 'video', true));
    stage.channel.announce('mute-state', { userId: 'ada', muted: true });
    stage.channel.announce('host-changed', { userId: 'ada' });
    await vi.waitFor(() => {
      expect(labels()).toEqual([
        'Ask to unmute',
        'Stop the camera',
        'Stop the screen share',
        'No longer host',
      ]);
    });
  });

  it('does not offer screens that guests may not share', () => {
    expect(labels('closed')).toEqual(['Mute', 'Ask for the camera', 'Make host']);
  });
});
