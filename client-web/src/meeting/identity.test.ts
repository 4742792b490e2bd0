import { describe, expect, it } from 'vitest';
import { keepIn, memoryKeep } from '../util/storage';
import { identityIn, rememberedName, rememberName } from './identity';

describe('identity', () => {
  it('stays the same for a room across reloads', () => {
    const keep = memoryKeep();
    expect(identityIn('a', keep)).toEqual(identityIn('a', keep));
  });

  it('is another one in another room and in another tab', () => {
    const keep = memoryKeep();
    const here = identityIn('a', keep);
    expect(identityIn('b', keep).participantId).not.toBe(here.participantId);
    expect(identityIn('a', memoryKeep()).sessionToken).not.toBe(here.sessionToken);
  });

  it('is made of letters the server takes', () => {
    const { participantId, sessionToken } = identityIn('a', memoryKeep());
    expect(participantId).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(sessionToken).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it('is made anew where what was kept is broken', () => {
    const keep = memoryKeep();
    keep.write('foyer:identity:a', '{"participantId":7}');
    expect(identityIn('a', keep).participantId).toMatch(/^[A-Za-z0-9_-]+$/);
    keep.write('foyer:identity:a', 'not json');
    expect(identityIn('a', keep).participantId).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  it('works in a browser that keeps nothing', () => {
    const refusing = keepIn(() => {
      throw new DOMException('no', 'SecurityError');
    });
    expect(identityIn('a', refusing).participantId).not.toBe('');
    rememberName(refusing, 'Ada');
    expect(rememberedName(refusing)).toBe('');
  });

  it('goes with a name that is remembered', () => {
    const keep = memoryKeep();
    rememberName(keep, 'Ada');
    expect(rememberedName(keep)).toBe('Ada');
  });
});
