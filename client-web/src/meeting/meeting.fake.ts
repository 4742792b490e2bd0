import { FakeChannel } from '../protocol/channel.fake';
import type { Admission, JoinAnswer, ParticipantEntry } from '../protocol/events';
import type { ProducerEntry } from '../protocol/media';
import { fakeAdmission, FakeMediaServer, openFakeSession } from '../rtc/media.fake';
import { memoryKeep, type Keep } from '../util/storage';
import { FakeDevices } from './local.fake';
import { LocalMedia } from './local-media.svelte';
import { Meeting } from './meeting.svelte';

const QUIET = { handRaised: false, isHost: false, cameraOn: false, sharing: false };
export const ADA: ParticipantEntry = { userId: 'ada', name: 'Ada', muted: false, ...QUIET };
export const BOB: ParticipantEntry = { userId: 'bob', name: 'Bob', muted: true, ...QUIET };
export const ME = { participantId: 'me', sessionToken: 'secret' };

/** A meeting with everything around it made by hand: server, devices, WebRTC stack. */
export class FakeStage {
  readonly channel = new FakeChannel();
  readonly server = new FakeMediaServer(this.channel);
  readonly devices = new FakeDevices();
  readonly local = new LocalMedia(this.devices);
  readonly producers: ProducerEntry[] = [];
  participants: Admission['participants'] = [];
  answer: () => JoinAnswer = () => this.admission();
  readonly meeting: Meeting;

  constructor(
    invite?: string,
    readonly keep: Keep = memoryKeep(),
  ) {
    this.channel.answer('join-room', () => this.answer());
    this.channel.answer('leave-room', () => undefined);
    this.channel.answer('mute-state', () => undefined);
    this.channel.answer('get-pending', () => ({ pending: [] }));
    this.channel.answer('get-producers', () => ({
      producers: [...this.producers],
      participants: [...this.participants],
    }));
    this.meeting = new Meeting({
      roomId: 'r',
      name: 'Me',
      identity: ME,
      invite,
      keep: this.keep,
      channel: this.channel,
      local: this.local,
      openMediaSession: openFakeSession,
    });
  }

  admission(admission: Partial<Admission> = {}): Admission {
    return fakeAdmission({ participants: [...this.participants], ...admission });
  }

  /** Somebody in the room shows something, as the server would list it. */
  offer(
    producerId: string,
    userId: string,
    kind: 'audio' | 'video',
    isScreen = false,
  ): ProducerEntry {
    const appData = isScreen ? { isScreen } : {};
    const name = this.participants.find((entry) => entry.userId === userId)?.name ?? userId;
    const entry = { producerId, userId, name, appData };
    this.server.offers.set(producerId, { kind, appData });
    this.producers.push(entry);
    return entry;
  }

  withdraw(producerId: string): void {
    this.server.offers.delete(producerId);
    this.producers.splice(
      this.producers.findIndex((producer) => producer.producerId === producerId),
      1,
    );
  }

  /** Whether somebody's slot is filled. */
  shows(userId: string, slot: 'audio' | 'camera' | 'screen'): boolean {
    const participant = this.meeting.participants.find(({ id }) => id === userId);
    return participant !== undefined && participant.track(slot) !== null;
  }

  get ids(): string[] {
    return this.meeting.participants.map((participant) => participant.id);
  }
}
