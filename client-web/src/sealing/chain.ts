import { fields, u32, utf8, type Bytes } from './bytes';

/** A chain begins anew after so many messages, so that no counter is far from a beginning. */
export const EPOCH_MESSAGES = 32;

/** What seals one message and no other. */
export type MessageKey = { readonly key: CryptoKey; readonly nonce: Bytes };

type Step = MessageKey & { readonly next: Bytes };

const NO_SALT = new Uint8Array(0);
const CHAIN = utf8('foyer-chat/1 chain');
const STEP = utf8('foyer-chat/1 step');

export async function expand(
  key: CryptoKey,
  salt: Bytes,
  info: Bytes,
  bytes: number,
): Promise<Bytes> {
  const params = { name: 'HKDF', hash: 'SHA-256', salt, info };
  return new Uint8Array(await crypto.subtle.deriveBits(params, key, bytes * 8));
}

async function step(chainKey: Bytes): Promise<Step> {
  const chain = await crypto.subtle.importKey('raw', chainKey, 'HKDF', false, ['deriveBits']);
  const bytes = await expand(chain, NO_SALT, STEP, 76);
  const key = await crypto.subtle.importKey('raw', bytes.slice(32, 64), 'AES-GCM', false, [
    'encrypt',
    'decrypt',
  ]);
  return { next: bytes.slice(0, 32), key, nonce: bytes.slice(64) };
}

/** Whose messages: a stream means something only together with the participant that sends it. */
export type Origin = { readonly stream: Bytes; readonly participantId: string };

/**
 * The keys of one epoch of one sender, each made from the one before. Keys that were passed over are kept
 * until the chain is forgotten: at most {@link EPOCH_MESSAGES}.
 */
export class Chain {
  readonly #first: Promise<Bytes>;
  readonly #steps: Promise<Step>[] = [];

  constructor(root: CryptoKey, { stream, participantId }: Origin, epoch: number) {
    this.#first = expand(root, stream, fields(CHAIN, utf8(participantId), u32(epoch)), 32);
  }

  /** @param index of the message in the epoch */
  at(index: number): Promise<MessageKey> {
    while (this.#steps.length <= index) {
      const before = this.#steps.at(-1)?.then(({ next }) => next) ?? this.#first;
      this.#steps.push(before.then(step));
    }
    const found = this.#steps[index];
    if (found === undefined) throw new RangeError(`index: ${index}`);
    return found;
  }
}
