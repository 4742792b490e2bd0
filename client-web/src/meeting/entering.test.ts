import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RequestError } from '../protocol/errors';
import type { JoinAnswer } from '../protocol/events';
import { identityIn } from './identity';
import { FakeStage, ADA } from './meeting.fake';

const JOIN = { roomId: 'r', name: 'Me', participantId: 'me', sessionToken: 'secret' };

describe('entering a meeting', () => {
  let stage: FakeStage;

  beforeEach(() => {
    stage = new FakeStage();
  });

  afterEach(() => void vi.useRealTimers());

  async function joined(): Promise<void> {
    stage.meeting.join();
    await vi.waitFor(() => {
      expect(stage.channel.sentPayloads('get-producers')).not.toEqual([]);
    });
  }

  it('waits for the host, and enters when approved', async () => {
    stage.answer = () => ({ status: 'pending' });
    stage.meeting.join();
    await vi.waitFor(() => {
      expect(stage.meeting.status).toBe('waiting');
    });
    stage.participants = [ADA];
    stage.channel.announce('join-approved', stage.admission());
    await vi.waitFor(() => {
      expect(stage.meeting.status).toBe('joined');
    });
    expect(stage.ids).toEqual(['ada']);
  });

  it('knocks again with the same identity when its socket breaks while it waits', async () => {
    stage = new FakeStage('token');
    stage.answer = () => ({ status: 'pending' });
    stage.meeting.join();
    await vi.waitFor(() => {
      expect(stage.meeting.status).toBe('waiting');
    });
    stage.channel.drop();
    expect(stage.meeting.status).toBe('waiting');
    stage.answer = () => stage.admission();
    stage.channel.reconnect();
    await vi.waitFor(() => {
      expect(stage.meeting.status).toBe('joined');
    });
    const knock = { ...JOIN, invite: 'token' };
    expect(stage.channel.sentPayloads('join-room')).toEqual([knock, knock]);
  });

  it('shows its invite once', async () => {
    stage = new FakeStage('token');
    await joined();
    stage.channel.drop();
    stage.channel.reconnect();
    expect(stage.channel.sentPayloads('join-room')).toEqual([{ ...JOIN, invite: 'token' }, JOIN]);
  });

  it.each(['room-full', 'room-locked', 'kept-out', 'server-full', 'identity-conflict'])(
    'ends on %s, which asking again does not change',
    async (word) => {
      stage.channel.refuse('join-room', word);
      stage.meeting.join();
      await vi.waitFor(() => {
        expect(stage.meeting.end).toEqual({ kind: 'refused', word });
      });
    },
  );

  it('is somebody new at the next attempt when somebody else has its id', async () => {
    stage.channel.refuse('join-room', 'identity-conflict');
    stage.meeting.join();
    await vi.waitFor(() => {
      expect(stage.meeting.status).toBe('ended');
    });
    const next = identityIn('r', stage.keep);
    expect(next.participantId).not.toBe('me');
  });

  it('asks again after a refusal that may pass', async () => {
    vi.useFakeTimers();
    let refusals = 1;
    stage.answer = () => {
      if (refusals-- > 0) throw new RequestError('join-room', 'rate-limited');
      return stage.admission();
    };
    stage.meeting.join();
    await vi.advanceTimersByTimeAsync(4_000);
    expect(stage.meeting.status).toBe('connecting');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(stage.meeting.status).toBe('joined');
  });

  it('proves when it comes back that it opened the room', async () => {
    stage.answer = () => stage.admission({ isHost: true, hostKey: 'key' });
    await joined();
    stage.channel.drop();
    stage.channel.reconnect();
    expect(stage.channel.sentPayloads('join-room')).toEqual([JOIN, { ...JOIN, hostKey: 'key' }]);
  });

  it('does not take an answer from before the connection broke for one of now', async () => {
    let answerFirst: (admission: JoinAnswer) => void = () => undefined;
    stage.channel.answer('join-room', () => new Promise((resolve) => (answerFirst = resolve)));
    stage.meeting.join();
    stage.channel.drop();
    answerFirst(stage.admission());
    await new Promise((resolve) => setTimeout(resolve));
    expect(stage.meeting.status).toBe('connecting');
    expect(stage.channel.sentPayloads('get-producers')).toEqual([]);
  });
});
