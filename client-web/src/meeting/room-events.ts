import type { Channel, Unsubscribe } from '../protocol/channel';
import type { Admission } from '../protocol/events';
import type { People } from './people.svelte';
import type { RemoteMedia } from './remote-media';
import type { WaitingGuests } from './waiting-guests.svelte';

export type RoomListener = {
  people: People;
  remote: RemoteMedia;
  guests: WaitingGuests;
  speaks(userId: string | null): void;
  hosts(userId: string): void;
  /** Something was said about somebody we do not know. */
  stranger(): void;
  approved(admission: Admission): void;
  ended(kind: 'denied' | 'host-left' | 'session-replaced'): void;
};

/** What the server announces, and what each announcement changes. */
export function listenToRoom(channel: Channel, room: RoomListener): Unsubscribe[] {
  const { people, remote, guests } = room;
  const update = (userId: string, change: { muted: boolean } | { handRaised: boolean }): void => {
    const participant = people.get(userId);
    if (participant === undefined) room.stranger();
    else participant.update(change);
  };
  return [
    channel.on('user-joined', ({ userId, name }) => {
      people.admit({ userId, name });
    }),
    channel.on('user-left', ({ userId }) => {
      remote.removeUser(userId);
      people.remove(userId);
    }),
    channel.on('new-producer', (producer) => {
      people.admit({ userId: producer.userId, name: producer.name });
      remote.add(producer);
    }),
    channel.on('producer-closed', ({ producerId }) => {
      remote.remove(producerId);
    }),
    channel.on('mute-state', ({ userId, muted }) => {
      update(userId, { muted });
    }),
    channel.on('hand-state', ({ userId, handRaised }) => {
      update(userId, { handRaised });
    }),
    channel.on('dominant-speaker', ({ userId }) => {
      room.speaks(userId);
    }),
    channel.on('host-changed', ({ userId }) => {
      room.hosts(userId);
    }),
    channel.on('pending-join-request', (guest) => {
      guests.knock(guest);
    }),
    channel.on('pending-canceled', ({ userId }) => {
      guests.gone(userId);
    }),
    channel.on('join-approved', (admission) => {
      room.approved(admission);
    }),
    channel.on('join-denied', () => {
      room.ended('denied');
    }),
    channel.on('host-left', () => {
      room.ended('host-left');
    }),
    channel.on('session-replaced', () => {
      room.ended('session-replaced');
    }),
  ];
}
