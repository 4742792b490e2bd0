import type { SoundName } from '../../media/sounds';
import type { Preference } from '../../meeting/preferences.svelte';
import { text } from '../../ui/text';

type Person = { id: string; name: string; handRaised: boolean };

/** What a person would notice of a meeting if they looked at the right place. */
export type Scene = {
  status: 'connecting' | 'waiting' | 'joined' | 'reconnecting' | 'ended';
  /** Whether a host turned us away. */
  denied: boolean;
  people: readonly Person[];
  guests: readonly { userId: string; name: string }[];
  unread: number;
};

type Kind = 'join' | 'leave' | 'knock' | 'approved' | 'denied' | 'chat' | 'hand';
/** Something that just came to be; without a sentence where it is said elsewhere. */
export type Happening = { kind: Kind; sentence: string | null };

/** Which switch in the settings silences which sound. */
export const PREFERENCE_OF = {
  join: 'sound-join',
  leave: 'sound-leave',
  knock: 'sound-knock',
  approved: 'sound-door',
  denied: 'sound-door',
  chat: 'sound-chat',
  hand: 'sound-hand',
} as const satisfies Record<Kind, Preference>;

export function soundOf({ kind }: Happening): SoundName {
  return kind;
}

function amongPeople(before: Scene, now: Scene): Happening[] {
  const then = new Map(before.people.map((person) => [person.id, person]));
  const here = new Set(now.people.map(({ id }) => id));
  const words = text.happenings;
  return [
    ...now.people
      .filter(({ id }) => !then.has(id))
      .map(({ name }): Happening => ({ kind: 'join', sentence: words.joined(name) })),
    ...before.people
      .filter(({ id }) => !here.has(id))
      .map(({ name }): Happening => ({ kind: 'leave', sentence: words.left(name) })),
    ...now.people
      .filter(({ id, handRaised }) => handRaised && then.get(id)?.handRaised === false)
      .map(({ name }): Happening => ({ kind: 'hand', sentence: words.hand(name) })),
  ];
}

/** What happened between two looks. Who was there when we came in did not join. */
export function happeningsBetween(before: Scene, now: Scene): Happening[] {
  if (before.status === 'waiting' && now.status === 'joined') {
    return [{ kind: 'approved', sentence: text.happenings.approved }];
  }
  if (now.denied && !before.denied) return [{ kind: 'denied', sentence: null }];
  if (before.status !== 'joined' || now.status !== 'joined') return [];
  const known = new Set(before.guests.map(({ userId }) => userId));
  const knocks = now.guests
    .filter(({ userId }) => !known.has(userId))
    .map(({ name }): Happening => ({ kind: 'knock', sentence: text.happenings.knocks(name) }));
  const chat: Happening[] = now.unread > before.unread ? [{ kind: 'chat', sentence: null }] : []; // said by the chat itself
  return [...amongPeople(before, now), ...knocks, ...chat];
}
