// A bad network of one person's own: a process that stands before the server, for that browser only.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { withDeadline } from '../src/util/deadline';

const LAUNCHER = resolve(import.meta.dirname, '../../foyer');
const SEED = Number(process.env.FOYER_NETWORK_SEED ?? 7);
/** The first start may have to build. */
const READY_DEADLINE_MS = 120_000;
const ANSWER_DEADLINE_MS = 5_000;

/** What the server is reached at. */
export type Destination = { readonly url: string; readonly rtcPorts: number[] };

/** Ports of the server, each with the one to send to instead. */
export type Detour = [from: number, to: number][];

/** Runs in the page before anything of the client: what the server announced is reached by a detour. */
export function installDetour(detour: Detour): void {
  const ports = new Map(detour);
  window.RTCPeerConnection = class extends RTCPeerConnection {
    override async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
      const sdp = description.sdp?.replace(
        /^(a=candidate:\S+ \d \S+ \d+ \S+ )(\d+)/gm,
        (_, before: string, port: string) => `${before}${ports.get(Number(port)) ?? port}`,
      );
      await super.setRemoteDescription({ type: description.type, sdp });
    }
  };
}

export class NetworkRelay {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(
    child: ChildProcess,
    lines: AsyncIterator<string>,
    readonly url: string,
    readonly detour: Detour,
  ) {
    this.#child = child;
    this.#lines = lines;
  }

  static async before({ url, rtcPorts }: Destination): Promise<NetworkRelay> {
    const ports = [new URL(url).port, ...rtcPorts.map(String)];
    const child = spawn(LAUNCHER, ['relay', String(SEED), ...ports], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const { stdout } = child;
    const lines = createInterface(stdout)[Symbol.asyncIterator]();
    const ready = await withDeadline('the relay', READY_DEADLINE_MS, lines.next());
    const [word, signaling, ...media] = String(ready.value).split(' ');
    if (word !== 'ready') throw new Error(`the relay said: ${String(ready.value)}`);
    const detour = rtcPorts.map((port, at): [number, number] => [port, Number(media[at])]);
    return new NetworkRelay(child, lines, `http://localhost:${signaling ?? ''}`, detour);
  }

  /** Gives commands, one after the other, and returns what was said to them. */
  say(...commands: string[]): Promise<string[]> {
    const said = this.#last.then(async () => {
      const answers: string[] = [];
      for (const command of commands) answers.push(...(await this.#obey(command)));
      return answers;
    });
    this.#last = said.catch(() => undefined);
    return said;
  }

  async #obey(command: string): Promise<string[]> {
    this.#child.stdin?.write(`${command}\n`);
    const said: string[] = [];
    for (;;) {
      const line = await this.#line(command);
      if (line === 'ok') return said;
      if (line.startsWith('error ')) throw new Error(line);
      said.push(line);
    }
  }

  async #line(after: string): Promise<string> {
    const line = await withDeadline(after, ANSWER_DEADLINE_MS, this.#lines.next());
    if (line.done === true) throw new Error(`the relay ended after: ${after}`);
    return line.value;
  }

  /** The browser's addresses change for the server; milliseconds until its next check has passed. */
  async rebind(): Promise<number> {
    await this.say('rebind');
    const checked = /^checked (\d+)$/.exec(await this.#line('rebind'))?.[1];
    if (checked === undefined) throw new Error('the relay has not seen a check');
    return Number(checked);
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.stdin?.end();
    await ended;
  }
}
