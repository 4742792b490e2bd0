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
  /** Whether the network is too slow for its picture. */
  paused: boolean;
};

type Person = Pick<TileView, 'participantId' | 'name' | 'muted' | 'handRaised' | 'speaking'> & {
  self: boolean;
  camera: MediaStreamTrack | null;
  screen: MediaStreamTrack | null;
  cameraPaused: boolean;
  screenPaused: boolean;
};

function cameraTile(person: Person): TileView {
  const { participantId, name, muted, handRaised, speaking, self, camera } = person;
  const remarks = [
    self ? text.you : '',
    muted ? text.microphoneMuted : '',
    handRaised ? text.handRaised : '',
    person.cameraPaused ? text.pausedSlowNetwork : '',
  ];
  return {
    key: participantId,
    participantId,
    name,
    caption: self ? `${name} (${text.you})` : name,
    label: [name, ...remarks.filter(Boolean)].join(', '),
    kind: 'camera',
    mine: self,
    // Rather no picture than one that stands still.
    track: person.cameraPaused ? null : camera,
    muted,
    handRaised,
    speaking,
    mirrored: self,
    paused: person.cameraPaused,
  };
}

function screenTile(person: Person, track: MediaStreamTrack): TileView {
  return {
    key: `${person.participantId}/screen`,
    participantId: person.participantId,
    name: person.name,
    caption: `${person.name}, ${text.screen}`,
    label: [person.name, text.screen, person.screenPaused ? text.pausedSlowNetwork : '']
      .filter(Boolean)
      .join(', '),
    kind: 'screen',
    mine: person.self,
    track,
    muted: false,
    handRaised: false,
    speaking: false,
    mirrored: false,
    paused: person.screenPaused,
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
    cameraPaused: participant.isPaused('camera'),
    screenPaused: participant.isPaused('screen'),
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
    cameraPaused: false,
    screenPaused: false,
  };
  return [self, ...meeting.participants.map((p) => other(p, meeting.dominantSpeaker))];
}
