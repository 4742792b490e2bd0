const WIDTH = 400;
const HEIGHT = 225;

/** WICG document-picture-in-picture: a small window above all others, of our own page. */
type Windows = { requestWindow(size: { width: number; height: number }): Promise<Window> };

function floatingWindows(): Windows | null {
  return 'documentPictureInPicture' in window ? (window.documentPictureInPicture as Windows) : null;
}

function videosFloat(): boolean {
  return (document.pictureInPictureEnabled as boolean | undefined) === true;
}

/** The look of the page, in a window that begins without any. */
function dress(floating: Document): void {
  for (const sheet of document.querySelectorAll<HTMLElement>('link[rel=stylesheet], style')) {
    const copy = sheet.cloneNode(true) as HTMLElement;
    if (copy instanceof HTMLLinkElement) copy.href = new URL(copy.href, location.href).href;
    floating.head.append(copy);
  }
  const { lang, dir, dataset } = document.documentElement;
  Object.assign(floating.documentElement, { lang, dir });
  Object.assign(floating.documentElement.dataset, dataset);
}

/** The stage in a small window above all others; where there is no such window, one video of it. */
export class PictureInPicture {
  #window = $state.raw<Window | null>(null);
  #video = $state.raw<HTMLVideoElement | null>(null);
  readonly available = floatingWindows() !== null || videosFloat();

  /** Where to draw; null while there is no such window. */
  get window(): Window | null {
    return this.#window;
  }

  get on(): boolean {
    return this.#window !== null || this.#video !== null;
  }

  /** @param video the one to show where a browser has windows for videos only */
  async toggle(video: () => HTMLVideoElement | null): Promise<void> {
    if (this.on) {
      this.close();
      return;
    }
    try {
      const windows = floatingWindows();
      if (windows === null) await this.#float(video());
      else this.#adopt(await windows.requestWindow({ width: WIDTH, height: HEIGHT }));
    } catch {
      // A browser that refuses leaves everything as it is; that can be seen.
    }
  }

  close(): void {
    this.#window?.close();
    this.#window = null;
    if (this.#video !== null && document.pictureInPictureElement === this.#video) {
      document.exitPictureInPicture().catch(() => undefined);
    }
    this.#video = null;
  }

  #adopt(floating: Window): void {
    dress(floating.document);
    floating.addEventListener('pagehide', () => {
      if (this.#window === floating) this.#window = null;
    });
    this.#window = floating;
  }

  async #float(video: HTMLVideoElement | null): Promise<void> {
    if (video === null) return;
    await video.requestPictureInPicture();
    this.#video = video;
    const left = (): void => {
      if (this.#video === video) this.#video = null;
    };
    video.addEventListener('leavepictureinpicture', left, { once: true });
  }
}
