import { describe, expect, it } from 'vitest';
import { memoryKeep } from '../util/storage';
import { forgetRoom, recentRooms, rememberRoom } from './recent-rooms';

describe('recent rooms', () => {
  it('are the last six, the latest first, each once', () => {
    const keep = memoryKeep();
    for (const roomId of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'c']) {
      rememberRoom(keep, { roomId, at: 1 });
    }
    expect(
      recentRooms(keep)
        .map(({ roomId }) => roomId)
        .join(''),
    ).toBe('cgfedb');
  });

  it('keep what their links carry, and can be forgotten', () => {
    const keep = memoryKeep();
    rememberRoom(keep, { roomId: 'a', secret: 's', at: 7 });
    rememberRoom(keep, { roomId: 'b', at: 8 });
    forgetRoom(keep, 'b');
    expect(recentRooms(keep)).toEqual([{ roomId: 'a', secret: 's', at: 7 }]);
  });

  it('are none where what was kept is broken', () => {
    for (const kept of ['no json', '{}', '[{"roomId":"a b","at":1},{"roomId":1},null]']) {
      expect(recentRooms(memoryKeep({ 'foyer:recent': kept })), kept).toEqual([]);
    }
  });
});
