import type { Channel, Unsubscribe } from '../protocol/channel';
import type { Admission, MutableKind, RoomState } from '../protocol/events';
import type { People } from './people.svelte';
import type { RemoteMedia } from './remote-media';
import type { WaitingGuests } from './waiting-guests.svelte';

export type RoomListener = {
  people: People;
  remote: RemoteMedia;
  guests: WaitingGuests;
  speaks(userId: string | null): void;
  /** Somebody, perhaps we, has the host role from now on, or no longer. */
  hosts(userId: string, isHost: boolean): void;
  roomIs(state: RoomState): void;
  layersWanted(producerId: string, maxSpatialLayer: number): void;
  /** Something was said about somebody we do not know. */
  stranger(): void;
  approved(admission: Admission): void;
  silenced(kind: MutableKind): void;
  askedToUnmute(kind: MutableKind): void;
  restarting(retryAfterMs: number): void;
  ended(kind: 'denied' | 'host-left' | 'session-replaced' | 'removed'): void;
};

type Change = { muted: boolean } | { handRaised: boolean };

function listenToPeople(channel: Channel, room: RoomListener): Unsubscribe[] {
  const { people, remote } = room;
  const update = (userId: string, change: Change): void => {
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
      people.resumed(producerId);
      remote.remove(producerId);
    }),
    channel.on('consumer-layers', ({ producerId, paused, reason }) => {
      if (paused && reason === 'bandwidth') people.paused(producerId);
      else people.resumed(producerId);
    }),
    channel.on('producer-layers-wanted', ({ producerId, maxSpatialLayer }) => {
      room.layersWanted(producerId, maxSpatialLayer);
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
  ];
}

function listenToHosts(channel: Channel, room: RoomListener): Unsubscribe[] {
  const { guests } = room;
  return [
    channel.on('host-changed', ({ userId }) => {
      room.hosts(userId, true);
    }),
    channel.on('host-state', ({ userId, isHost }) => {
      room.hosts(userId, isHost);
    }),
    channel.on('room-state', (state) => {
      room.roomIs(state);
    }),
    channel.on('pending-join-request', (guest) => {
      guests.knock(guest);
    }),
    channel.on('pending-canceled', ({ userId }) => {
      guests.gone(userId);
    }),
    channel.on('muted-by-host', ({ kind }) => {
      room.silenced(kind);
    }),
    channel.on('unmute-requested', ({ kind }) => {
      room.askedToUnmute(kind);
    }),
  ];
}

function listenToOurFate(channel: Channel, room: RoomListener): Unsubscribe[] {
  return [
    channel.on('join-approved', (admission) => {
      room.approved(admission);
    }),
    channel.on('server-restarting', ({ retryAfterMs }) => {
      room.restarting(retryAfterMs);
    }),
    channel.on('join-denied', () => {
      room.ended('denied');
    }),
    channel.on('removed', () => {
      room.ended('removed');
    }),
    channel.on('host-left', () => {
      room.ended('host-left');
    }),
    channel.on('session-replaced', () => {
      room.ended('session-replaced');
    }),
  ];
}

/** What the server announces, and what each announcement changes. */
export function listenToRoom(channel: Channel, room: RoomListener): Unsubscribe[] {
  return [
    ...listenToPeople(channel, room),
    ...listenToHosts(channel, room),
    ...listenToOurFate(channel, room),
  ];
}
