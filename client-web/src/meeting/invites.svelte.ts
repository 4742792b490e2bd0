import type { Channel } from '../protocol/channel';
import { outcomeOf } from '../protocol/errors';
import type { InviteEntry } from '../protocol/events';

/** One-time links that nobody used yet: known to hosts only. */
export class Invites {
  #all = $state.raw<readonly InviteEntry[]>([]);

  constructor(
    private readonly channel: Pick<Channel, 'request'>,
    private readonly roomId: string,
  ) {}

  get all(): readonly InviteEntry[] {
    return this.#all;
  }

  clear(): void {
    this.#all = [];
  }

  /** @return why not, null when it is on the list */
  async create(): Promise<string | null> {
    const word = await outcomeOf(this.channel.request('create-invite', { roomId: this.roomId }));
    return word ?? (await this.refresh());
  }

  /** @return why not, null when it opens nothing any more */
  async revoke(token: string): Promise<string | null> {
    const { roomId } = this;
    const word = await outcomeOf(this.channel.request('revoke-invite', { roomId, token }));
    const refreshed = await this.refresh();
    return word === 'not-found' ? refreshed : (word ?? refreshed);
  }

  /** Asks for the list: used and expired ones leave it without being announced. */
  async refresh(): Promise<string | null> {
    return outcomeOf(
      this.channel.request('get-invites', { roomId: this.roomId }).then(({ invites }) => {
        this.#all = invites;
      }),
    );
  }
}
