import type { Channel } from '../protocol/channel';
import { outcomeOf } from '../protocol/errors';
import type { MutableKind, RequestName, Requests } from '../protocol/events';

/** A host's word: null when it was done, otherwise why not. */
export type Outcome = Promise<string | null>;

type About<E extends RequestName> = Omit<Requests[E]['payload'], 'roomId'>;

type Ruling =
  | 'set-host'
  | 'remove-participant'
  | 'mute-participant'
  | 'ask-to-unmute'
  | 'mute-all'
  | 'lock-room'
  | 'allow-sharing'
  | 'end-meeting';

/** What hosts do to others. The server decides whether we may; its announcements change what we show. */
export class Moderation {
  constructor(
    private readonly channel: Pick<Channel, 'request'>,
    private readonly roomId: string,
  ) {}

  setHost(userId: string, isHost: boolean): Outcome {
    return this.#rule('set-host', { userId, isHost });
  }

  remove(userId: string, then: 'may-return' | 'kept-out'): Outcome {
    return this.#rule('remove-participant', { userId, keepOut: then === 'kept-out' });
  }

  mute(userId: string, kind: MutableKind): Outcome {
    return this.#rule('mute-participant', { userId, kind });
  }

  askToUnmute(userId: string, kind: MutableKind): Outcome {
    return this.#rule('ask-to-unmute', { userId, kind });
  }

  muteAll(): Outcome {
    return this.#rule('mute-all', {});
  }

  lock(locked: boolean): Outcome {
    return this.#rule('lock-room', { locked });
  }

  allowSharing(allowed: boolean): Outcome {
    return this.#rule('allow-sharing', { allowed });
  }

  endMeeting(): Outcome {
    return this.#rule('end-meeting', {});
  }

  #rule<E extends Ruling>(event: E, about: About<E>): Outcome {
    const payload = { roomId: this.roomId, ...about } as Requests[E]['payload'];
    return outcomeOf(this.channel.request(event, payload));
  }
}
