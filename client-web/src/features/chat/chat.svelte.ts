import type { Channel, Unsubscribe } from '../../protocol/channel';
import { outcomeOf } from '../../protocol/errors';
import { MAX_TEXT_BYTES, textBytes } from '../../sealing/body';
import { ChatKey, type Purpose } from '../../sealing/chat-key';
import { Sealer } from '../../sealing/sealer';
import type { Emoji, Entry, ReadableEntry } from './entries';
import { Inbox } from './inbox.svelte';
import { Names } from './names';
import { readHistory, readMessage, readPrivateMessage, readReaction, readTyping } from './received';
import { Typing } from './typing.svelte';

/** none: ask for one; opening: the link's is being made ready; unavailable: this browser, or this insecure page, has no cryptography. */
export type Lock = 'none' | 'opening' | 'open' | 'unavailable';

export type ChatSetup = {
  roomId: string;
  selfId: string;
  name: string;
  channel: Channel;
  /** From the link: what no server ever sees. */
  secret?: string | undefined;
  openKey?: (secret: string, roomId: string) => Promise<ChatKey>;
};

/** One stream for each kind, so that the counters of the messages to everybody have no gaps. */
type Sealers = Readonly<Record<Purpose['kind'], Sealer>>;

const openedByDefault = (secret: string, roomId: string): Promise<ChatKey> =>
  ChatKey.from(secret, roomId);

/** Only secure pages have WebCrypto. What cannot be encrypted is not sent. */
function hasCryptography(): boolean {
  return (crypto.subtle as SubtleCrypto | undefined) !== undefined;
}

/** The chat of one room for as long as the page lives. */
export class Chat {
  readonly selfId: string;
  readonly typing: Typing;
  readonly names = new Names();

  #lock = $state<Lock>('none');
  #secret = $state<string | undefined>(undefined);
  #unread = $state(0);
  #news = $state.raw<ReadableEntry | null>(null);

  readonly #setup: ChatSetup;
  readonly #inbox: Inbox;
  readonly #subscriptions: Unsubscribe[];
  #sealers: Sealers | null = null;
  #readers = 0;

  constructor(setup: ChatSetup) {
    const { channel, roomId, selfId } = setup;
    this.#setup = setup;
    this.selfId = selfId;
    this.names.numberOf(selfId, setup.name);
    this.#inbox = new Inbox(selfId, this.names);
    this.typing = new Typing((typing) => {
      channel.notify('typing', { roomId, typing });
    });
    this.#subscriptions = this.#listen();
    if (setup.secret === undefined) return;
    this.#lock = 'opening';
    void this.unlock(setup.secret);
  }

  get lock(): Lock {
    return this.#lock;
  }

  /** What the key was made from, to be put into links. */
  get secret(): string | undefined {
    return this.#secret;
  }

  get entries(): readonly Entry[] {
    return this.#inbox.entries;
  }

  get dropped(): number {
    return this.#inbox.dropped;
  }

  /** Whether there is something that the key in use does not open. */
  get awaitsKey(): boolean {
    return this.#inbox.awaitsKey;
  }

  /** Messages to us that came while nobody looked. */
  get unread(): number {
    return this.#unread;
  }

  /** The latest message of somebody else that came while we are here. */
  get news(): ReadableEntry | null {
    return this.#news;
  }

  /** Asks for what was said so far: on coming in, and again whenever the connection was lost. */
  refresh(): void {
    void outcomeOf(this.#setup.channel.request('get-chat-history', this.#setup.roomId));
  }

  /** Somebody looks at the chat until the returned function is called. */
  read(): () => void {
    this.#readers++;
    this.#unread = 0;
    return () => this.#readers--;
  }

  /** @returns whether the key is used now: one that opens nothing of what waits for a key is not */
  async unlock(secret: string): Promise<'used' | 'does-not-fit' | 'unavailable'> {
    const { openKey = openedByDefault, roomId } = this.#setup;
    if (!hasCryptography()) {
      this.#lock = 'unavailable';
      return 'unavailable';
    }
    try {
      const key = await openKey(secret, roomId);
      if (!this.#inbox.fits(key)) return 'does-not-fit';
      await this.#use(key, secret);
      return 'used';
    } finally {
      this.#lock = this.#sealers === null ? 'none' : 'open';
    }
  }

  /**
   * @param recipientId null for everybody
   * @returns null when it was sent, otherwise why not: a word of the server, or `empty`, `too-long`, `no-key`
   */
  async send(text: string, recipientId: string | null): Promise<string | null> {
    if (text.trim() === '') return 'empty';
    if (textBytes(text) > MAX_TEXT_BYTES) return 'too-long';
    const { channel, roomId } = this.#setup;
    this.typing.stop();
    if (recipientId === null) {
      const message = await this.#seal(text, { kind: 'everybody' });
      if (message === null) return 'no-key';
      return outcomeOf(channel.request('send-chat-message', { roomId, message }));
    }
    const message = await this.#seal(text, { kind: 'private', recipientId });
    if (message === null) return 'no-key';
    const userId = recipientId;
    return outcomeOf(channel.request('send-private-message', { roomId, userId, message }));
  }

  /** Gives a reaction, or takes it back where we gave it. */
  async react({ messageId, content, reactions }: ReadableEntry, emoji: Emoji): Promise<void> {
    const given = reactions.some((r) => r.emoji === emoji && r.userIds.includes(this.selfId));
    const purpose = { kind: 'reaction', seal: content.seal } as const;
    const reaction = await this.#seal(`${given ? '-' : '+'}${emoji}`, purpose);
    if (reaction === null) return;
    const { channel, roomId } = this.#setup;
    await outcomeOf(channel.request('reaction', { roomId, messageId, reaction }));
  }

  close(): void {
    for (const unsubscribe of this.#subscriptions) unsubscribe();
    this.typing.close();
  }

  async #use(key: ChatKey, secret: string): Promise<void> {
    const sealer = (): Sealer => new Sealer(key, this.selfId);
    this.#sealers = { everybody: sealer(), private: sealer(), reaction: sealer() };
    await this.#inbox.useKey(key);
    this.#secret = secret;
  }

  async #seal(text: string, purpose: Purpose): Promise<string | null> {
    const sealer = this.#sealers?.[purpose.kind];
    // Of a reaction, who gave it is enough: it stays short.
    const name = purpose.kind === 'reaction' ? '' : this.#setup.name;
    return sealer?.seal({ sentAtMillis: Date.now(), name, text }, purpose) ?? null;
  }

  #listen(): Unsubscribe[] {
    const { channel } = this.#setup;
    const fresh = (entry: ReadableEntry): void => {
      if (entry.userId === this.selfId) return;
      this.typing.hear({ userId: entry.userId, typing: false });
      this.#news = entry;
      if (this.#readers === 0) this.#unread++;
    };
    return [
      channel.on('receive-chat-message', (payload) => {
        const message = readMessage(payload);
        if (message !== null) void this.#inbox.take(message, fresh);
      }),
      channel.on('receive-private-message', (payload) => {
        const message = readPrivateMessage(payload);
        if (message !== null) void this.#inbox.take(message, fresh);
      }),
      channel.on('receive-chat-history', (payload) => {
        void this.#inbox.takeHistory(readHistory(payload));
      }),
      channel.on('reaction', (payload) => {
        const reaction = readReaction(payload);
        if (reaction !== null) void this.#inbox.takeReaction(reaction);
      }),
      channel.on('typing', (payload) => {
        const typing = readTyping(payload);
        if (typing !== null && typing.userId !== this.selfId) this.typing.hear(typing);
      }),
    ];
  }
}
