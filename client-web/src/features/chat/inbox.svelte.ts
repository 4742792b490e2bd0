import type { Body } from '../../sealing/body';
import type { ChatKey } from '../../sealing/chat-key';
import { readEnvelope } from '../../sealing/envelope';
import { Opener } from '../../sealing/opener';
import {
  awaitsKey,
  EMOJI,
  isReadable,
  reacted,
  type Content,
  type Entry,
  type Readable,
  type ReadableEntry,
} from './entries';
import { tidy, type Names } from './names';
import type { Received, ReceivedReaction } from './received';

/** Older ones are forgotten. */
const MAX_ENTRIES = 500;
/** More than this many that wait to be opened are dropped: nobody types that fast. */
const MAX_WAITING = 300;

type Fresh = (entry: ReadableEntry) => void;

/** Everything that came, opened one after the other in the order in which it came. */
export class Inbox {
  #entries = $state.raw<readonly Entry[]>([]);
  #dropped = $state(0);
  #opener: Opener | null = null;
  #lastKey = 0;
  #waiting = 0;
  #tail: Promise<void> = Promise.resolve();

  constructor(
    private readonly selfId: string,
    private readonly names: Names,
  ) {}

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** How many came faster than they could be opened. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Whether there are messages that this key, or another one, might open. */
  get awaitsKey(): boolean {
    return this.#entries.some(awaitsKey);
  }

  /** Whether a key opens some of what waits for one, if anything does. */
  fits(key: ChatKey): boolean {
    const ids = this.#entries
      .filter(awaitsKey)
      .flatMap((entry) => readEnvelope(entry.sent)?.keyId ?? []);
    return ids.length === 0 || ids.some((id) => key.is(id));
  }

  /** From now on opens with this key, also what no key opened so far. */
  useKey(key: ChatKey): Promise<void> {
    const opener = new Opener(key);
    this.#opener = opener;
    return this.#next(async () => {
      const again: Entry[] = [];
      for (const entry of this.#entries) {
        again.push(awaitsKey(entry) ? { ...entry, content: await this.#open(entry) } : entry);
      }
      this.#entries = again;
    });
  }

  take(message: Received, fresh: Fresh): Promise<void> {
    return this.#unlessFlooded(async () => {
      const [entry] = await this.#openNew([message]);
      if (entry !== undefined && isReadable(entry)) fresh(entry);
    });
  }

  takeHistory(messages: readonly Received[]): Promise<void> {
    return this.#unlessFlooded(async () => {
      await this.#openNew(messages);
    });
  }

  takeReaction({ userId, messageId, sent }: ReceivedReaction): Promise<void> {
    return this.#unlessFlooded(async () => {
      const to = this.#entries.find((entry) => entry.messageId === messageId);
      if (to === undefined || !isReadable(to) || this.#opener === null) return;
      // Bound to the seal, not to the server's id: it cannot be moved to another message.
      const purpose = { kind: 'reaction', seal: to.content.seal } as const;
      const opened = await this.#opener.open(sent, userId, purpose);
      if (opened.outcome !== 'opened') return;
      const change = opened.text.startsWith('+') ? 'give' : 'take';
      const emoji = EMOJI.find((each) => opened.text === `${change === 'give' ? '+' : '-'}${each}`);
      if (emoji === undefined) return;
      const reactions = reacted(to.reactions, userId, emoji, change);
      this.#entries = this.#entries.map((e) => (e.key === to.key ? { ...e, reactions } : e));
    });
  }

  #unlessFlooded(task: () => Promise<void>): Promise<void> {
    if (this.#waiting < MAX_WAITING) return this.#next(task);
    this.#dropped++;
    return Promise.resolve();
  }

  #next(task: () => Promise<void>): Promise<void> {
    this.#waiting++;
    const done = this.#tail.then(task).finally(() => this.#waiting--);
    this.#tail = done.catch(() => undefined); // the caller hears of it; those behind go on
    return done;
  }

  async #openNew(messages: readonly Received[]): Promise<Entry[]> {
    const opened: Entry[] = [];
    for (const message of messages) {
      if (this.#isKnown(message)) continue;
      const content = await this.#open(message);
      opened.push({ ...message, key: ++this.#lastKey, content, reactions: [] });
    }
    // By the server's time, so that what came live before the history stands behind it. Sorting is stable.
    this.#entries = [...this.#entries, ...opened]
      .sort((one, other) => one.atMillis - other.atMillis)
      .slice(-MAX_ENTRIES);
    return opened;
  }

  /** The history repeats what came live. */
  #isKnown(message: Received): boolean {
    const same = ['messageId', 'userId', 'recipientId', 'sent'] as const;
    return this.#entries.some((entry) => same.every((field) => entry[field] === message[field]));
  }

  async #open({ sent, userId, recipientId }: Received): Promise<Content> {
    if (this.#opener === null) {
      return { state: 'refused', reason: readEnvelope(sent) === null ? 'malformed' : 'no-key' };
    }
    // Ours if we are one of the two, whatever the server handed to us.
    if (recipientId !== null && recipientId !== this.selfId && userId !== this.selfId) {
      return { state: 'refused', reason: 'unverified' };
    }
    const opened = await this.#opener.open(
      sent,
      userId,
      recipientId === null ? { kind: 'everybody' } : { kind: 'private', recipientId },
    );
    if (opened.outcome !== 'opened') return { state: 'refused', reason: opened.outcome };
    return this.#readable(userId, opened.seal, opened);
  }

  #readable(userId: string, seal: string, { name, text, sentAtMillis }: Body): Readable {
    return {
      state: 'readable',
      seal,
      name: tidy(name),
      number: this.names.numberOf(userId, name),
      text,
      sentAtMillis,
    };
  }
}
