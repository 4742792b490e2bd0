import { randomId } from '../util/ids';
import type { Keep } from '../util/storage';

/** Who we are in one room: a public id, and the secret that proves a returning socket is still us. */
export type Identity = { readonly participantId: string; readonly sessionToken: string };

/** The part of the Web Locks API that tells whether another tab has the same identity. */
export type Locks = {
  request(
    name: string,
    options: { signal: AbortSignal },
    holding: () => Promise<void>,
  ): Promise<unknown>;
};

export type Claim = {
  readonly identity: Promise<Identity>;
  /** From now on another tab may be this person. */
  release(): void;
};

const NAME_KEY = 'foyer:name';
/** A page that reloads may wait this long for its own earlier self to let go. */
const LOCK_PATIENCE_MS = 2_000;

function isIdentity(value: unknown): value is Identity {
  return (
    typeof value === 'object' &&
    value !== null &&
    'participantId' in value &&
    'sessionToken' in value &&
    typeof value.participantId === 'string' &&
    typeof value.sessionToken === 'string'
  );
}

function stored(text: string | null): Identity | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return isIdentity(value) ? value : null;
  } catch {
    return null;
  }
}

/** The identity this tab has in the room; made once, kept across reloads. */
export function identityIn(roomId: string, keep: Keep): Identity {
  return stored(keep.read(`foyer:identity:${roomId}`)) ?? newIdentityIn(roomId, keep);
}

/** From now on this tab is somebody else in the room. */
export function newIdentityIn(roomId: string, keep: Keep): Identity {
  const made = { participantId: randomId(16), sessionToken: randomId(32) };
  keep.write(`foyer:identity:${roomId}`, JSON.stringify(made));
  return made;
}

/** Whether nobody else holds the lock; it is then held until `released`. */
function hold(locks: Locks, name: string, released: Promise<void>): Promise<boolean> {
  return new Promise((answer) => {
    locks
      .request(name, { signal: AbortSignal.timeout(LOCK_PATIENCE_MS) }, () => {
        answer(true);
        return released;
      })
      .catch((error: unknown) => {
        const late = error instanceof DOMException && error.name === 'TimeoutError';
        answer(!late); // a browser that refuses locks tells nothing about other tabs
      });
  });
}

/**
 * The identity of this tab, held for as long as the page lives. A duplicated tab begins with a copy of what
 * its original kept: it finds the identity held, and becomes somebody new.
 */
export function claimIdentity(roomId: string, keep: Keep, locks: Locks | undefined): Claim {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const claim = async (): Promise<Identity> => {
    const known = identityIn(roomId, keep);
    if (locks === undefined) return known;
    const name = ({ participantId }: Identity): string => `foyer:${roomId}:${participantId}`;
    if (await hold(locks, name(known), released)) return known;
    const made = newIdentityIn(roomId, keep);
    await hold(locks, name(made), released);
    return made;
  };
  return { identity: claim(), release };
}

/** The key that proves we opened the room: a reloading host is host again without knocking. */
export function hostKeyIn(roomId: string, keep: Keep): string | undefined {
  return keep.read(`foyer:host-key:${roomId}`) ?? undefined;
}

export function rememberHostKey(roomId: string, keep: Keep, hostKey: string): void {
  keep.write(`foyer:host-key:${roomId}`, hostKey);
}

export function rememberedName(keep: Keep): string {
  return keep.read(NAME_KEY) ?? '';
}

export function rememberName(keep: Keep, name: string): void {
  keep.write(NAME_KEY, name);
}
