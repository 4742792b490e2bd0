import { describe, expect, it } from 'vitest';
import { endSentence } from './sentences';

describe('sentences at the end', () => {
  it.each([
    'room-full',
    'server-full',
    'room-locked',
    'kept-out',
    'invalid-room-id',
    'identity-conflict',
  ])('say in words what %s means', (word) => {
    const sentence = endSentence({ kind: 'refused', word });
    expect(sentence).toMatch(/^[A-Z].* .*\.$/);
    expect(sentence).not.toContain(word);
    expect(sentence).not.toBe(endSentence({ kind: 'refused', word: 'anything else' }));
  });

  it('have one for a word of a newer server', () => {
    for (const word of ['brand-new', 'toString', '']) {
      expect(endSentence({ kind: 'refused', word })).toMatch(/refused/);
    }
  });

  it('tell being denied from leaving', () => {
    expect(endSentence({ kind: 'denied' })).toMatch(/host/);
    expect(endSentence({ kind: 'left' })).toMatch(/left/);
  });
});
