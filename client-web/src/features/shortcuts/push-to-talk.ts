type Microphone = { readonly wanted: boolean; turnOn(): Promise<void>; turnOff(): void };

/** On while a key is held, if it was off before; off again when the key, or the window, is let go of. */
export class PushToTalk {
  #talking = false;

  constructor(private readonly microphone: Microphone) {}

  get talking(): boolean {
    return this.#talking;
  }

  press(): void {
    if (this.#talking || this.microphone.wanted) return;
    this.#talking = true;
    void this.microphone.turnOn();
  }

  release(): void {
    if (!this.#talking) return;
    this.#talking = false;
    this.microphone.turnOff();
  }
}
