/** The words by which the server refuses. */
export type ErrorWord =
  | 'invalid-room-id'
  | 'server-full'
  | 'room-full'
  | 'room-locked'
  | 'kept-out'
  | 'identity-conflict'
  | 'not-host'
  | 'last-host'
  | 'not-pending'
  | 'socket-gone'
  | 'too-many-invites'
  | 'muted-by-host'
  | 'not-allowed'
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

/** Null when the request was granted, otherwise why not. */
export async function outcomeOf(request: Promise<unknown>): Promise<string | null> {
  try {
    await request;
    return null;
  } catch (error) {
    return wordOf(error) ?? 'unknown';
  }
}
