import type { Channel } from '../protocol/channel';
import { probeWay, type Way, type WayOutcome } from '../rtc/network-probe';
import { withDeadline } from '../util/deadline';

export type { WayOutcome };

/** What is known of the ways to the server; media is null where it could not be asked for. */
export type NetworkReport = {
  signaling: 'works' | 'fails';
  media: Readonly<Record<Way, WayOutcome>> | null;
  /** Where media would go to, such as `UDP 40000`. */
  ports: Readonly<Record<Way, number | null>>;
};

const SIGNALING_DEADLINE_MS = 6_000;
const ASK_DEADLINE_MS = 3_000;
const NO_PORTS = { udp: null, tcp: null };

type Probe = typeof probeWay;

function connected(channel: Channel): Promise<void> {
  const there = new Promise<void>((done) => {
    channel.onState((state) => {
      if (state === 'connected') done();
    });
    channel.open();
  });
  return withDeadline('signaling', SIGNALING_DEADLINE_MS, there);
}

/** Tries every way to the server as a meeting would use it, over a connection of its own. */
export async function checkNetwork(
  channel: Channel,
  probe: Probe = probeWay,
): Promise<NetworkReport> {
  try {
    await connected(channel);
  } catch {
    channel.close();
    return { signaling: 'fails', media: null, ports: NO_PORTS };
  }
  try {
    const { transportOptions } = await channel.request('probe-network', {}, ASK_DEADLINE_MS);
    const portOf = (way: Way): number | null =>
      transportOptions.iceCandidates.find(({ protocol }) => protocol === way)?.port ?? null;
    const [udp, tcp] = await Promise.all([
      probe('udp', transportOptions),
      probe('tcp', transportOptions),
    ]);
    return {
      signaling: 'works',
      media: { udp, tcp },
      ports: { udp: portOf('udp'), tcp: portOf('tcp') },
    };
  } catch {
    // A server that does not know the question, or has no room for it now: media is only known in a meeting.
    return { signaling: 'works', media: null, ports: NO_PORTS };
  } finally {
    channel.close();
  }
}

/** A check that somebody asked for. */
export class NetworkCheck {
  #running = $state(false);
  #report = $state.raw<NetworkReport | null>(null);

  constructor(private readonly check: () => Promise<NetworkReport>) {}

  get running(): boolean {
    return this.#running;
  }

  get report(): NetworkReport | null {
    return this.#report;
  }

  async run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    this.#report = null;
    this.#report = await this.check();
    this.#running = false;
  }
}
