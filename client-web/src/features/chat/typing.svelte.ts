import { SvelteMap } from 'svelte/reactivity';

const TELL_AGAIN_MS = 3_000;
const IDLE_AFTER_MS = 5_000;
/** Somebody who lost the connection never says that they stopped. */
const BELIEVED_MS = 8_000;
const MAX_TYPING = 32;

type Timer = ReturnType<typeof setTimeout>;

/** Who is writing something, and whether we are. */
export class Typing {
  readonly #others = new SvelteMap<string, Timer>();
  #toldAtMillis = -Infinity;
  #idle: Timer | undefined;

  /** @param tell says to the others that we began or stopped */
  constructor(private readonly tell: (typing: boolean) => void) {}

  get userIds(): string[] {
    return [...this.#others.keys()];
  }

  hear({ userId, typing }: { userId: string; typing: boolean }): void {
    clearTimeout(this.#others.get(userId));
    this.#others.delete(userId);
    if (!typing || this.#others.size >= MAX_TYPING) return;
    const timer = setTimeout(() => this.#others.delete(userId), BELIEVED_MS);
    this.#others.set(userId, timer);
  }

  /** We pressed a key. */
  press(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      this.stop();
    }, IDLE_AFTER_MS);
    const nowMillis = performance.now();
    if (nowMillis - this.#toldAtMillis < TELL_AGAIN_MS) return;
    this.#toldAtMillis = nowMillis;
    this.tell(true);
  }

  stop(): void {
    clearTimeout(this.#idle);
    if (this.#toldAtMillis === -Infinity) return;
    this.#toldAtMillis = -Infinity;
    this.tell(false);
  }

  close(): void {
    clearTimeout(this.#idle);
    for (const timer of this.#others.values()) clearTimeout(timer);
    this.#others.clear();
  }
}
