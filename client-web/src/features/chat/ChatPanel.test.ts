import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeChannel } from '../../protocol/channel.fake';
import { MAX_TEXT_BYTES } from '../../sealing/body';
import { ChatKey } from '../../sealing/chat-key';
import { Sealer } from '../../sealing/sealer';
import { Chat } from './chat.svelte';
import ChatNews from './ChatNews.svelte';
import ChatPanel from './ChatPanel.svelte';

const SECRET = 'kJp0b2YwP3o9dQ1xT7mA5nVhL8sE2rGzCfWuXiBvNqM';
/** Making a key takes its time. */
const STRETCHED_WITHIN_MS = 5_000;
const PEOPLE = [
  { id: 'ada', name: 'Ada' },
  { id: 'ada-2', name: 'Ada' },
];

describe('ChatPanel', () => {
  let channel: FakeChannel;
  let chat: Chat;
  let key: ChatKey;
  let posts = 0;
  const close = vi.fn();

  async function open(secret?: string): Promise<void> {
    chat = new Chat({
      roomId: 'room',
      selfId: 'me',
      name: 'Me',
      channel,
      secret,
      openKey: (from) => (from === SECRET ? Promise.resolve(key) : ChatKey.from(from, 'room')),
    });
    render(ChatPanel, { chat, people: PEOPLE, close });
    if (secret === undefined) return;
    await screen.findByRole('textbox', { name: 'Message' }, { timeout: STRETCHED_WITHIN_MS });
  }

  /** The server hands on a message that somebody sealed, and says whose it is. */
  async function comes(text: string, from = 'ada', attributedTo = from): Promise<void> {
    const body = { sentAtMillis: Date.now(), name: 'Ada', text };
    const message = await new Sealer(key, from).seal(body, { kind: 'everybody' });
    channel.announce('receive-chat-message', {
      sender: 'Ada',
      userId: attributedTo,
      message,
      timestamp: Date.now(),
      messageId: `m${++posts}`,
    });
  }

  beforeEach(async () => {
    Element.prototype.scrollTo = () => undefined;
    key = await ChatKey.from(SECRET, 'room');
    channel = new FakeChannel();
    channel.open();
    channel.answer('send-chat-message', () => ({ messageId: 'x' }));
    channel.answer('send-private-message', () => ({ messageId: 'x' }));
  });
  afterEach(() => {
    chat.close();
  });

  it('shows what was verified, with its Markdown, and says that it is encrypted', async () => {
    await open(SECRET);
    await comes('hello **you**');
    expect((await screen.findByText('you')).tagName).toBe('STRONG');
    expect(screen.getByRole('complementary', { name: 'Chat' })).toBeDefined();
    expect(screen.getByText('End-to-end encrypted')).toBeDefined();
  });

  it('shows that a message could not be verified, and nothing of it', async () => {
    await open(SECRET);
    await comes('I owe you 5', 'ada', 'ada-2');
    await comes('I owe you 6', 'ada', 'ada-2');
    channel.announce('receive-chat-message', {
      sender: 'Evil <b>server</b>',
      userId: 'ada',
      message: 'I owe you 7',
      timestamp: Date.now(),
      messageId: 'evil',
    });
    expect(await screen.findByText('2 messages could not be verified.')).toBeDefined();
    expect(await screen.findByText('A message could not be verified.')).toBeDefined();
    expect(document.body.textContent).not.toContain('I owe you');
    expect(document.body.textContent).not.toContain('Evil');
  });

  it('tells two people of one name apart, in the list and to write to', async () => {
    await open(SECRET);
    await comes('one', 'ada');
    await comes('two', 'ada-2');
    const list = screen.getByRole('list', { name: 'Messages' });
    await within(list).findByText('two');
    expect(within(list).getByText('Ada')).toBeDefined();
    expect(within(list).getByText('Ada (2)')).toBeDefined();
    expect(screen.getByRole('option', { name: 'Ada (2)' })).toBeDefined();
  });

  it('sends with Enter, and to one person where that is chosen', async () => {
    await open(SECRET);
    const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
    expect(document.activeElement).toBe(field);
    await fireEvent.input(field, { target: { value: 'hello' } });
    await fireEvent.keyDown(field, { key: 'Enter', shiftKey: true });
    expect(channel.sentPayloads('send-chat-message')).toEqual([]);
    await fireEvent.keyDown(field, { key: 'Enter' });
    await vi.waitFor(() => {
      expect(field.value).toBe('');
    });
    expect(channel.sentPayloads('send-chat-message')).toHaveLength(1);

    await fireEvent.change(screen.getByRole('combobox', { name: 'To' }), {
      target: { value: 'ada-2' },
    });
    await fireEvent.input(field, { target: { value: 'just you' } });
    await fireEvent.keyDown(field, { key: 'Enter' });
    await vi.waitFor(() => {
      expect(channel.sentPayloads('send-private-message')).toMatchObject([{ userId: 'ada-2' }]);
    });
  });

  it('says when a message is too long, and does not send it', async () => {
    await open(SECRET);
    const field = screen.getByRole('textbox', { name: 'Message' });
    await fireEvent.input(field, { target: { value: 'x'.repeat(MAX_TEXT_BYTES + 5) } });
    expect(screen.getByRole('alert').textContent).toBe(
      'Too long for one message: 1285 of 1280 bytes.',
    );
    await fireEvent.keyDown(field, { key: 'Enter' });
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Send' }).disabled).toBe(true);
    expect(channel.sentPayloads('send-chat-message')).toEqual([]);
  });

  it('keeps the words that could not be sent, and says why', async () => {
    await open(SECRET);
    channel.refuse('send-chat-message', 'rate-limited');
    const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
    await fireEvent.input(field, { target: { value: 'hello' } });
    await fireEvent.keyDown(field, { key: 'Enter' });
    expect((await screen.findByRole('alert')).textContent).toContain('too often');
    expect(field.value).toBe('hello');
  });

  it('asks who has no key for it, and shows everything once it is there', async () => {
    await open();
    await comes('a secret');
    expect(await screen.findByText('An encrypted message.')).toBeDefined();
    expect(screen.queryByRole('textbox', { name: 'Message' })).toBeNull();
    const field = screen.getByRole('textbox', { name: 'Meeting link or key' });

    for (const [pasted, refusal] of [
      ['https://meet.example/room', 'There is no key in this.'],
      ['https://meet.example/room#k=wrong', 'This key opens none of the messages here.'],
    ]) {
      await fireEvent.input(field, { target: { value: pasted } });
      await fireEvent.click(screen.getByRole('button', { name: 'Unlock' }));
      await vi.waitFor(() => {
        expect(screen.getByRole('alert').textContent).toBe(refusal);
      }, STRETCHED_WITHIN_MS);
    }
    await fireEvent.input(screen.getByRole('textbox', { name: 'Meeting link or key' }), {
      target: { value: `https://meet.example/room#k=${SECRET}` },
    });
    await fireEvent.click(screen.getByRole('button', { name: 'Unlock' }));
    expect(await screen.findByText('a secret')).toBeDefined();
    const message = await screen.findByRole('textbox', { name: 'Message' });
    await vi.waitFor(() => {
      expect(document.activeElement).toBe(message);
    });
  }, 15_000);

  it('warns of a key that could be found by trying', async () => {
    await open('sunshine');
    expect(screen.getByText(/This key is short/)).toBeDefined();
  });

  it('closes with Escape', async () => {
    await open(SECRET);
    await fireEvent.keyDown(screen.getByRole('textbox', { name: 'Message' }), { key: 'Escape' });
    expect(close).toHaveBeenCalledOnce();
  });

  it('says new messages to screen readers: beside the open chat what, otherwise whose', async () => {
    await open(SECRET);
    const { rerender } = render(ChatNews, { chat, panelOpen: true });
    await comes('hello');
    await vi.waitFor(() => {
      expect(screen.getByText('Ada: hello')).toBeDefined();
    });
    await rerender({ chat, panelOpen: false });
    expect(screen.getByText('New message from Ada').closest('[role=status]')).not.toBeNull();
  });
});
