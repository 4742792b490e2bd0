import { describe, expect, it } from 'vitest';
import { happeningsBetween, type Scene } from './happenings';

const ADA = { id: 'ada', name: 'Ada', handRaised: false };
const BEN = { id: 'ben', name: 'Ben', handRaised: false };
const SCENE: Scene = { status: 'joined', denied: false, people: [ADA], guests: [], unread: 0 };

function kinds(before: Partial<Scene>, now: Partial<Scene>): string[] {
  const found = happeningsBetween({ ...SCENE, ...before }, { ...SCENE, ...now });
  return found.map(({ kind }) => kind);
}

describe('what happens in a meeting', () => {
  it('is who comes, who goes and who raises a hand', () => {
    expect(happeningsBetween(SCENE, { ...SCENE, people: [ADA, BEN] })).toEqual([
      { kind: 'join', sentence: 'Ben joined' },
    ]);
    expect(kinds({ people: [ADA, BEN] }, { people: [BEN] })).toEqual(['leave']);
    expect(kinds({}, { people: [{ ...ADA, handRaised: true }] })).toEqual(['hand']);
    expect(kinds({ people: [{ ...ADA, handRaised: true }] }, {})).toEqual([]);
  });

  it('is nothing of what was there when we came, nor of a connection that breaks and heals', () => {
    expect(kinds({ status: 'connecting', people: [] }, {})).toEqual([]);
    expect(kinds({}, { status: 'reconnecting', people: [] })).toEqual([]);
    expect(kinds({ status: 'reconnecting', people: [] }, {})).toEqual([]);
  });

  it('is who knocks, once, and not who stopped to', () => {
    const guests = [{ userId: 'cleo', name: 'Cleo' }];
    expect(happeningsBetween(SCENE, { ...SCENE, guests })).toEqual([
      { kind: 'knock', sentence: 'Cleo wants to come in' },
    ]);
    expect(kinds({ guests }, { guests })).toEqual([]);
    expect(kinds({ guests }, {})).toEqual([]);
  });

  it('is being let in or turned away', () => {
    expect(kinds({ status: 'waiting', people: [] }, {})).toEqual(['approved']);
    expect(kinds({ status: 'waiting' }, { status: 'ended', denied: true })).toEqual(['denied']);
  });

  it('is a new message, not one that was read', () => {
    expect(kinds({ unread: 1 }, { unread: 2 })).toEqual(['chat']);
    expect(kinds({ unread: 2 }, { unread: 0 })).toEqual([]);
  });
});
