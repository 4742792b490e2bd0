import { writeBody, type Body } from './body';
import type { ChatKey, Place, Purpose } from './chat-key';
import { STREAM_BYTES, writeEnvelope } from './envelope';
import type { Bytes } from './bytes';

const LAST_COUNTER = 2 ** 32 - 1;

/** Where the next message stands. */
export type Position = { readonly stream: Bytes; readonly counter: number };

function beginning(): Position {
  return { stream: crypto.getRandomValues(new Uint8Array(STREAM_BYTES)), counter: 0 };
}

/**
 * Seals what one participant sends from one load of the page. A stream is random and never stored, so neither a
 * reload nor a copied tab goes on with a counter that was used.
 */
export class Sealer {
  #next: Position;

  constructor(
    private readonly key: ChatKey,
    private readonly participantId: string,
    from: Position = beginning(),
  ) {
    this.#next = from;
  }

  async seal(body: Body, purpose: Purpose): Promise<string> {
    const plain = writeBody(body);
    // Taken before anything is awaited: no two messages have one counter.
    const place = this.#take();
    const { key, nonce } = await this.key.messageKey(place);
    const ciphertext = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv: nonce, additionalData: this.key.bound(place, purpose) },
      key,
      plain,
    );
    return writeEnvelope({
      keyId: this.key.id,
      stream: place.stream,
      counter: place.counter,
      ciphertext: new Uint8Array(ciphertext),
    });
  }

  #take(): Place {
    const { stream, counter } = this.#next;
    this.#next = counter < LAST_COUNTER ? { stream, counter: counter + 1 } : beginning();
    return { stream, counter, participantId: this.participantId };
  }
}
