/** The words by which the server refuses. */
export type ErrorWord =
  | 'invalid-room-id'
  | 'server-full'
  | 'room-full'
  | 'identity-conflict'
  | 'not-host'
  | 'not-pending'
  | 'socket-gone'
  | 'not-ready'
  | 'not-found'
  | 'invalid'
  | 'cannot-consume'
  | 'rate-limited';

/** A request that got no useful answer: the server's word, or ours when it never answered. */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  /** @param word an {@link ErrorWord}, `timeout`, `disconnected`, or a word of a newer server */
  constructor(
    readonly event: string,
    readonly word: string,
  ) {
    super(`${event}: ${word}`);
  }
}

/** The word of a failed request; undefined for any other error. */
export function wordOf(error: unknown): string | undefined {
  return error instanceof RequestError ? error.word : undefined;
}
