// @vitest-environment node
import { beforeAll, describe, expect, it } from 'vitest';
import { fromBase64url, toBase64url } from '../util/base64url';
import { MAX_TEXT_BYTES, readBody, writeBody } from './body';
import { ChatKey, type Purpose } from './chat-key';
import { MAX_ENVELOPE_CHARS, readEnvelope } from './envelope';
import { Opener } from './opener';
import { WINDOW_MESSAGES } from './replay-window';
import { Sealer } from './sealer';

const TO_ALL: Purpose = { kind: 'everybody' };
const TO_BEN: Purpose = { kind: 'private', recipientId: 'ben' };

function body(text: string) {
  return { sentAtMillis: 1_790_000_000_000, name: 'Ada', text };
}

/** xorshift32, for any bytes that a failure can be repeated with. */
function randomBytes(seed: number): (count: number) => Uint8Array {
  let state = seed;
  return (count) =>
    Uint8Array.from({ length: count }, () => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return state & 0xff;
    });
}

describe('a sealed message', () => {
  let key: ChatKey;
  let sameKey: ChatKey;
  let otherRoom: ChatKey;
  beforeAll(async () => {
    [key, sameKey, otherRoom] = await Promise.all([
      ChatKey.from('a secret', 'room'),
      ChatKey.from('a secret', 'room'),
      ChatKey.from('a secret', 'other-room'),
    ]);
  });

  const outcome = async (sent: unknown, from = 'ada', purpose: Purpose = TO_ALL) =>
    (await new Opener(sameKey).open(sent, from, purpose)).outcome;

  it('is opened by whoever has the secret', async () => {
    const sent = await new Sealer(key, 'ada').seal(body('hello'), TO_ALL);
    expect(sent).not.toContain('hello');
    await expect(new Opener(sameKey).open(sent, 'ada', TO_ALL)).resolves.toMatchObject({
      outcome: 'opened',
      ...body('hello'),
    });
  });

  it('is by whom the server says, or does not open', async () => {
    const sent = await new Sealer(key, 'ada').seal(body('hello'), TO_ALL);
    await expect(outcome(sent, 'ben')).resolves.toBe('unverified');
    await expect(outcome(sent, 'ada')).resolves.toBe('opened');
  });

  it('is for whom it was sent, or does not open', async () => {
    const sent = await new Sealer(key, 'ada').seal(body('just you'), TO_BEN);
    await expect(outcome(sent, 'ada', TO_ALL)).resolves.toBe('unverified');
    const cleo: Purpose = { kind: 'private', recipientId: 'cleo' };
    await expect(outcome(sent, 'ada', cleo)).resolves.toBe('unverified');
    await expect(outcome(sent, 'ada', { kind: 'reaction', seal: 'ben' })).resolves.toBe(
      'unverified',
    );
    await expect(outcome(sent, 'ada', TO_BEN)).resolves.toBe('opened');
  });

  it('belongs to its room', async () => {
    const sent = await new Sealer(otherRoom, 'ada').seal(body('hello'), TO_ALL);
    await expect(outcome(sent)).resolves.toBe('other-key');
  });

  it('opens with no bit changed', async () => {
    const sent = await new Sealer(key, 'ada').seal(body('hello'), TO_ALL);
    const bytes = fromBase64url(sent) ?? new Uint8Array();
    expect(bytes.length).toBe(1 + 6 + 12 + 4 + 64 + 16);
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      const expected = at === 0 ? 'malformed' : at < 7 ? 'other-key' : 'unverified';
      await expect(outcome(toBase64url(changed)), `byte ${at}`).resolves.toBe(expected);
    }
    for (const cut of [bytes.slice(0, -1), bytes.slice(0, 23 + 16)]) {
      await expect(outcome(toBase64url(cut))).resolves.toBe('unverified');
    }
    await expect(outcome(toBase64url(bytes.slice(0, 38)))).resolves.toBe('malformed');
  });

  it('opens once', async () => {
    const opener = new Opener(sameKey);
    const sent = await new Sealer(key, 'ada').seal(body('pay me'), TO_ALL);
    const first = await opener.open(sent, 'ada', TO_ALL);
    const again = await opener.open(sent, 'ada', TO_ALL);
    expect(again).toEqual({ outcome: 'replayed', seal: first.seal });
  });

  it('is read in any order within the window', async () => {
    const opener = new Opener(sameKey);
    const sealer = new Sealer(key, 'ada');
    const texts = Array.from({ length: 100 }, (_, at) => `message ${at}`);
    const sent = await Promise.all(texts.map((text) => sealer.seal(body(text), TO_ALL)));
    const read: string[] = [];
    for (const envelope of sent.toReversed()) {
      const opened = await opener.open(envelope, 'ada', TO_ALL);
      if (opened.outcome === 'opened') read.push(opened.text);
    }
    expect(read).toEqual(texts.toReversed());
  });

  it('is not read far behind the latest of its stream', async () => {
    const opener = new Opener(sameKey);
    const stream = new Uint8Array(12);
    const at = (counter: number) =>
      new Sealer(key, 'ada', { stream, counter }).seal(body('hello'), TO_ALL);
    const latest = 5_000;
    const open = async (counter: number) =>
      (await opener.open(await at(counter), 'ada', TO_ALL)).outcome;
    await expect(open(latest)).resolves.toBe('opened');
    await expect(open(latest - WINDOW_MESSAGES)).resolves.toBe('too-old');
    await expect(open(latest - WINDOW_MESSAGES + 1)).resolves.toBe('opened');
    await expect(open(latest - WINDOW_MESSAGES + 1)).resolves.toBe('replayed');
  });

  it('costs no more with a counter of 2³² − 1, and the next has a stream of its own', async () => {
    const sealer = new Sealer(key, 'ada', { stream: new Uint8Array(12), counter: 2 ** 32 - 1 });
    const last = await sealer.seal(body('last'), TO_ALL);
    const next = await sealer.seal(body('next'), TO_ALL);
    expect(readEnvelope(last)?.counter).toBe(2 ** 32 - 1);
    expect(readEnvelope(next)?.counter).toBe(0);
    expect(readEnvelope(next)?.stream).not.toEqual(readEnvelope(last)?.stream);
    await expect(outcome(last)).resolves.toBe('opened');
    await expect(outcome(next)).resolves.toBe('opened');
  });

  it('never has the place of another: not in parallel, not after a reload', async () => {
    const loads = [new Sealer(key, 'ada'), new Sealer(key, 'ada'), new Sealer(key, 'ada')];
    const sent = await Promise.all(
      loads.flatMap((sealer) =>
        Array.from({ length: 50 }, () => sealer.seal(body('same'), TO_ALL)),
      ),
    );
    const read = sent.map((envelope) => readEnvelope(envelope));
    expect(new Set(read.map((found) => `${String(found?.stream)} ${found?.counter}`)).size).toBe(
      150,
    );
    expect(new Set(read.map((found) => String(found?.ciphertext))).size).toBe(150);
  });

  it("cannot use up another's place", async () => {
    const opener = new Opener(sameKey);
    const place = { stream: new Uint8Array(12), counter: 7 };
    const mallory = await new Sealer(key, 'mallory', place).seal(body('x'), TO_ALL);
    const ada = await new Sealer(key, 'ada', place).seal(body('x'), TO_ALL);
    expect(mallory.slice(32)).not.toBe(ada.slice(32));
    await expect(opener.open(mallory, 'mallory', TO_ALL)).resolves.toHaveProperty(
      'outcome',
      'opened',
    );
    await expect(opener.open(mallory, 'ada', TO_ALL)).resolves.toHaveProperty(
      'outcome',
      'unverified',
    );
    await expect(opener.open(ada, 'ada', TO_ALL)).resolves.toHaveProperty('outcome', 'opened');
  });

  it('hides its length up to 64 bytes', async () => {
    const sealer = new Sealer(key, 'ada');
    const yes = await sealer.seal(body('yes'), TO_ALL);
    const no = await sealer.seal(body('no, I would rather not'), TO_ALL);
    expect(yes.length).toBe(no.length);
  });

  it('fits what the server takes, with the longest text and name', async () => {
    const sent = await new Sealer(key, 'ada').seal(
      { ...body('é'.repeat(MAX_TEXT_BYTES / 2)), name: '雪'.repeat(64) },
      TO_ALL,
    );
    expect(sent.length).toBe(1_930);
    const opened = await new Opener(sameKey).open(sent, 'ada', TO_ALL);
    expect(opened).toMatchObject({ outcome: 'opened', name: '雪'.repeat(39) });
    const tooLong = new Sealer(key, 'ada').seal(body('x'.repeat(MAX_TEXT_BYTES + 1)), TO_ALL);
    await expect(tooLong).rejects.toThrow(`text: ${MAX_TEXT_BYTES + 1} bytes`);
  });

  it('is nothing else: whatever comes instead is refused, and nothing is thrown', async () => {
    const odd = ['', 'hello', 'é', '='.repeat(60), 'A'.repeat(MAX_ENVELOPE_CHARS + 1)];
    for (const sent of [...odd, undefined, null, 7, {}, ['AAAA'], 'A'.repeat(5_000_000)]) {
      await expect(outcome(sent)).resolves.toBe('malformed');
    }
    const random = randomBytes(20_260_501);
    for (let round = 0; round < 300; round++) {
      const noise = random(random(1)[0] ?? 0);
      if (round % 2 === 0) noise.set([1, ...key.id].slice(0, noise.length));
      await expect(outcome(toBase64url(noise)), `round ${round}`).resolves.not.toBe('opened');
    }
  });

  it('has a body that is read within its bounds, whatever it says', () => {
    const random = randomBytes(7);
    for (let round = 0; round < 2_000; round++) {
      const noise = Uint8Array.from(random((random(1)[0] ?? 0) % 100));
      const read = readBody(noise);
      if (read !== null) expect(read.text.length + read.name.length).toBeLessThan(100);
    }
    expect(readBody(new Uint8Array(1_409))).toBeNull();
    expect(readBody(writeBody(body('hello')))).toEqual(body('hello'));
  });
});
