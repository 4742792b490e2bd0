import type { Meeting } from '../../meeting/meeting.svelte';
import type { Participant } from '../../meeting/participant.svelte';
import { text } from '../../ui/text';

export type TileView = {
  key: string;
  participantId: string;
  /** The person's own name. */
  name: string;
  /** What the tile says below. */
  caption: string;
  /** The accessible name: begins with the person's name. */
  label: string;
  kind: 'camera' | 'screen';
  mine: boolean;
  track: MediaStreamTrack | null;
  muted: boolean;
  handRaised: boolean;
  speaking: boolean;
  mirrored: boolean;
};

type Person = Pick<TileView, 'participantId' | 'name' | 'muted' | 'handRaised' | 'speaking'> & {
  self: boolean;
  camera: MediaStreamTrack | null;
  screen: MediaStreamTrack | null;
};

function cameraTile(person: Person): TileView {
  const { participantId, name, muted, handRaised, speaking, self, camera } = person;
  const remarks = [
    self ? text.you : '',
    muted ? text.microphoneMuted : '',
    handRaised ? text.handRaised : '',
  ];
  return {
    key: participantId,
    participantId,
    name,
    caption: self ? `${name} (${text.you})` : name,
    label: [name, ...remarks.filter(Boolean)].join(', '),
    kind: 'camera',
    mine: self,
    track: camera,
    muted,
    handRaised,
    speaking,
    mirrored: self,
  };
}

function screenTile(person: Person, track: MediaStreamTrack): TileView {
  return {
    key: `${person.participantId}/screen`,
    participantId: person.participantId,
    name: person.name,
    caption: `${person.name}, ${text.screen}`,
    label: [person.name, text.screen].join(', '),
    kind: 'screen',
    mine: person.self,
    track,
    muted: false,
    handRaised: false,
    speaking: false,
    mirrored: false,
  };
}

/** A tile for everybody, whether or not their camera is on, and one for every screen that is shared. */
export function tilesFor(people: Person[]): TileView[] {
  return people.flatMap((person) =>
    person.screen === null
      ? [cameraTile(person)]
      : [cameraTile(person), screenTile(person, person.screen)],
  );
}

function other(participant: Participant, dominantSpeaker: string | null): Person {
  return {
    participantId: participant.id,
    name: participant.name,
    muted: participant.muted,
    handRaised: participant.handRaised,
    speaking: participant.id === dominantSpeaker,
    self: false,
    camera: participant.track('camera'),
    screen: participant.track('screen'),
  };
}

/** Everybody in the meeting, ourselves first. */
export function peopleIn(meeting: Meeting): Person[] {
  const self: Person = {
    participantId: meeting.selfId,
    name: meeting.name,
    muted: meeting.muted,
    handRaised: meeting.hand.raised,
    speaking: meeting.selfId === meeting.dominantSpeaker,
    self: true,
    camera: meeting.local.camera.track,
    screen: meeting.local.screen.track,
  };
  return [self, ...meeting.participants.map((p) => other(p, meeting.dominantSpeaker))];
}
