import { beforeEach, describe, expect, it, vi } from 'vitest';
import { RequestError } from '../protocol/errors';
import { ADA, BOB, FakeStage } from './meeting.fake';

describe('a host', () => {
  let stage: FakeStage;

  beforeEach(async () => {
    stage = new FakeStage();
    stage.participants = [ADA, BOB];
    stage.answer = () => stage.admission({ isHost: true });
    stage.channel.answer('approve-join', () => ({ ok: true as const }));
    stage.channel.answer('deny-join', () => ({ ok: true as const }));
    stage.channel.answer('get-pending', () => ({ pending: [{ userId: 'g1', name: 'Gil' }] }));
    stage.meeting.join();
    await vi.waitFor(() => {
      expect(stage.meeting.guests.all).toHaveLength(1);
    });
  });

  const waiting = (): string[] => stage.meeting.guests.all.map(({ userId }) => userId);

  it('lets guests in or not, and forgets them when it is host no more', async () => {
    for (const userId of ['g2', 'g3', 'g4']) {
      stage.channel.announce('pending-join-request', { userId, name: userId });
    }
    stage.channel.announce('pending-canceled', { userId: 'g3' });
    await stage.meeting.guests.admit('g1');
    await stage.meeting.guests.deny('g2');
    expect(waiting()).toEqual(['g4']);
    expect(stage.channel.sentPayloads('deny-join')).toEqual([{ roomId: 'r', userId: 'g2' }]);
    stage.channel.announce('host-state', { userId: 'me', isHost: false });
    expect(stage.meeting.isHost).toBe(false);
    expect(waiting()).toEqual([]);
  });

  it('stays host when somebody else becomes host too', () => {
    stage.channel.announce('host-changed', { userId: 'ada' });
    expect(stage.meeting.isHost).toBe(true);
    expect(stage.meeting.participants.map((p) => p.isHost)).toEqual([true, false]);
    stage.channel.announce('host-state', { userId: 'ada', isHost: false });
    expect(stage.meeting.participants.map((p) => p.isHost)).toEqual([false, false]);
  });

  it('keeps a guest on the list whom the full room could not take', async () => {
    stage.channel.refuse('approve-join', 'room-full');
    await expect(stage.meeting.guests.admit('g1')).resolves.toBe('room-full');
    expect(waiting()).toEqual(['g1']);
    stage.channel.refuse('approve-join', 'socket-gone');
    await expect(stage.meeting.guests.admit('g1')).resolves.toBe('socket-gone');
    expect(waiting()).toEqual([]);
  });

  it('admits everybody at once, and says when not all could come', async () => {
    stage.channel.answer('admit-all', () => ({ ok: true as const, admitted: 1 }));
    await expect(stage.meeting.guests.admitAll()).resolves.toBe('room-full');
    stage.channel.answer('get-pending', () => ({ pending: [] }));
    await expect(stage.meeting.guests.admitAll()).resolves.toBeNull();
    expect(waiting()).toEqual([]);
  });

  it('says what it wants of whom, and hears why not', async () => {
    const { moderation } = stage.meeting;
    stage.channel.answer('remove-participant', () => ({ ok: true as const }));
    stage.channel.answer('mute-participant', () => ({ ok: true as const }));
    stage.channel.refuse('set-host', 'last-host');
    await expect(moderation.remove('ada', 'kept-out')).resolves.toBeNull();
    await expect(moderation.mute('ada', 'camera')).resolves.toBeNull();
    await expect(moderation.setHost('me', false)).resolves.toBe('last-host');
    await expect(moderation.muteAll()).resolves.toBe('timeout');
    expect(stage.channel.sent.slice(-4)).toEqual([
      {
        event: 'remove-participant',
        payload: { roomId: 'r', userId: 'ada', keepOut: true },
      },
      { event: 'mute-participant', payload: { roomId: 'r', userId: 'ada', kind: 'camera' } },
      { event: 'set-host', payload: { roomId: 'r', userId: 'me', isHost: false } },
      { event: 'mute-all', payload: { roomId: 'r' } },
    ]);
  });

  it('makes and revokes invites', async () => {
    const { invites } = stage.meeting;
    let unused = [{ token: 'a', expiresAt: 1 }];
    stage.channel.answer('create-invite', () => {
      unused = [...unused, { token: 'b', expiresAt: 2 }];
      return { token: 'b' };
    });
    stage.channel.answer('get-invites', () => ({ invites: unused }));
    await expect(invites.create()).resolves.toBeNull();
    expect(invites.all.map(({ token }) => token)).toEqual(['a', 'b']);
    stage.channel.answer('revoke-invite', ({ token }) => {
      unused = unused.filter((invite) => invite.token !== token);
      return { ok: true as const };
    });
    await invites.revoke('a');
    expect(invites.all.map(({ token }) => token)).toEqual(['b']);
    unused = [];
    stage.channel.refuse('revoke-invite', 'not-found');
    await expect(invites.revoke('b')).resolves.toBeNull();
    expect(invites.all).toEqual([]);
    stage.channel.refuse('create-invite', 'too-many-invites');
    await expect(invites.create()).resolves.toBe('too-many-invites');
  });
});

