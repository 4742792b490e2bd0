import { toBase64url } from '../util/base64url';
import { readBody, type Body } from './body';
import { sealOf, type ChatKey, type Place, type Purpose } from './chat-key';
import { readEnvelope } from './envelope';
import { Recent } from './recent';
import { ReplayWindow } from './replay-window';

const STREAMS_KEPT = 1_024;

export type Opened = Body & { readonly outcome: 'opened'; readonly seal: string };

/**
 * Why there is nothing to show: no envelope; sealed with another key; changed, or by somebody else than the server
 * says, or for something else; opened before; too far behind the latest of its stream.
 */
export type Refusal = 'malformed' | 'other-key' | 'unverified' | 'replayed' | 'too-old';

export type Refused = { readonly outcome: Refusal; readonly seal?: string };

/** Opens what others sealed, each message once. */
export class Opener {
  readonly #windows = new Recent<ReplayWindow>(STREAMS_KEPT);

  constructor(private readonly key: ChatKey) {}

  /** @param participantId who sent it, as the server says: it opens only if that is so */
  async open(sent: unknown, participantId: string, purpose: Purpose): Promise<Opened | Refused> {
    const envelope = readEnvelope(sent);
    if (envelope === null) return { outcome: 'malformed' };
    if (!this.key.is(envelope.keyId)) return { outcome: 'other-key' };
    const place = { ...envelope, participantId };
    const body = await this.#decrypt(place, envelope.ciphertext, purpose);
    if (body === null) return { outcome: 'unverified' };
    const seal = sealOf(place);
    const outcome = this.#once(place);
    return outcome === 'opened' ? { outcome, seal, ...body } : { outcome, seal };
  }

  async #decrypt(place: Place, ciphertext: BufferSource, purpose: Purpose): Promise<Body | null> {
    const { key, nonce } = await this.key.messageKey(place);
    try {
      const plain = await crypto.subtle.decrypt(
        { name: 'AES-GCM', iv: nonce, additionalData: this.key.bound(place, purpose) },
        key,
        ciphertext,
      );
      return readBody(new Uint8Array(plain));
    } catch {
      return null; // the tag does not fit: WebCrypto says it by an OperationError
    }
  }

  /** Only what opened is remembered: nobody without the key can use up another's counters. */
  #once(place: Place): 'opened' | 'replayed' | 'too-old' {
    const name = `${place.participantId}.${toBase64url(place.stream)}`;
    const window = this.#windows.get(name) ?? new ReplayWindow();
    this.#windows.set(name, window);
    const look = window.look(place.counter);
    if (look !== 'new') return look === 'seen' ? 'replayed' : look;
    window.add(place.counter);
    return 'opened';
  }
}
