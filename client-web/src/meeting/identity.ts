import { randomId } from '../util/ids';
import type { Keep } from '../util/storage';

/** Who we are in one room: a public id, and the secret that proves a returning socket is still us. */
export type Identity = { readonly participantId: string; readonly sessionToken: string };

const NAME_KEY = 'foyer:name';

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
  const key = `foyer:identity:${roomId}`;
  const known = stored(keep.read(key));
  if (known !== null) return known;
  const made = { participantId: randomId(16), sessionToken: randomId(32) };
  keep.write(key, JSON.stringify(made));
  return made;
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
