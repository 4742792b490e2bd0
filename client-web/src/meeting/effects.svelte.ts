import type { Devices } from '../media/devices';
import {
  processedDevices,
  type Effect,
  type EffectProblem,
  type Processing,
} from '../media/effects';
import type { LocalMedia } from './local-media.svelte';
import type { Preferences } from './preferences.svelte';

const SOURCE_OF = { noise: 'microphone', blur: 'camera' } as const;

/** What is done to our sound and picture before anybody gets it. */
export class Effects {
  #problems = $state.raw<Partial<Record<Effect, EffectProblem>>>({});
  #local: LocalMedia | null = null;

  /** @param processing instead of this browser's */
  constructor(
    private readonly preferences: Preferences,
    private readonly processing?: Processing,
  ) {}

  /** Devices that give tracks with the effects that are on. */
  on(devices: Devices): Devices {
    return processedDevices(devices, {
      wants: (effect) => this.preferences.is(effect),
      onProblem: (effect, problem) => {
        this.#giveUp(effect, problem);
      },
      ...(this.processing === undefined ? {} : { processing: this.processing }),
    });
  }

  /** Whose devices are asked for anew when an effect changes. */
  actOn(local: LocalMedia): void {
    this.#local = local;
  }

  is(effect: Effect): boolean {
    return this.preferences.is(effect);
  }

  /** Why an effect was turned off by itself; null when it was not. */
  problem(effect: Effect): EffectProblem | null {
    return this.#problems[effect] ?? null;
  }

  dismiss(effect: Effect): void {
    this.#problems = { ...this.#problems, [effect]: undefined };
  }

  async turn(effect: Effect, to: 'on' | 'off'): Promise<void> {
    this.dismiss(effect);
    this.preferences.set(effect, to === 'on');
    await this.#local?.[SOURCE_OF[effect]].renew();
  }

  #giveUp(effect: Effect, problem: EffectProblem): void {
    this.preferences.set(effect, false);
    this.#problems = { ...this.#problems, [effect]: problem };
    if (problem === 'slow') void this.#local?.[SOURCE_OF[effect]].renew();
  }
}
