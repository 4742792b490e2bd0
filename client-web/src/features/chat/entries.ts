import type { Refusal } from '../../sealing/opener';
import type { Received } from './received';

export const EMOJI = ['👍', '❤️', '😂', '🎉', '😮', '👎'] as const;
export type Emoji = (typeof EMOJI)[number];

/** Why a message is not shown: as opening says, or because there is no key. */
export type Reason = Refusal | 'no-key';

export type Readable = {
  readonly state: 'readable';
  readonly seal: string;
  readonly name: string;
  /** Which of the people of this name. */
  readonly number: number;
  readonly text: string;
  /** By the sender's clock. */
  readonly sentAtMillis: number;
};

export type Content = Readable | { readonly state: 'refused'; readonly reason: Reason };

export type Reacted = { readonly emoji: Emoji; readonly userIds: readonly string[] };

export type Entry = Received & {
  /** Ours, for as long as the page lives. */
  readonly key: number;
  readonly content: Content;
  readonly reactions: readonly Reacted[];
};

export type ReadableEntry = Entry & { readonly content: Readable };

export function isReadable(entry: Entry): entry is ReadableEntry {
  return entry.content.state === 'readable';
}

/** Whether another key may open it. */
export function awaitsKey({ content }: Entry): boolean {
  return (
    content.state === 'refused' && (content.reason === 'no-key' || content.reason === 'other-key')
  );
}

const MAX_REACTING = 100;

/** The reactions after somebody gave or took back one. */
export function reacted(
  reactions: readonly Reacted[],
  userId: string,
  emoji: Emoji,
  change: 'give' | 'take',
): readonly Reacted[] {
  const before = reactions.find((reaction) => reaction.emoji === emoji)?.userIds ?? [];
  const others = before.filter((id) => id !== userId);
  const userIds = change === 'give' && others.length < MAX_REACTING ? [...others, userId] : others;
  return EMOJI.flatMap((each) => {
    if (each === emoji) return userIds.length === 0 ? [] : [{ emoji, userIds }];
    return reactions.filter((reaction) => reaction.emoji === each);
  });
}

export type Row =
  | { readonly kind: 'day'; readonly key: string; readonly atMillis: number }
  | {
      readonly kind: 'message';
      readonly key: number;
      readonly entry: ReadableEntry;
      /** Whether it says whose it is: not where it goes on after another of the same person. */
      readonly begins: boolean;
    }
  | {
      readonly kind: 'refused';
      readonly key: number;
      readonly reason: Reason;
      readonly count: number;
    };

const GOES_ON_WITHIN_MS = 5 * 60_000;

function dayOf(atMillis: number): string {
  return new Date(atMillis).toDateString();
}

function goesOn(before: Row | undefined, entry: ReadableEntry): boolean {
  if (before?.kind !== 'message') return false;
  const last = before.entry;
  return (
    last.userId === entry.userId &&
    last.recipientId === entry.recipientId &&
    last.content.name === entry.content.name &&
    entry.atMillis - last.atMillis < GOES_ON_WITHIN_MS
  );
}

/** What to draw: days, messages, and each run of what cannot be shown as one line. */
export function rowsFor(entries: readonly Entry[], today: number): Row[] {
  const rows: Row[] = [];
  let day = dayOf(today);
  for (const entry of entries) {
    const before = rows.at(-1);
    if (!isReadable(entry)) {
      const { reason } = entry.content as Exclude<Content, Readable>;
      if (before?.kind === 'refused' && before.reason === reason) {
        rows[rows.length - 1] = { ...before, count: before.count + 1 };
      } else rows.push({ kind: 'refused', key: entry.key, reason, count: 1 });
      continue;
    }
    if (dayOf(entry.atMillis) !== day) {
      day = dayOf(entry.atMillis);
      rows.push({ kind: 'day', key: `${day} ${entry.key}`, atMillis: entry.atMillis });
    }
    const begins = !goesOn(rows.at(-1), entry);
    rows.push({ kind: 'message', key: entry.key, entry, begins });
  }
  return rows;
}

const CLOCKS_DIFFER_MS = 10 * 60_000;

/** Whether the server handed it on at another time than it was sealed, by clocks that are about right. */
export function isOutOfTime({ content, atMillis }: ReadableEntry): boolean {
  return Math.abs(content.sentAtMillis - atMillis) > CLOCKS_DIFFER_MS;
}
