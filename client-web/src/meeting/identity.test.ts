import { afterEach, describe, expect, it, vi } from 'vitest';
import { keepIn, memoryKeep } from '../util/storage';
import { claimIdentity, identityIn, rememberedName, rememberName, type Locks } from './identity';

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

/** The locks of one browser, seen by all of its tabs. */
class FakeLocks implements Locks {
  readonly #held = new Map<string, Promise<void>>();

  async request(
    name: string,
    { signal }: { signal: AbortSignal },
    holding: () => Promise<void>,
  ): Promise<void> {
    const timeout = new Promise<never>((_, fail) => {
      signal.addEventListener('abort', () => {
        fail(new DOMException('', 'TimeoutError'));
      });
    });
    timeout.catch(() => undefined); // long after the lock was granted
    for (let other = this.#held.get(name); other !== undefined; other = this.#held.get(name)) {
      await Promise.race([other, timeout]);
    }
    const until = holding().then(() => void this.#held.delete(name));
    this.#held.set(name, until);
    await until;
  }
}

describe('the claim to an identity', () => {
  const locks = new FakeLocks();

  afterEach(() => void vi.restoreAllMocks());

  function patience(ms: number): void {
    vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
      const controller = new AbortController();
      setTimeout(() => {
        controller.abort();
      }, ms);
      return controller.signal;
    });
  }

  it('keeps who the tab was when the page reloads, even if its earlier self lets go late', async () => {
    const keep = memoryKeep();
    const before = claimIdentity('a', keep, locks);
    const known = await before.identity;
    patience(100);
    const after = claimIdentity('a', keep, locks);
    setTimeout(() => {
      before.release();
    }, 20);
    await expect(after.identity).resolves.toEqual(known);
    after.release();
  });

  it('makes a duplicated tab somebody new, for good', async () => {
    const original = memoryKeep();
    const first = claimIdentity('a', original, locks);
    const known = await first.identity;
    const copy = memoryKeep({
      'foyer:identity:a': original.read('foyer:identity:a') ?? '',
    });
    patience(20);
    const duplicate = claimIdentity('a', copy, locks);
    const made = await duplicate.identity;
    expect(made.participantId).not.toBe(known.participantId);
    expect(made.sessionToken).not.toBe(known.sessionToken);
    duplicate.release();
    first.release();
    await expect(claimIdentity('a', copy, locks).identity).resolves.toEqual(made);
  });

  it('is granted where there are no locks, or none are allowed', async () => {
    const keep = memoryKeep();
    const known = identityIn('a', keep);
    await expect(claimIdentity('a', keep, undefined).identity).resolves.toEqual(known);
    const refusing: Locks = {
      request: () => Promise.reject(new DOMException('', 'SecurityError')),
    };
    await expect(claimIdentity('a', keep, refusing).identity).resolves.toEqual(known);
  });
});
