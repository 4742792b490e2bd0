import { describe, expect, it, vi } from 'vitest';
import { ADA, BOB, FakeStage } from '../../meeting/meeting.fake';
import { rowsOf, stateOf } from './row';

describe('the list of people', () => {
  it('begins with ourselves and with raised hands, and says who is host', async () => {
    const stage = new FakeStage();
    stage.participants = [{ ...ADA, isHost: true }, BOB];
    stage.answer = () => stage.admission({ isHost: true });
    stage.meeting.join();
    await vi.waitFor(() => {
      expect(stage.ids).toEqual(['ada', 'bob']);
    });
    stage.channel.announce('hand-state', { userId: 'bob', handRaised: true });
    expect(rowsOf(stage.meeting).map(({ name, role }) => [name, role])).toEqual([
      ['Me', 'you · host'],
      ['Bob', ''],
      ['Ada', 'host'],
    ]);
    expect(rowsOf(stage.meeting).map(stateOf)).toEqual([
      'microphone muted, camera off',
      'microphone muted, camera off, hand raised',
      'microphone on, camera off',
    ]);
  });
});
