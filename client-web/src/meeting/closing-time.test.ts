import { describe, expect, it } from 'vitest';
import { ClosingTime } from './closing-time.svelte';
import { FakeChannel } from '../protocol/channel.fake';

describe('the closing time of the server', () => {
  const channel = new FakeChannel();
  const closing = new ClosingTime();
  closing.listenTo(channel);

  it('is unknown until the server says so, and until it is read', () => {
    expect(closing.remainingMs).toBeNull();
    channel.announce('server-draining', { remainingMs: 60_000 });
    expect(closing.remainingMs).toBe(60_000);
    closing.dismiss();
    expect(closing.remainingMs).toBeNull();
  });

  it('is that of one connection', () => {
    channel.announce('server-draining', { remainingMs: 60_000 });
    channel.drop();
    expect(closing.remainingMs).toBeNull();
  });
});
