import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RequestError } from '../protocol/errors';
import type { JoinAnswer } from '../protocol/events';
import { identityIn } from './identity';
import { ADA, BOB, FakeStage } from './meeting.fake';

const JOIN = { roomId: 'r', name: 'Me', participantId: 'me', sessionToken: 'secret' };

describe('Meeting', () => {
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

  it('enters with its identity and shows who is there', async () => {
    stage.participants = [ADA, BOB];
    await joined();
    expect(stage.channel.sentPayloads('join-room')).toEqual([JOIN]);
    expect(stage.meeting.status).toBe('joined');
    expect(stage.meeting.participants.map((p) => [p.name, p.muted])).toEqual([
      ['Ada', false],
      ['Bob', true],
    ]);
  });

  it('shows people come and go', async () => {
    await joined();
    stage.channel.announce('user-joined', { userId: 'ada', name: 'Ada' });
    stage.channel.announce('user-joined', { userId: 'ada', name: 'Ada' });
    stage.channel.announce('user-joined', { userId: 'me', name: 'Me' });
    expect(stage.ids).toEqual(['ada']);
    stage.channel.announce('user-left', { userId: 'ada' });
    expect(stage.ids).toEqual([]);
  });

  it('shows what everybody sends, one person in one place', async () => {
    stage.participants = [ADA];
    stage.offer('a1', 'ada', 'audio');
    stage.offer('v1', 'ada', 'video');
    await joined();
    stage.channel.announce('new-producer', stage.offer('s1', 'ada', 'video', true));
    await vi.waitFor(() => {
      const slots = (['audio', 'camera', 'screen'] as const).map((s) => stage.shows('ada', s));
      expect(slots).toEqual([true, true, true]);
    });
    expect(stage.ids).toEqual(['ada']);
  });

  it('removes a camera at once when it closes', async () => {
    stage.participants = [ADA];
    stage.offer('v1', 'ada', 'video');
    await joined();
    await vi.waitFor(() => {
      expect(stage.shows('ada', 'camera')).toBe(true);
    });
    const track = stage.meeting.participants[0]?.track('camera');
    stage.channel.announce('producer-closed', { producerId: 'v1' });
    expect(stage.shows('ada', 'camera')).toBe(false);
    expect(track?.readyState).toBe('ended');
    expect(stage.ids).toEqual(['ada']);
  });

  it('never shows a camera that closed while it was asked for', async () => {
    stage.participants = [ADA];
    await joined();
    stage.channel.announce('new-producer', stage.offer('v1', 'ada', 'video'));
    stage.channel.announce('producer-closed', { producerId: 'v1' });
    stage.channel.announce('new-producer', stage.offer('v2', 'ada', 'video'));
    await vi.waitFor(() => {
      expect(stage.shows('ada', 'camera')).toBe(true);
    });
    stage.channel.announce('producer-closed', { producerId: 'v2' });
    expect(stage.shows('ada', 'camera')).toBe(false);
  });

  it('keeps the newer camera when the older one closes after it came', async () => {
    stage.participants = [ADA];
    stage.offer('v1', 'ada', 'video');
    await joined();
    await vi.waitFor(() => {
      expect(stage.shows('ada', 'camera')).toBe(true);
    });
    const before = stage.meeting.participants[0]?.track('camera');
    stage.channel.announce('new-producer', stage.offer('v2', 'ada', 'video'));
    await vi.waitFor(() => {
      expect(stage.meeting.participants[0]?.track('camera')).not.toBe(before);
    });
    stage.channel.announce('producer-closed', { producerId: 'v1' });
    expect(stage.shows('ada', 'camera')).toBe(true);
  });

  it('sends what is on, and tells the room when the microphone goes', async () => {
    await stage.local.camera.turnOn();
    await stage.local.microphone.turnOn();
    await joined();
    await vi.waitFor(() => {
      expect(stage.channel.sentPayloads('produce')).toHaveLength(2);
    });
    stage.local.microphone.turnOff();
    await vi.waitFor(() => {
      expect(stage.channel.sentPayloads('close-producer')).toHaveLength(1);
    });
    expect(stage.channel.sentPayloads('mute-state')).toEqual([
      { roomId: 'r', muted: false },
      { roomId: 'r', muted: true },
    ]);
  });

  it('ends up sending what is on, however fast it is toggled', async () => {
    await joined();
    for (let i = 0; i < 5; i++) await stage.local.camera.toggle();
    const live = (): number =>
      stage.channel.sentPayloads('produce').length -
      stage.channel.sentPayloads('close-producer').length;
    await vi.waitFor(() => {
      expect(live()).toBe(1);
    });
    await stage.local.camera.toggle();
    await vi.waitFor(() => {
      expect(live()).toBe(0);
    });
  });

  it('comes back after a lost connection and sends again what was on', async () => {
    stage.participants = [ADA];
    stage.offer('v1', 'ada', 'video');
    await stage.local.camera.turnOn();
    await joined();
    await vi.waitFor(() => {
      expect(stage.channel.sentPayloads('produce')).toHaveLength(1);
    });
    const track = stage.devices.last('camera');

    stage.channel.drop();
    expect(stage.meeting.status).toBe('reconnecting');
    stage.withdraw('v1');
    stage.participants = [ADA, BOB];
    stage.offer('b1', 'bob', 'audio');
    stage.channel.reconnect();

    await vi.waitFor(() => {
      expect(stage.shows('bob', 'audio')).toBe(true);
    });
    expect(stage.meeting.status).toBe('joined');
    expect(stage.channel.sentPayloads('join-room')).toEqual([JOIN, JOIN]);
    expect(stage.channel.sentPayloads('produce')).toHaveLength(2);
    expect(stage.shows('ada', 'camera')).toBe(false);
    expect(track.readyState).toBe('live');
    expect(stage.devices.given.camera).toHaveLength(1);
  });

  it('keeps on what it could not send while the connection was lost', async () => {
    vi.useFakeTimers();
    await stage.local.camera.turnOn();
    stage.channel.answer('produce', () => {
      stage.channel.drop();
      throw new RequestError('produce', 'disconnected');
    });
    stage.meeting.join();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(stage.local.camera.wanted).toBe(true);

    stage.channel.answer('produce', () => ({ id: 'own' }));
    stage.answer = () => stage.admission({ reconnected: true });
    stage.channel.reconnect();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(stage.channel.sentPayloads('produce')).toHaveLength(2);
    expect(stage.local.camera.problem).toBeNull();
  });

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

  it('stays away as long as a restarting server asks, and up to as long again', async () => {
    await joined();
    stage.channel.announce('server-restarting', { retryAfterMs: 3_000 });
    const [absence = 0] = stage.channel.absences;
    expect(absence).toBeGreaterThanOrEqual(3_000);
    expect(absence).toBeLessThanOrEqual(6_000);
    expect(stage.meeting.status).toBe('joined');
  });

  it.each([
    ['join-denied', 'denied'],
    ['host-left', 'host-left'],
    ['session-replaced', 'session-replaced'],
    ['removed', 'removed'],
  ] as const)('ends on %s and releases the devices', async (event, kind) => {
    await stage.local.camera.turnOn();
    await joined();
    stage.channel.announce(event, { keptOut: false });
    expect(stage.meeting.end).toEqual({ kind });
    expect(stage.channel.connected).toBe(false);
    expect(stage.devices.last('camera').readyState).toBe('ended');
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

  it('says goodbye and releases the devices when it leaves', async () => {
    await stage.local.microphone.turnOn();
    await joined();
    stage.meeting.leave();
    expect(stage.meeting.end).toEqual({ kind: 'left' });
    expect(stage.channel.sentPayloads('leave-room')).toEqual([{ roomId: 'r' }]);
    expect(stage.devices.last('microphone').readyState).toBe('ended');
    await vi.waitFor(() => {
      expect(stage.channel.connected).toBe(false);
    });
  });

  it('proves when it comes back that it opened the room', async () => {
    stage.answer = () => stage.admission({ isHost: true, hostKey: 'key' });
    await joined();
    stage.channel.drop();
    stage.channel.reconnect();
    expect(stage.channel.sentPayloads('join-room')).toEqual([JOIN, { ...JOIN, hostKey: 'key' }]);
  });

  it('knows who speaks, who is muted and who raised a hand', async () => {
    stage.participants = [ADA];
    await joined();
    stage.channel.announce('dominant-speaker', { userId: 'ada' });
    stage.channel.announce('mute-state', { userId: 'ada', muted: true });
    stage.channel.announce('hand-state', { userId: 'ada', handRaised: true });
    expect(stage.meeting.dominantSpeaker).toBe('ada');
    const [ada] = stage.meeting.participants;
    expect([ada?.muted, ada?.handRaised]).toEqual([true, true]);
  });

  it('forgets whom and what the server no longer lists', async () => {
    stage.participants = [ADA, BOB];
    stage.offer('v1', 'ada', 'video');
    stage.offer('b1', 'bob', 'video');
    await joined();
    await vi.waitFor(() => {
      expect(stage.shows('ada', 'camera') && stage.shows('bob', 'camera')).toBe(true);
    });
    const tracks = stage.meeting.participants.map((participant) => participant.track('camera'));
    vi.useFakeTimers();
    stage.withdraw('v1');
    stage.withdraw('b1');
    stage.participants = [ADA];
    stage.channel.announce('mute-state', { userId: 'somebody', muted: true });
    await vi.advanceTimersByTimeAsync(3_000);
    expect(stage.ids).toEqual(['ada']);
    expect(stage.shows('ada', 'camera')).toBe(false);
    expect(tracks.map((track) => track?.readyState)).toEqual(['ended', 'ended']);
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

  it('asks for the truth when it hears of a stranger', async () => {
    vi.useFakeTimers();
    stage.meeting.join();
    await vi.advanceTimersByTimeAsync(100);
    stage.participants = [BOB];
    stage.channel.announce('mute-state', { userId: 'bob', muted: true });
    await vi.advanceTimersByTimeAsync(3_000);
    expect(stage.ids).toEqual(['bob']);
  });
});
