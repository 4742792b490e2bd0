import type { Moderation, Outcome } from '../../meeting/moderation';
import type { Participant } from '../../meeting/participant.svelte';
import { text } from '../../ui/text';

export type Ruling = { label: string; rule: (moderation: Moderation) => Outcome };

type Subject = Pick<Participant, 'id' | 'muted' | 'isHost' | 'track'>;

/** What a host can do about somebody at this moment, removing apart. */
export function rulingsFor(subject: Subject, sharing: 'open' | 'closed'): Ruling[] {
  const { id, muted, isHost } = subject;
  const { rulings } = text;
  const camera = subject.track('camera') !== null;
  const screen = subject.track('screen') !== null;
  const list: Ruling[] = [
    muted
      ? { label: rulings.askToUnmute, rule: (m) => m.askToUnmute(id, 'microphone') }
      : { label: rulings.mute, rule: (m) => m.mute(id, 'microphone') },
    camera
      ? { label: rulings.stopCamera, rule: (m) => m.mute(id, 'camera') }
      : { label: rulings.askForCamera, rule: (m) => m.askToUnmute(id, 'camera') },
  ];
  if (screen) list.push({ label: rulings.stopScreen, rule: (m) => m.mute(id, 'screen') });
  else if (sharing === 'open' || isHost) {
    list.push({ label: rulings.askForScreen, rule: (m) => m.askToUnmute(id, 'screen') });
  }
  list.push(
    isHost
      ? { label: rulings.takeHost, rule: (m) => m.setHost(id, false) }
      : { label: rulings.makeHost, rule: (m) => m.setHost(id, true) },
  );
  return list;
}
