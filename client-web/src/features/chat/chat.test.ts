import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeChannel } from '../../protocol/channel.fake';
import type { ChatMessage } from '../../protocol/events';
import { MAX_TEXT_BYTES } from '../../sealing/body';
import { ChatKey } from '../../sealing/chat-key';
import { Chat } from './chat.svelte';
import { isReadable, type Entry, type ReadableEntry } from './entries';

const SECRET = 'kJp0b2YwP3o9dQ1xT7mA5nVhL8sE2rGzCfWuXiBvNqM';
const keys = new Map<string, Promise<ChatKey>>();

/** The key stretching of a secret, once for all tests. */
function openKey(secret: string, roomId: string): Promise<ChatKey> {
  const made = keys.get(secret) ?? ChatKey.from(secret, roomId);
  keys.set(secret, made);
  return made;
}

type Post = ChatMessage & { recipientId?: string };

/** A room's server: relays, keeps the history, and can be told to misbehave. */
class Relay {
  readonly history: Post[] = [];
  readonly #members = new Map<string, FakeChannel>();
  #posts = 0;
  /** What it does to a message on the way to one reader. */
  tamper: (post: Post, reader: string) => Post | null = (post) => post;

  join(userId: string, name: string, secret?: string): Chat {
    const channel = new FakeChannel();
    channel.open();
    this.#members.set(userId, channel);
    channel.answer('send-chat-message', ({ message }) => {
      const post = this.#post(userId, name, message);
      this.history.push(post);
      for (const reader of this.#members.keys()) this.deliver(post, reader);
      return { messageId: post.messageId };
    });
    channel.answer('send-private-message', ({ userId: recipientId, message }) => {
      const post = { ...this.#post(userId, name, message), recipientId };
      for (const reader of [userId, recipientId]) this.deliver(post, reader);
      return { messageId: post.messageId };
    });
    channel.answer('reaction', ({ reaction, messageId = '' }) => {
      for (const member of this.#members.values()) {
        member.announce('reaction', { userId, reaction, messageId });
      }
    });
    channel.answer('get-chat-history', () => {
      channel.announce('receive-chat-history', [...this.history]);
    });
    const chat = new Chat({ roomId: 'room', selfId: userId, name, channel, secret, openKey });
    chats.push(chat);
    return chat;
  }

  deliver(post: Post, reader: string): void {
    const told = this.tamper(post, reader);
    const channel = this.#members.get(reader);
    if (told === null || channel === undefined) return;
    const { recipientId } = told;
    if (recipientId === undefined) channel.announce('receive-chat-message', told);
    else channel.announce('receive-private-message', { ...told, recipientId });
  }

  channelOf(userId: string): FakeChannel {
    const channel = this.#members.get(userId);
    if (channel === undefined) throw new Error(userId);
    return channel;
  }

  #post(userId: string, sender: string, message: string): Post {
    const messageId = `m${++this.#posts}`;
    return { sender, userId, message, timestamp: Date.now() + this.#posts, messageId };
  }
}

const chats: Chat[] = [];

function readable(chat: Chat): ReadableEntry[] {
  return chat.entries.filter(isReadable);
}

function texts(chat: Chat): string[] {
  return readable(chat).map(({ content }) => content.text);
}

function reasons(chat: Chat): string[] {
  return chat.entries.flatMap(({ content }: Entry) =>
    content.state === 'refused' ? [content.reason] : [],
  );
}

async function opens(chat: Chat): Promise<void> {
  await vi.waitFor(() => {
    expect(chat.lock).toBe('open');
  }, 5_000);
}

describe('the chat', () => {
  let relay: Relay;
  let ada: Chat;
  let ben: Chat;
  beforeEach(async () => {
    relay = new Relay();
    ada = relay.join('ada-1', 'Ada', SECRET);
    ben = relay.join('ben-1', 'Ben', SECRET);
    await opens(ada);
    await opens(ben);
  });
  afterEach(() => {
    for (const chat of chats.splice(0)) chat.close();
  });

  it('brings what one says to everybody, and to oneself', async () => {
    await expect(ada.send('hello', null)).resolves.toBeNull();
    await vi.waitFor(() => {
      expect(texts(ben)).toEqual(['hello']);
    });
    expect(texts(ada)).toEqual(['hello']);
    expect(relay.history[0]?.message).not.toContain('hello');
  });

  it('keeps the order in which things were said', async () => {
    const said = Array.from({ length: 40 }, (_, at) => `word ${at}`);
    for (const word of said) await ada.send(word, null);
    await vi.waitFor(() => {
      expect(texts(ben)).toEqual(said);
    });
  });

  it('shows what was said before to who comes later, and nothing twice', async () => {
    await ada.send('one', null);
    await ben.send('two', null);
    const cleo = relay.join('cleo', 'Cleo', SECRET);
    await opens(cleo);
    cleo.refresh();
    await ada.send('three', null);
    cleo.refresh();
    ben.refresh();
    await vi.waitFor(() => {
      expect(texts(cleo)).toEqual(['one', 'two', 'three']);
    });
    expect(texts(ben)).toEqual(['one', 'two', 'three']);
    expect(reasons(cleo)).toEqual([]);
  });

  it('counts what came unread, neither history nor our own', async () => {
    await ada.send('one', null);
    await ada.send('two', null);
    await vi.waitFor(() => {
      expect(ben.unread).toBe(2);
    });
    expect(ben.news?.content.text).toBe('two');
    const stop = ben.read();
    await ada.send('three', null);
    await vi.waitFor(() => {
      expect(texts(ben)).toHaveLength(3);
    });
    expect(ben.unread).toBe(0);
    stop();
    expect(ada.unread).toBe(0);
  });

  it('shows no message whose sender the server changed', async () => {
    relay.tamper = (post, reader) => (reader === 'ben-1' ? { ...post, userId: 'cleo' } : post);
    await ada.send('I owe you nothing', null);
    await vi.waitFor(() => {
      expect(reasons(ben)).toEqual(['unverified']);
    });
    expect(texts(ada)).toEqual(['I owe you nothing']);
  });

  it('shows the name that the sender sealed, whatever the server says', async () => {
    relay.tamper = (post) => ({ ...post, sender: 'Mallory' });
    await ada.send('hello', null);
    await vi.waitFor(() => {
      expect(readable(ben)[0]?.content.name).toBe('Ada');
    });
  });

  it('shows no plain text that a server puts in', async () => {
    relay.deliver(
      { sender: 'Ada', userId: 'ada-1', message: 'trust me', timestamp: 1, messageId: 'x' },
      'ben-1',
    );
    await vi.waitFor(() => {
      expect(reasons(ben)).toEqual(['malformed']);
    });
  });

  it('notices a message that is handed on again as a new one', async () => {
    await ada.send('pay me 5', null);
    const [post] = relay.history;
    if (post === undefined) throw new Error('nothing was sent');
    relay.deliver({ ...post, messageId: 'again', timestamp: post.timestamp + 9 }, 'ben-1');
    await vi.waitFor(() => {
      expect(reasons(ben)).toEqual(['replayed']);
    });
    expect(texts(ben)).toEqual(['pay me 5']);
  });

  it('tells people of one name apart', async () => {
    const other = relay.join('ada-2', 'ada ', SECRET);
    await opens(other);
    await ada.send('I am Ada', null);
    await other.send('so am I', null);
    await vi.waitFor(() => {
      expect(readable(ben).map(({ content }) => content.number)).toEqual([1, 2]);
    });
    expect(readable(ben).map(({ userId }) => userId)).toEqual(['ada-1', 'ada-2']);
  });

  it('brings a private message to one person', async () => {
    const cleo = relay.join('cleo', 'Cleo', SECRET);
    await opens(cleo);
    await ada.send('just us', 'ben-1');
    await vi.waitFor(() => {
      expect(readable(ben)[0]).toMatchObject({ recipientId: 'ben-1', userId: 'ada-1' });
    });
    expect(texts(ada)).toEqual(['just us']);
    expect(cleo.entries).toEqual([]);
    expect(relay.history).toEqual([]);
  });

  it('shows no private message that the server redirects or publishes', async () => {
    const cleo = relay.join('cleo', 'Cleo', SECRET);
    await opens(cleo);
    const seen: Post[] = [];
    relay.tamper = (post) => {
      seen.push(post);
      return post;
    };
    await ada.send('just us', 'ben-1');
    const [post] = seen;
    if (post === undefined) throw new Error('nothing was sent');
    relay.deliver(post, 'cleo');
    relay.deliver({ ...post, recipientId: 'cleo' }, 'cleo');
    const { sender, userId, message, timestamp, messageId } = post;
    relay.deliver({ sender, userId, message, timestamp, messageId }, 'cleo');
    await vi.waitFor(() => {
      expect(reasons(cleo)).toEqual(['unverified', 'unverified', 'unverified']);
    });
  });

  it('gives a reaction to a message, and takes it back', async () => {
    await ada.send('cake?', null);
    await vi.waitFor(() => {
      expect(readable(ben)).toHaveLength(1);
    });
    const cake = (chat: Chat): ReadableEntry => {
      const [entry] = readable(chat);
      if (entry === undefined) throw new Error('no message');
      return entry;
    };
    await ben.react(cake(ben), '🎉');
    await vi.waitFor(() => {
      expect(cake(ada).reactions).toEqual([{ emoji: '🎉', userIds: ['ben-1'] }]);
    });
    const sent = relay.channelOf('ben-1').sentPayloads('reaction')[0] as { reaction: string };
    expect(sent.reaction.length).toBeLessThanOrEqual(256);
    await ben.react(cake(ben), '🎉');
    await vi.waitFor(() => {
      expect(cake(ada).reactions).toEqual([]);
    });
  });

  it('moves no reaction to another message or person', async () => {
    await ada.send('cake?', null);
    await ada.send('resign?', null);
    await vi.waitFor(() => {
      expect(readable(ben)).toHaveLength(2);
    });
    const [cake] = readable(ben);
    if (cake === undefined) throw new Error('no message');
    const reader = relay.channelOf('ada-1');
    await ben.react(cake, '👍');
    const { reaction } = relay.channelOf('ben-1').sentPayloads('reaction')[0] as {
      reaction: string;
    };
    reader.announce('reaction', { userId: 'ben-1', reaction, messageId: 'm2' });
    reader.announce('reaction', { userId: 'cleo', reaction, messageId: 'm1' });
    reader.announce('reaction', { userId: 'ben-1', reaction: '👍', messageId: 'm2' });
    await ada.send('later', null);
    await vi.waitFor(() => {
      expect(readable(ada)).toHaveLength(3);
    });
    expect(readable(ada).map(({ reactions }) => reactions)).toEqual([
      [{ emoji: '👍', userIds: ['ben-1'] }],
      [],
      [],
    ]);
  });

  it('shows that messages are encrypted to who has no key, and all of them once it has', async () => {
    await ada.send('one', null);
    const cleo = relay.join('cleo', 'Cleo');
    cleo.refresh();
    await ada.send('two', null);
    await vi.waitFor(() => {
      expect(reasons(cleo)).toEqual(['no-key', 'no-key']);
    });
    expect(cleo.lock).toBe('none');
    await expect(cleo.send('let me in', null)).resolves.toBe('no-key');

    await expect(cleo.unlock('another-secret')).resolves.toBe('does-not-fit');
    expect(cleo.lock).toBe('none');
    await expect(cleo.unlock(SECRET)).resolves.toBe('used');
    expect(texts(cleo)).toEqual(['one', 'two']);
    expect(cleo.secret).toBe(SECRET);
    expect(cleo.awaitsKey).toBe(false);
  });

  it('takes another key where the first one does not open everything', async () => {
    const cleo = relay.join('cleo', 'Cleo', 'another-secret');
    await opens(cleo);
    await ada.send('hello', null);
    await vi.waitFor(() => {
      expect(reasons(cleo)).toEqual(['other-key']);
    });
    expect(cleo.awaitsKey).toBe(true);
    await cleo.unlock(SECRET);
    expect(texts(cleo)).toEqual(['hello']);
  });

  it('says why something was not sent', async () => {
    await expect(ada.send('  \n', null)).resolves.toBe('empty');
    await expect(ada.send('x'.repeat(MAX_TEXT_BYTES + 1), null)).resolves.toBe('too-long');
    await expect(ada.send('é'.repeat(MAX_TEXT_BYTES / 2), null)).resolves.toBeNull();
    relay.channelOf('ada-1').refuse('send-chat-message', 'rate-limited');
    await expect(ada.send('again', null)).resolves.toBe('rate-limited');
  });

  it('is bounded, whatever a server sends, and goes on', async () => {
    const channel = relay.channelOf('ben-1');
    const odd = [null, 7, 'x', [], {}, { userId: 'a b' }, { userId: 'ada-1', messageId: {} }];
    for (const payload of odd) {
      channel.announce('receive-chat-message', payload as never);
      channel.announce('receive-private-message', payload as never);
      channel.announce('receive-chat-history', payload as never);
      channel.announce('reaction', payload as never);
      channel.announce('typing', payload as never);
    }
    const junk = (at: number): ChatMessage => ({
      sender: 'x'.repeat(100_000),
      userId: 'ada-1',
      message: 'A'.repeat(at % 2 === 0 ? 1_000_000 : 60),
      timestamp: at === 3 ? Infinity : 0,
      messageId: `junk-${at}`,
    });
    for (let at = 0; at < 2_000; at++) channel.announce('receive-chat-message', junk(at));
    channel.announce(
      'receive-chat-history',
      Array.from({ length: 5_000 }, (_, at) => junk(at)),
    );
    expect(ben.dropped).toBeGreaterThan(1_000);
    await vi.waitFor(() => {
      expect(ben.entries.length).toBeGreaterThan(100);
    });
    expect(ben.entries.length).toBeLessThanOrEqual(500);
    expect(ben.entries.every(({ sent }) => sent.length <= 2_000)).toBe(true);

    await ada.send('still there?', null);
    await vi.waitFor(() => {
      expect(texts(ben)).toEqual(['still there?']);
    });
  });

  it('asks for a key where there is no cryptography, and sends nothing in the clear', async () => {
    vi.stubGlobal('crypto', { getRandomValues: () => undefined });
    const cleo = relay.join('cleo', 'Cleo', SECRET);
    await vi.waitFor(() => {
      expect(cleo.lock).toBe('unavailable');
    });
    await expect(cleo.send('hello', null)).resolves.toBe('no-key');
    vi.unstubAllGlobals();
    expect(relay.channelOf('cleo').sentPayloads('send-chat-message')).toEqual([]);
  });
});

describe('typing', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is said now and then, and ends by itself', () => {
    const channel = new FakeChannel();
    channel.open();
    const chat = new Chat({ roomId: 'r', selfId: 'me', name: 'Me', channel });
    const said = (): unknown[] => channel.sentPayloads('typing');
    chat.typing.press();
    chat.typing.press();
    expect(said()).toEqual([{ roomId: 'r', typing: true }]);
    vi.advanceTimersByTime(3_000);
    chat.typing.press();
    expect(said()).toHaveLength(2);
    vi.advanceTimersByTime(5_000);
    expect(said().at(-1)).toEqual({ roomId: 'r', typing: false });

    channel.announce('typing', { userId: 'ada', typing: true });
    channel.announce('typing', { userId: 'me', typing: true });
    expect(chat.typing.userIds).toEqual(['ada']);
    vi.advanceTimersByTime(8_000);
    expect(chat.typing.userIds).toEqual([]);
    chat.close();
  });
});
