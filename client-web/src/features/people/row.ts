import type { Meeting } from '../../meeting/meeting.svelte';
import type { Participant } from '../../meeting/participant.svelte';
import { text } from '../../ui/text';

/** Somebody in the list of people, as it is said and drawn. */
export type Row = {
  id: string;
  name: string;
  /** Such as `you · host`. */
  role: string;
  microphone: boolean;
  camera: boolean;
  screen: boolean;
  hand: boolean;
  /** Null for ourselves. */
  participant: Participant | null;
};

function roleOf(person: 'self' | 'other', isHost: boolean): string {
  return [person === 'self' ? text.you : '', isHost ? text.host : ''].filter(Boolean).join(' · ');
}

function rowOf(participant: Participant): Row {
  return {
    id: participant.id,
    name: participant.name,
    role: roleOf('other', participant.isHost),
    microphone: !participant.muted,
    camera: participant.track('camera') !== null,
    screen: participant.track('screen') !== null,
    hand: participant.handRaised,
    participant,
  };
}

/** Ourselves first, then raised hands, then the others as they came. */
export function rowsOf(meeting: Meeting): Row[] {
  const { local } = meeting;
  const self: Row = {
    id: meeting.selfId,
    name: meeting.name,
    role: roleOf('self', meeting.isHost),
    microphone: !meeting.muted,
    camera: local.camera.track !== null,
    screen: local.screen.track !== null,
    hand: meeting.hand.raised,
    participant: null,
  };
  const others = meeting.participants.map(rowOf);
  return [self, ...others.filter((row) => row.hand), ...others.filter((row) => !row.hand)];
}

/** The state of a row in words, for who cannot see its icons. */
export function stateOf(row: Row): string {
  const words = [
    row.microphone ? text.microphoneOn : text.microphoneMuted,
    row.camera ? text.cameraIsOn : text.cameraOffShort,
    row.screen ? text.sharesScreen : '',
    row.hand ? text.handRaised : '',
  ];
  return words.filter(Boolean).join(', ');
}
