import { describe, expect, it } from 'vitest';
import { isOutOfTime, reacted, rowsFor, type Entry, type ReadableEntry } from './entries';
import { isWeak, secretIn } from './key-input';
import { Names, tidy } from './names';

const NOON = new Date(2026, 4, 1, 12).getTime();
const MINUTE = 60_000;

function entry(key: number, userId: string, atMillis: number, sentAtMillis = atMillis) {
  const content = {
    state: 'readable',
    seal: `s${key}`,
    name: userId,
    number: 1,
    text: 'hello',
    sentAtMillis,
  } as const;
  const made: ReadableEntry = {
    key,
    userId,
    recipientId: null,
    messageId: `m${key}`,
    atMillis,
    sent: '',
    content,
    reactions: [],
  };
  return made;
}

function refused(key: number, reason: 'unverified' | 'replayed'): Entry {
  return { ...entry(key, 'ada', NOON), content: { state: 'refused', reason } };
}

describe('rows', () => {
  it('go on after another message of the same person, for a while', () => {
    const entries = [
      entry(1, 'ada', NOON),
      entry(2, 'ada', NOON + MINUTE),
      entry(3, 'ada', NOON + 9 * MINUTE),
      entry(4, 'ben', NOON + 9 * MINUTE),
      { ...entry(5, 'ben', NOON + 9 * MINUTE), recipientId: 'ada' },
    ];
    const begins = rowsFor(entries, NOON).map((row) => row.kind === 'message' && row.begins);
    expect(begins).toEqual([true, false, true, true, true]);
  });

  it('say the day where it is not today', () => {
    const yesterday = entry(1, 'ada', NOON - 24 * 60 * MINUTE);
    const kinds = (entries: Entry[]): string[] => rowsFor(entries, NOON).map(({ kind }) => kind);
    expect(kinds([yesterday, entry(2, 'ada', NOON)])).toEqual(['day', 'message', 'day', 'message']);
    expect(kinds([entry(2, 'ada', NOON)])).toEqual(['message']);
  });

  it('have one line for a run of what cannot be shown', () => {
    const entries = [
      refused(1, 'unverified'),
      refused(2, 'unverified'),
      refused(3, 'replayed'),
      entry(4, 'ada', NOON),
      refused(5, 'unverified'),
    ];
    expect(rowsFor(entries, NOON)).toMatchObject([
      { kind: 'refused', reason: 'unverified', count: 2 },
      { kind: 'refused', reason: 'replayed', count: 1 },
      { kind: 'message' },
      { kind: 'refused', reason: 'unverified', count: 1 },
    ]);
  });

  it('know a message that came at another time than it was sealed', () => {
    expect(isOutOfTime(entry(1, 'ada', NOON, NOON - 9 * MINUTE))).toBe(false);
    expect(isOutOfTime(entry(1, 'ada', NOON, NOON - 11 * MINUTE))).toBe(true);
    expect(isOutOfTime(entry(1, 'ada', NOON, NOON + 11 * MINUTE))).toBe(true);
  });
});

describe('reactions', () => {
  it('count everybody once, in an order that stays', () => {
    let reactions = reacted([], 'ben', '🎉', 'give');
    reactions = reacted(reactions, 'ada', '👍', 'give');
    reactions = reacted(reactions, 'ada', '👍', 'give');
    reactions = reacted(reactions, 'ben', '👍', 'give');
    expect(reactions).toEqual([
      { emoji: '👍', userIds: ['ada', 'ben'] },
      { emoji: '🎉', userIds: ['ben'] },
    ]);
    expect(reacted(reactions, 'ben', '🎉', 'take')).toHaveLength(1);
    expect(reacted(reactions, 'cleo', '🎉', 'take')).toEqual(reactions);
  });
});

describe('names', () => {
  it('are numbered where two people have the same, in whatever spelling', () => {
    const names = new Names();
    expect(names.numberOf('1', 'Ada')).toBe(1);
    expect(names.numberOf('2', 'ada\u200b')).toBe(2);
    expect(names.numberOf('3', 'Ａda')).toBe(3); // full-width A
    expect(names.numberOf('1', 'ADA')).toBe(1);
    expect(names.numberOf('1', 'Ben')).toBe(1);
  });

  it('have nothing in them that turns what stands around them', () => {
    expect(tidy(' \u202eevil\u0000\n ')).toBe('evil');
    expect(tidy('x'.repeat(1_000))).toHaveLength(64);
  });
});

describe('a pasted key', () => {
  it('is found in a link, its end, or alone', () => {
    for (const input of ['https://meet.example/r#k=abc&i=x', 'https://meet.example/r#abc']) {
      expect(secretIn(` ${input}\n`)).toBe('abc');
    }
    for (const input of ['#k=abc', 'k=abc', '#abc', 'abc']) expect(secretIn(input)).toBe('abc');
    for (const nothing of ['https://meet.example/r', 'https://meet.example/r#i=x', 'a b', '']) {
      expect(secretIn(nothing), nothing).toBeNull();
    }
  });

  it('is weak when it could be found by trying', () => {
    expect(isWeak('sunshine')).toBe(true);
    expect(isWeak('x'.repeat(22))).toBe(false);
  });
});
