import exec from 'k6/execution';
import { Participant } from '../lib/participant.ts';
import { time } from './time.ts';
import { connect } from './wire.ts';

/** As many as fit in a room of a server with its defaults. */
export const MOST_USERS = 16;

/** As many as fit on a server with its defaults. */
export const MOST_ROOMS = 100;

/** The people of one room, all in one virtual user: what one of them hears the others can be asked. */
export class RoomOfPeople {
  /** Among the rooms of this run, from 0. */
  readonly index = exec.scenario.iterationInTest;
  readonly roomId: string;
  readonly #label: string;
  readonly #size: number;
  readonly #firstNumber: number;

  /**
   * @param size people at most
   * @param firstNumber the number of the first person of the first such room
   */
  constructor(label: string, size: number, firstNumber = 1) {
    this.#label = label;
    this.#size = size;
    this.#firstNumber = firstNumber;
    this.roomId = `${label}-${this.index}-${randomText()}`;
  }

  /** Somebody who is connected, and not in the room yet; 0 is to come first. */
  async person(index: number): Promise<Participant> {
    const knock = {
      roomId: this.roomId,
      name: `${this.#label} ${index}`,
      participantId: `${this.#label}-${index}-${randomText()}`,
      sessionToken: `token-${randomText()}${randomText()}`,
    };
    return new Participant(await connect(this.number(index)), knock, time);
  }

  /** The same person on another connection. */
  async again(person: Participant, index: number): Promise<Participant> {
    return new Participant(await connect(this.number(index)), person.knock, time);
  }

  /** The number of a person among those of all rooms. */
  number(index: number): number {
    return this.index * this.#size + index + this.#firstNumber;
  }
}

function randomText(): string {
  return Math.floor(Math.random() * 2 ** 48).toString(36);
}
