import { describe, expect, it } from 'vitest';
import { roomPath, roomPathIn, secretsIn } from './room-link';

describe('links to a room', () => {
  it('carry a secret and an invite', () => {
    expect(secretsIn('#k=abc-_9&i=tok-1')).toEqual({ secret: 'abc-_9', invite: 'tok-1' });
    expect(secretsIn('#i=tok-1')).toEqual({ invite: 'tok-1' });
  });

  it('may be a bare secret', () => {
    expect(secretsIn('#abc-_9')).toEqual({ secret: 'abc-_9' });
  });

  it('may carry nothing, or nothing that makes sense', () => {
    for (const hash of ['', '#', '#k=', '#k=%00&i=a b', `#${'x'.repeat(101)}`, '#a/b', '#=&=']) {
      expect(secretsIn(hash), hash).toEqual({});
    }
  });

  it('are read as they were made', () => {
    for (const secrets of [{}, { secret: 's' }, { invite: 'i' }, { secret: 's', invite: 'i' }]) {
      const { pathname, hash } = new URL(roomPath('room_1', secrets), 'https://meet.example');
      expect(pathname).toBe('/room_1');
      expect(secretsIn(hash)).toEqual(secrets);
    }
  });

  it('are found in what was pasted, and a bare code in what was typed', () => {
    expect(roomPathIn('  standup_7 ')).toBe('/standup_7');
    expect(roomPathIn('https://meet.example/ab-c?x=1#k=s&i=t')).toBe('/ab-c#k=s&i=t');
    expect(roomPathIn('https://meet.example/ab-c#s')).toBe('/ab-c#k=s');
    for (const nothing of ['two words', 'https://meet.example/', '']) {
      expect(roomPathIn(nothing), nothing).toBeNull();
    }
  });
});
