import type { Meeting } from '../../meeting/meeting.svelte';
import type { Level } from '../../meeting/quality';
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
  /** Whether it is not shown to save data. */
  spared: boolean;
  /** How well the person is connected, null where it is not known. */
  quality: Level | null;
  /** What the picture is received by; null for our own, and where there is none. */
  producerId: string | null;
};

type Person = Pick<TileView, 'participantId' | 'name' | 'muted' | 'handRaised' | 'speaking'> & {
  self: boolean;
  camera: MediaStreamTrack | null;
  screen: MediaStreamTrack | null;
  cameraPaused: boolean;
  screenPaused: boolean;
  cameraProducer: string | null;
  screenProducer: string | null;
  quality: Level | null;
  /** Whether none of their pictures are shown, to save data. */
  spared: boolean;
};

function cameraTile(person: Person): TileView {
  const { participantId, name, muted, handRaised, speaking, self, camera } = person;
  const remarks = [
    self ? text.you : '',
    muted ? text.microphoneMuted : '',
    handRaised ? text.handRaised : '',
    person.cameraPaused ? text.pausedSlowNetwork : '',
    person.quality === 'poor' ? text.stage.poorConnection : '',
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
    track: person.cameraPaused || person.spared ? null : camera,
    muted,
    handRaised,
    speaking,
    mirrored: self,
    paused: person.cameraPaused && !person.spared,
    spared: person.spared && camera !== null,
    quality: person.quality,
    producerId: person.cameraProducer,
  };
}

function screenTile(person: Person, track: MediaStreamTrack): TileView {
  return {
    key: `${person.participantId}/screen`,
    participantId: person.participantId,
    name: person.name,
    caption: `${person.name}, ${text.screen}`,
    label: [
      person.name,
      text.screen,
      person.spared ? text.stage.notShown : person.screenPaused ? text.pausedSlowNetwork : '',
    ]
      .filter(Boolean)
      .join(', '),
    kind: 'screen',
    mine: person.self,
    track: person.spared ? null : track,
    muted: false,
    handRaised: false,
    speaking: false,
    mirrored: false,
    paused: person.screenPaused && !person.spared,
    spared: person.spared,
    quality: null,
    producerId: person.screenProducer,
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

function other(participant: Participant, meeting: Meeting): Person {
  return {
    participantId: participant.id,
    name: participant.name,
    muted: participant.muted,
    handRaised: participant.handRaised,
    speaking: participant.id === meeting.dominantSpeaker,
    self: false,
    camera: participant.track('camera'),
    screen: participant.track('screen'),
    cameraPaused: participant.isPaused('camera'),
    screenPaused: participant.isPaused('screen'),
    cameraProducer: participant.producer('camera'),
    screenProducer: participant.producer('screen'),
    quality: meeting.quality.of(participant.id),
    spared: meeting.local.lowData.on,
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
    cameraProducer: null,
    screenProducer: null,
    quality: meeting.quality.own,
    spared: false,
  };
  return [self, ...meeting.participants.map((participant) => other(participant, meeting))];
}
