/** The part of a document that can fill the screen; absent where a browser cannot. */
export type Screen = Pick<
  Document,
  'fullscreenEnabled' | 'exitFullscreen' | 'addEventListener' | 'removeEventListener'
> & {
  readonly fullscreenElement: Element | null;
  readonly documentElement: Pick<Element, 'requestFullscreen'>;
};

/** The whole page fills the screen: menus and dialogs with it. */
export class FullScreen {
  #on = $state(false);
  readonly available: boolean;
  readonly #changed = (): void => {
    this.#on = this.screen.fullscreenElement !== null;
  };

  constructor(private readonly screen: Screen = document) {
    // Absent in a browser without it, such as on an iPhone, whatever the types say.
    this.available = (screen.fullscreenEnabled as boolean | undefined) === true;
    screen.addEventListener('fullscreenchange', this.#changed);
  }

  get on(): boolean {
    return this.#on;
  }

  async toggle(): Promise<void> {
    try {
      if (this.#on) await this.screen.exitFullscreen();
      else await this.screen.documentElement.requestFullscreen({ navigationUI: 'hide' });
    } catch {
      // A browser that refuses leaves everything as it is; that can be seen.
    }
  }

  close(): void {
    this.screen.removeEventListener('fullscreenchange', this.#changed);
    if (this.#on) void this.toggle();
  }
}
