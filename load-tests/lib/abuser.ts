import type { Connection } from './connection.ts';
import { isRecord } from './framing.ts';
import { ERROR_WORDS, errorOf, type Bucket } from './protocol.ts';
import type { Time } from './time.ts';

export type Burst = {
  readonly limited: number;
  /** How many had to be refused at least: what the bucket did not hold, and did not get back. */
  readonly due: number;
};

/** Asks more than the bucket holds, all at once. */
export async function burst(
  connection: Connection,
  event: string,
  payload: unknown,
  bucket: Bucket,
  time: Time,
): Promise<Burst> {
  const asked = bucket.capacity + 20;
  const began = time.nowMs();
  const answers = await Promise.all(
    Array.from({ length: asked }, () => connection.request(event, payload)),
  );
  const refilled = ((time.nowMs() - began) / 1000) * bucket.perSecond;
  return {
    limited: answers.filter(([answer]) => errorOf(answer) === 'rate-limited').length,
    due: Math.max(0, asked - bucket.capacity - Math.ceil(refilled)),
  };
}

/** Whether an answer is one of the protocol: nothing, an object, or an object with an error word. */
export function isProper(args: readonly unknown[]): boolean {
  if (args.length === 0) return true;
  const [answer] = args;
  if (args.length > 1 || !isRecord(answer)) return false;
  const word = errorOf(answer);
  return word === null ? !('error' in answer) : ERROR_WORDS.has(word);
}
