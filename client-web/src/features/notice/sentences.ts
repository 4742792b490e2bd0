import type { MeetingEnd } from '../../meeting/meeting.svelte';
import { refusalSentence, text } from '../../ui/text';

/** What to tell somebody whose meeting is over. */
export function endSentence(end: MeetingEnd): string {
  return end.kind === 'refused' ? refusalSentence(end.word) : text.ends[end.kind];
}
