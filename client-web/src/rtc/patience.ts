import { wordOf } from '../protocol/errors';
import { delay } from '../util/deadline';

/** Long enough for 16 participants with three producers each under the server's consume rate. */
const WAITS_MS = [500, 1_000, 1_500, 2_000, 3_000];

/** Asks again, a few times, while the server only says that it was asked too often. */
export async function whileRateLimited<T>(ask: () => Promise<T>): Promise<T> {
  for (const wait of WAITS_MS) {
    try {
      return await ask();
    } catch (error) {
      if (wordOf(error) !== 'rate-limited') throw error;
      await delay(wait);
    }
  }
  return ask();
}
