import { beforeEach, describe, expect, it } from 'vitest';
import { RequestError } from '../protocol/errors';
import type { RemoteTrack } from '../rtc/receiving';
import { fakeTrack } from './local.fake';
import { RemoteMedia } from './remote-media';

class FakeRemote implements RemoteTrack {
  readonly kind = 'video';
  readonly isScreen = false;
  readonly spatialLayers = 3;
  readonly track = fakeTrack('video');
  closed = false;

  constructor(readonly producerId: string) {}

  close(): void {
    this.closed = true;
  }
}

/** Answers when it is told to. */
class SlowSession {
  readonly asked: string[] = [];
  readonly answers: { give: (remote: RemoteTrack) => void; refuse: (error: Error) => void }[] = [];

  consume(producerId: string): Promise<RemoteTrack> {
    this.asked.push(producerId);
    return new Promise((give, refuse) => this.answers.push({ give, refuse }));
  }
}

const V1 = { producerId: 'v1', userId: 'ada' };

describe('RemoteMedia', () => {
  let events: string[];
  let session: SlowSession;
  let media: RemoteMedia;

  beforeEach(() => {
    events = [];
    session = new SlowSession();
    media = new RemoteMedia({
      show: (userId, remote) => events.push(`show ${userId} ${remote.producerId}`),
      hide: (userId, producerId) => events.push(`hide ${userId} ${producerId}`),
      failed: () => events.push('failed'),
    });
    media.attach(session);
  });

  async function give(answer: number, remote: RemoteTrack): Promise<void> {
    session.answers[answer]?.give(remote);
    await Promise.resolve();
  }

  async function refuse(answer: number, word: string): Promise<void> {
    session.answers[answer]?.refuse(new RequestError('consume', word));
    await Promise.resolve();
  }

  it('asks once for a producer it hears of twice', async () => {
    media.add(V1);
    media.add(V1);
    await give(0, new FakeRemote('v1'));
    media.add(V1);
    expect(session.asked).toEqual(['v1']);
    expect(events).toEqual(['show ada v1']);
  });

  it.each([
    [
      'its producer closes',
      () => {
        media.remove('v1');
      },
    ],
    [
      'its owner leaves',
      () => {
        media.removeUser('ada');
      },
    ],
    [
      'the session is over',
      () => {
        media.detach();
      },
    ],
  ])('closes and never shows what comes after %s', async (_, end) => {
    const remote = new FakeRemote('v1');
    media.add(V1);
    end();
    await give(0, remote);
    expect(remote.closed).toBe(true);
    expect(events).not.toContain('show ada v1');
  });

  it('is not confused by the late answer about a producer it asked for again', async () => {
    const [early, late] = [new FakeRemote('v1'), new FakeRemote('v1')];
    media.add(V1);
    media.remove('v1');
    media.add(V1);
    await give(1, late);
    await give(0, early);
    expect([early.closed, late.closed]).toEqual([true, false]);
  });

  it('gives up a producer that cannot be received, after asking for the truth', async () => {
    for (let i = 0; i < 5; i++) {
      media.add(V1);
      await refuse(i, 'timeout');
    }
    expect(session.asked).toHaveLength(3);
    expect(events).toEqual(['failed', 'failed', 'failed']);
  });

  it('takes a refusal as the end of the producer', async () => {
    media.add(V1);
    await refuse(0, 'cannot-consume');
    expect(events).toEqual([]);
  });
});
