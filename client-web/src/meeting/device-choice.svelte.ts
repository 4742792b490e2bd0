import type { DeviceKind, DeviceList, Devices } from '../media/devices';
import type { Keep } from '../util/storage';

type Chosen = Partial<Record<DeviceKind, string>>;

const KEY = 'foyer:devices';
const KINDS: readonly DeviceKind[] = ['microphone', 'camera', 'speaker'];
const NONE: DeviceList = { microphone: [], camera: [], speaker: [] };

function stored(text: string | null): Chosen {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    const fields = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    const chosen: Chosen = {};
    for (const kind of KINDS) {
      const id: unknown = fields.find(([name]) => name === kind)?.[1];
      if (typeof id === 'string') chosen[kind] = id;
    }
    return chosen;
  } catch {
    return {};
  }
}

/** Which devices are there and which are to be used; a chosen one that comes back is used again. */
export class DeviceChoice {
  #list = $state.raw<DeviceList>(NONE);
  #chosen = $state.raw<Chosen>({});
  readonly #stop: () => void;

  /** @param renew asks for a microphone or camera anew, if it is on */
  constructor(
    private readonly devices: Devices,
    private readonly keep: Keep,
    private readonly renew: (kind: 'microphone' | 'camera') => void,
  ) {
    this.#chosen = stored(keep.read(KEY));
    this.#stop = devices.onPlug(() => void this.#onPlug());
  }

  get list(): DeviceList {
    return this.#list;
  }

  /** Null for what the system prefers. */
  chosen(kind: DeviceKind): string | null {
    return this.#chosen[kind] ?? null;
  }

  /** The chosen device if it is there; null for what the system prefers. */
  selected(kind: DeviceKind): string | null {
    const id = this.chosen(kind);
    return this.#list[kind].some((device) => device.id === id) ? id : null;
  }

  choose(kind: DeviceKind, id: string | null): void {
    this.#chosen = { ...this.#chosen, [kind]: id ?? undefined };
    this.keep.write(KEY, JSON.stringify(this.#chosen));
    if (kind !== 'speaker') this.renew(kind);
  }

  async refresh(): Promise<void> {
    this.#list = await this.devices.list();
  }

  close(): void {
    this.#stop();
  }

  async #onPlug(): Promise<void> {
    const before = { microphone: this.selected('microphone'), camera: this.selected('camera') };
    await this.refresh();
    for (const kind of ['microphone', 'camera'] as const) {
      if (before[kind] === null && this.selected(kind) !== null) this.renew(kind);
    }
  }
}
