import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LayerGate, type EncodingSender } from './layer-gate';

/** A sender that refuses parameters which are not its latest, as browsers do. */
class FakeSender implements EncodingSender {
  readonly history: string[] = [];
  refusals = 0;
  slow: Promise<void> = Promise.resolve();
  #encodings: RTCRtpEncodingParameters[];
  #transaction = 0;

  constructor(layers: number) {
    this.#encodings = Array.from({ length: layers }, () => ({ active: true }));
  }

  getParameters(): RTCRtpSendParameters {
    const encodings = this.#encodings.map((encoding) => ({ ...encoding }));
    const transactionId = String(++this.#transaction);
    return { encodings, transactionId, codecs: [], headerExtensions: [], rtcp: {} };
  }

  async setParameters({ encodings, transactionId }: RTCRtpSendParameters): Promise<void> {
    await this.slow;
    if (transactionId !== String(this.#transaction) || this.refusals-- > 0) {
      throw new DOMException('', 'InvalidModificationError');
    }
    this.#encodings = encodings;
    this.history.push(encodings.map(({ active }) => (active === true ? '+' : '-')).join(''));
  }
}

describe('LayerGate', () => {
  let sender: FakeSender;
  let gate: LayerGate;

  beforeEach(() => {
    vi.useFakeTimers();
    sender = new FakeSender(3);
    gate = new LayerGate(sender);
  });
  afterEach(() => void vi.useRealTimers());

  async function want(...layers: number[]): Promise<string[]> {
    for (const layer of layers) gate.want(layer);
    await vi.advanceTimersByTimeAsync(5_000);
    return sender.history.splice(0);
  }

  it('makes the layers up to the one that is wanted, none for nobody', async () => {
    await expect(want(1)).resolves.toEqual(['++-']);
    await expect(want(-1)).resolves.toEqual(['---']);
    await expect(want(0)).resolves.toEqual(['+--']);
    await expect(want(2)).resolves.toEqual(['+++']);
    await expect(want(2)).resolves.toEqual([]);
  });

  it('stops the only encoding of a screen for nobody alone', async () => {
    sender = new FakeSender(1);
    gate = new LayerGate(sender);
    await expect(want(-1)).resolves.toEqual(['-']);
    await expect(want(0)).resolves.toEqual(['+']);
  });

  it('ends with what was wanted last, whatever came while it was busy', async () => {
    let go: () => void = () => undefined;
    sender.slow = new Promise((resolve) => (go = resolve));
    for (const layer of [0, -1, 1, 2, 1]) gate.want(layer);
    go();
    await vi.advanceTimersByTimeAsync(0);
    expect(sender.history).toEqual(['+--', '++-']);
  });

  it('asks a sender again that refuses, and not for ever', async () => {
    sender.refusals = 2;
    await expect(want(0)).resolves.toEqual(['+--']);
    sender.refusals = 1_000;
    await expect(want(-1)).resolves.toEqual([]);
    sender.refusals = 0;
    await expect(want(-1)).resolves.toEqual(['---']);
  });

  it('leaves alone what is closed', async () => {
    gate.close();
    await expect(want(0)).resolves.toEqual([]);
  });
});
