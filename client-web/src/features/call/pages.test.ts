import { describe, expect, it } from 'vitest';
import { pageOf, perPageFor, seated, swipeOf, type Seats } from './pages';

type Tile = { key: string; participantId: string; kind: 'camera' | 'screen'; mine: boolean };

const camera = (id: string): Tile => ({
  key: id,
  participantId: id,
  kind: 'camera',
  mine: id === 'me',
});
const screen = (id: string): Tile => ({
  key: `${id}/screen`,
  participantId: id,
  kind: 'screen',
  mine: id === 'me',
});
const nobodySpoke: Seats = { order: [], pinned: null, speaker: null, spokeAt: new Map() };
const ids = ['me', 'a', 'b', 'c', 'd', 'e', 'f', 'g'];
const people = ids.map(camera);

describe('the order of tiles', () => {
  it('is that of arrival while all fit on a page, whoever speaks', () => {
    const seats = { ...nobodySpoke, speaker: 'g', pinned: 'c' };
    expect(seated(people, 12, seats)).toEqual(ids);
  });

  it('begins with ourselves, what is pinned and what is shared', () => {
    const tiles = [camera('a'), camera('b'), screen('b'), camera('c'), camera('d'), camera('me')];
    expect(seated(tiles, 4, { ...nobodySpoke, pinned: 'd' })).toEqual([
      'me',
      'd',
      'b/screen',
      'a',
      'b',
      'c',
    ]);
  });

  it('lets who speaks change places with who has not spoken for longest, nobody else', () => {
    const spokeAt = new Map([
      ['a', 3],
      ['b', 1],
      ['c', 2],
    ]);
    const seats = { ...nobodySpoke, order: ids, speaker: 'f', spokeAt };
    expect(seated(people, 4, seats)).toEqual(['me', 'a', 'f', 'c', 'd', 'e', 'b', 'g']);
  });

  it('keeps who spoke where they came to, and does not move them again', () => {
    const seats = { ...nobodySpoke, order: ids, speaker: 'f' };
    const once = seated(people, 4, seats);
    expect(once).toEqual(['me', 'a', 'b', 'f', 'd', 'e', 'c', 'g']);
    expect(seated(people, 4, { ...seats, order: once })).toEqual(once);
    expect(seated(people, 4, { ...seats, order: once, speaker: 'a' })).toEqual(once);
    expect(seated(people, 4, { ...seats, order: once, speaker: null })).toEqual(once);
  });

  it('never takes our own seat, nor one of a share', () => {
    const tiles = [camera('me'), screen('a'), screen('b'), camera('a'), camera('b')];
    expect(seated(tiles, 3, { ...nobodySpoke, speaker: 'b' })).toEqual([
      'me',
      'a/screen',
      'b/screen',
      'a',
      'b',
    ]);
  });

  it('has everybody once, whoever comes and goes', () => {
    let order: string[] = [];
    for (let i = 0; i < 50; i++) {
      const here = people.filter((_, at) => at === 0 || (i + at) % 5 !== 0);
      const seats = { ...nobodySpoke, order, speaker: ids[(i * 3) % ids.length] ?? null };
      order = seated(here, 4, seats);
      expect(order.toSorted()).toEqual(here.map(({ key }) => key).toSorted());
      expect(order[0]).toBe('me');
    }
  });
});

describe('a page', () => {
  const many = Array.from({ length: 30 }, (_, i) => `p${i}`);

  it('has twelve tiles on a desktop and four on a phone', () => {
    expect(perPageFor(1_280)).toBe(12);
    expect(perPageFor(390)).toBe(4);
    expect(perPageFor(0)).toBe(12);
  });

  it('follows the one before', () => {
    expect(pageOf(many, null, 12, 0)).toEqual({ page: 0, pages: 3, keys: many.slice(0, 12) });
    expect(pageOf(many, null, 12, 2)).toEqual({ page: 2, pages: 3, keys: many.slice(24) });
  });

  it('is the last there is when others have gone', () => {
    expect(pageOf(many.slice(0, 13), null, 12, 2)).toMatchObject({ page: 1, pages: 2 });
    expect(pageOf(many.slice(0, 12), null, 12, 2)).toMatchObject({ page: 0, pages: 1 });
    expect(pageOf([], null, 12, 2)).toEqual({ page: 0, pages: 1, keys: [] });
  });

  it('has the large tile and eleven others', () => {
    const { pages, keys } = pageOf(many, 'p20', 12, 1);
    expect(pages).toBe(3);
    expect(keys).toEqual(['p20', ...many.slice(11, 20), 'p21', 'p22']);
  });
});

describe('a swipe', () => {
  it('turns the page when it is a flick or goes far', () => {
    expect(swipeOf(-60, 5, 120, 390)).toBe(1);
    expect(swipeOf(60, 5, 120, 390)).toBe(-1);
    expect(swipeOf(-200, 20, 2_000, 390)).toBe(1);
  });

  it('does nothing when it is small, slow or goes down', () => {
    expect(swipeOf(-20, 0, 50, 390)).toBe(0);
    expect(swipeOf(-60, 0, 1_000, 390)).toBe(0);
    expect(swipeOf(-60, -90, 100, 390)).toBe(0);
  });
});
