import { toBase64url } from '../util/base64url';
import { fields, u32, utf8, type Bytes } from './bytes';
import { Chain, EPOCH_MESSAGES, expand, type MessageKey, type Origin } from './chain';
import { KEY_ID_BYTES, VERSION } from './envelope';
import { Recent } from './recent';

/** OWASP's figure for PBKDF2 with HMAC-SHA-256 (Password Storage Cheat Sheet, 2023). */
const ITERATIONS = 600_000;
const CHAINS_KEPT = 256;
const NO_SALT = new Uint8Array(0);

/** What a message is, which a server could otherwise pass off as something else. */
export type Purpose =
  | { readonly kind: 'everybody' }
  | { readonly kind: 'private'; readonly recipientId: string }
  /** About the message with this seal. */
  | { readonly kind: 'reaction'; readonly seal: string };

/** A message's place, known from its envelope and from whom it is by. */
export type Place = Origin & { readonly counter: number };

function about(purpose: Purpose): string {
  switch (purpose.kind) {
    case 'everybody':
      return '';
    case 'private':
      return purpose.recipientId;
    case 'reaction':
      return purpose.seal;
  }
}

/** What stands for a message, the same for everybody who could read it. */
export function sealOf({ participantId, stream, counter }: Place): string {
  return `${participantId}.${toBase64url(stream)}.${counter}`;
}

/** What the link's secret is in one room. */
export class ChatKey {
  readonly #chains = new Recent<Chain>(CHAINS_KEPT);

  private constructor(
    readonly roomId: string,
    /** Tells keys apart without telling anything about them. */
    readonly id: Bytes,
    private readonly root: CryptoKey,
  ) {}

  /** Takes a good part of a second, off the main thread. */
  static async from(secret: string, roomId: string): Promise<ChatKey> {
    const { subtle } = crypto;
    const password = await subtle.importKey('raw', utf8(secret), 'PBKDF2', false, ['deriveBits']);
    const stretched = await subtle.deriveBits(
      {
        name: 'PBKDF2',
        hash: 'SHA-256',
        salt: utf8(`foyer-chat/1 room ${roomId}`),
        iterations: ITERATIONS,
      },
      password,
      256,
    );
    const root = await subtle.importKey('raw', stretched, 'HKDF', false, ['deriveBits']);
    const id = await expand(root, NO_SALT, utf8('foyer-chat/1 key id'), KEY_ID_BYTES);
    return new ChatKey(roomId, id, root);
  }

  is(keyId: Bytes): boolean {
    return this.id.every((byte, at) => byte === keyId[at]);
  }

  messageKey(place: Place): Promise<MessageKey> {
    const epoch = Math.floor(place.counter / EPOCH_MESSAGES);
    const name = `${place.participantId}.${toBase64url(place.stream)}.${epoch}`;
    const chain = this.#chains.get(name) ?? new Chain(this.root, place, epoch);
    this.#chains.set(name, chain);
    return chain.at(place.counter % EPOCH_MESSAGES);
  }

  /** The associated data: all that is in the open and must not be changed. */
  bound(place: Place, purpose: Purpose): Bytes {
    return fields(
      utf8('foyer-chat'),
      Uint8Array.of(VERSION),
      utf8(purpose.kind),
      utf8(this.roomId),
      this.id,
      place.stream,
      u32(place.counter),
      utf8(place.participantId),
      utf8(about(purpose)),
    );
  }
}
