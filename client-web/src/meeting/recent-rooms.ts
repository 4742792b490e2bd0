import { isRoomCode } from '../util/room-code';
import type { Keep } from '../util/storage';

/** A room this browser was in. */
export type RecentRoom = {
  roomId: string;
  /** The key of its chat, as its link has it. */
  secret?: string;
  /** When we joined, milliseconds since 1970. */
  at: number;
};

const KEY = 'foyer:recent';
const KEPT = 6;

function isRecent(value: unknown): value is RecentRoom {
  return (
    typeof value === 'object' &&
    value !== null &&
    'roomId' in value &&
    typeof value.roomId === 'string' &&
    isRoomCode(value.roomId) &&
    'at' in value &&
    typeof value.at === 'number' &&
    (!('secret' in value) || typeof value.secret === 'string')
  );
}

/** The latest first. */
export function recentRooms(keep: Keep): RecentRoom[] {
  try {
    const kept: unknown = JSON.parse(keep.read(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isRecent).slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

export function rememberRoom(keep: Keep, room: RecentRoom): void {
  const others = recentRooms(keep).filter(({ roomId }) => roomId !== room.roomId);
  keep.write(KEY, JSON.stringify([room, ...others].slice(0, KEPT)));
}

export function forgetRoom(keep: Keep, roomId: string): void {
  keep.write(KEY, JSON.stringify(recentRooms(keep).filter((room) => room.roomId !== roomId)));
}
