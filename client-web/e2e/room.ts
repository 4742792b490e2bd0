import { randomBytes } from 'node:crypto';
import { inject, onTestFinished } from 'vitest';
import type { NetworkRelay } from './network-relay';
import { Person } from './person';
import type { RelayWay } from './relay-only';

/** A room that nobody else uses, whose people are gone when the test is over. */
export class Room {
  readonly id = `e2e-${randomBytes(6).toString('hex')}`;
  readonly address: string;
  readonly #people: Person[] = [];
  #host: Person | null = null;

  constructor(url = inject('server').url) {
    this.address = `${url}/${this.id}`;
    onTestFinished(async () => {
      await Promise.all(this.#people.map((person) => person.close()));
    });
  }

  /** Who came first, and lets the others in. */
  get host(): Person {
    if (this.#host === null) throw new Error('nobody is here yet');
    return this.#host;
  }

  async atDoor(name: string, address = this.address): Promise<Person> {
    const person = await Person.at(address, name);
    this.#people.push(person);
    return person;
  }

  /** Somebody who comes over a bad network. */
  async joinedOver(network: NetworkRelay, name: string): Promise<Person> {
    const person = await this.atDoorOver(network, name);
    await this.letIn(person);
    return person;
  }

  async atDoorOver(network: NetworkRelay, name: string): Promise<Person> {
    const person = await Person.at(`${network.url}/${this.id}`, name, network.detour);
    this.#people.push(person);
    return person;
  }

  /** Somebody whose media goes by the TURN server alone. */
  async joinedByRelay(name: string, way: RelayWay): Promise<Person> {
    const person = await Person.at(this.address, name, [], way);
    this.#people.push(person);
    await this.letIn(person);
    return person;
  }

  /** Somebody before the door, whom nobody let in yet. */
  async knockedAtBy(name: string): Promise<Person> {
    const person = await this.atDoor(name);
    if ((await person.knock()) === 'in') throw new Error(`${name} did not have to wait`);
    return person;
  }

  /** Who comes first is host; the others knock and are let in. */
  async letIn(person: Person): Promise<void> {
    if ((await person.knock()) === 'waits') {
      await this.host.answers(person, 'Allow');
      await person.arrives();
    }
    this.#host ??= person;
  }

  async joinedBy(name: string): Promise<Person> {
    const person = await this.atDoor(name);
    await this.letIn(person);
    return person;
  }
}
