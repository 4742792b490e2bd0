import type { MeetingEnd } from '../../meeting/meeting.svelte';
import { text } from '../../ui/text';

const REFUSALS: Readonly<Record<string, string>> = text.refusals;

/** What to tell somebody whose meeting is over. */
export function endSentence(end: MeetingEnd): string {
  if (end.kind !== 'refused') return text.ends[end.kind];
  return Object.hasOwn(REFUSALS, end.word)
    ? (REFUSALS[end.word] ?? text.refusedOtherwise)
    : text.refusedOtherwise;
}