describe('who is no host', () => {
  let stage: FakeStage;

  beforeEach(async () => {
    stage = new FakeStage();
    stage.participants = [{ ...ADA, isHost: true }];
    await stage.local.microphone.turnOn();
    stage.meeting.join();
    await vi.waitFor(() => {
      expect(stage.channel.sentPayloads('produce')).toHaveLength(1);
    });
  });

  it('is muted, told so, and stays muted until asked', async () => {
    const { microphone } = stage.local;
    stage.channel.announce('muted-by-host', { kind: 'microphone' });
    expect(stage.devices.last('microphone').readyState).toBe('ended');
    expect(microphone.problem).toBe('by-host');
    await microphone.turnOn();
    expect(microphone.wanted).toBe(false);

    stage.channel.announce('unmute-requested', { kind: 'microphone' });
    expect(stage.meeting.unmuteRequests).toEqual(['microphone']);
    expect(microphone.wanted).toBe(false);
    stage.meeting.answerUnmute('microphone', 'on');
    expect(stage.meeting.unmuteRequests).toEqual([]);
    await vi.waitFor(() => {
      expect(microphone.track).not.toBeNull();
    });
  });

  it('may leave it off when asked', () => {
    stage.channel.announce('muted-by-host', { kind: 'microphone' });
    stage.channel.announce('unmute-requested', { kind: 'microphone' });
    stage.meeting.answerUnmute('microphone', 'off');
    expect(stage.meeting.unmuteRequests).toEqual([]);
    expect(stage.local.microphone.wanted).toBe(false);
    expect(stage.local.microphone.held).toBe(false);
  });

  it('learns from a refusal that it is still muted', async () => {
    stage.local.microphone.turnOff();
    stage.channel.answer('mute-state', ({ muted }) => {
      if (!muted) throw new RequestError('mute-state', 'muted-by-host');
    });
    await stage.local.microphone.turnOn();
    await vi.waitFor(() => {
      expect(stage.local.microphone.held).toBe(true);
    });
    expect(stage.local.microphone.wanted).toBe(false);
  });

  it('may turn everything on again as host', async () => {
    stage.channel.announce('muted-by-host', { kind: 'microphone' });
    stage.channel.announce('host-changed', { userId: 'me' });
    await stage.local.microphone.turnOn();
    expect(stage.local.microphone.wanted).toBe(true);
  });

  it('shares while guests may, and again once they may again', async () => {
    const { screen } = stage.local;
    await screen.turnOn();
    stage.channel.announce('room-state', { locked: false, guestsMayShare: false });
    stage.channel.announce('muted-by-host', { kind: 'screen' });
    expect(screen.wanted).toBe(false);
    expect(screen.problem).toBe('not-allowed');
    expect(stage.meeting.mayShare).toBe(false);
    stage.channel.announce('room-state', { locked: true, guestsMayShare: true });
    expect(stage.meeting.mayShare).toBe(true);
    await screen.turnOn();
    expect(screen.wanted).toBe(true);
  });

  it('stays held when the room is only locked', () => {
    stage.channel.announce('muted-by-host', { kind: 'screen' });
    stage.channel.announce('room-state', { locked: true, guestsMayShare: true });
    expect(stage.local.screen.held).toBe(true);
  });

  it('is held after a reload as before it, not in another stay, nor once it was asked', async () => {
    stage.channel.announce('muted-by-host', { kind: 'camera' });
    const again = async (as: 'returned' | 'new'): Promise<boolean> => {
      const reloaded = new FakeStage(undefined, stage.keep);
      reloaded.answer = () => reloaded.admission(as === 'returned' ? { reconnected: true } : {});
      reloaded.meeting.join();
      await vi.waitFor(() => {
        expect(reloaded.meeting.status).toBe('joined');
      });
      return reloaded.local.camera.held;
    };
    await expect(again('returned')).resolves.toBe(true);
    await expect(again('returned')).resolves.toBe(true);
    stage.channel.announce('unmute-requested', { kind: 'camera' });
    await expect(again('returned')).resolves.toBe(false);
    stage.channel.announce('muted-by-host', { kind: 'camera' });
    await expect(again('new')).resolves.toBe(false);
    await expect(again('returned')).resolves.toBe(false);
  });

  it('stops sharing at once where the server will not have it', async () => {
    stage.channel.refuse('produce', 'not-allowed');
    await stage.local.screen.turnOn();
    await vi.waitFor(() => {
      expect(stage.local.screen.problem).toBe('not-allowed');
    });
    expect(stage.channel.sentPayloads('produce')).toHaveLength(2);
  });

  it('keeps its hand up over a lost connection and a reload, not into another stay', async () => {
    stage.meeting.hand.toggle();
    const hands = (): unknown[] => stage.channel.sentPayloads('hand-state');
    const raised = { roomId: 'r', handRaised: true };
    expect(hands()).toEqual([raised]);
    stage.answer = () => stage.admission({ reconnected: true });
    stage.channel.drop();
    stage.channel.reconnect();
    await vi.waitFor(() => {
      expect(hands()).toEqual([raised, raised]);
    });
    stage.answer = () => stage.admission();
    stage.channel.drop();
    stage.channel.reconnect();
    await vi.waitFor(() => {
      expect(stage.meeting.hand.raised).toBe(false);
    });
    expect(hands()).toHaveLength(2);
  });
});
