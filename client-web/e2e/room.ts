import { randomBytes } from 'node:crypto';
import { inject, onTestFinished } from 'vitest';
import { Person } from './person';

/** A room that nobody else uses, whose people are gone when the test is over. */
export class Room {
  readonly id = `e2e-${randomBytes(6).toString('hex')}`;
  readonly #people: Person[] = [];

  constructor(private readonly url = inject('server').url) {
    onTestFinished(async () => {
      await Promise.all(this.#people.map((person) => person.close()));
    });
  }

  async atDoor(name: string): Promise<Person> {
    const person = await Person.at(this.url, this.id, name);
    this.#people.push(person);
    return person;
  }

  async joinedBy(name: string): Promise<Person> {
    const person = await this.atDoor(name);
    await person.enter();
    return person;
  }
}
