import type {
  AnnouncementName,
  Announcements,
  NoticeName,
  Notices,
  RequestName,
  Requests,
} from './events';

export type Unsubscribe = () => void;
export type ChannelState = 'connected' | 'disconnected' | 'unreachable';

/** The way to the server. A request always settles: with the answer or with a `RequestError`. */
export interface Channel {
  readonly connected: boolean;
  open(): void;
  close(): void;
  /** Does not come back by itself before this time is over, whatever happens to the connection. */
  stayAway(forMs: number): void;
  request<E extends RequestName>(
    event: E,
    payload: Requests[E]['payload'],
    deadlineMs?: number,
  ): Promise<Requests[E]['answer']>;
  /** Sends without an answer; dropped while disconnected, since the room is rebuilt afterwards. */
  notify<E extends NoticeName>(event: E, payload: Notices[E]): void;
  on<E extends AnnouncementName>(
    event: E,
    listener: (payload: Announcements[E]) => void,
  ): Unsubscribe;
  onState(listener: (state: ChannelState) => void): Unsubscribe;
}

/** The part of a channel that is enough to move media. */
export type MediaChannel = Pick<Channel, 'request' | 'notify'>;
