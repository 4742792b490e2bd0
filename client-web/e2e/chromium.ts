import { access } from 'node:fs/promises';
import { chromium, type BrowserServer } from 'playwright-core';

export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Half the usual rate: two cores encode and decode for everybody.
  '--use-fake-device-for-media-stream=fps=15',
  '--use-fake-ui-for-media-stream',
  '--auto-select-desktop-capture-source=Entire screen',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
];

export const CHROMIUM_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** The first of the paths that exists. */
export async function firstPresent(paths: string[]): Promise<string | null> {
  for (const path of paths) {
    const present = await access(path).then(
      () => true,
      () => false,
    );
    if (present) return path;
  }
  return null;
}

/** A headless Chromium with a moving picture for a camera and a beep for a microphone. */
export async function launchChromium(): Promise<BrowserServer> {
  const executablePath = await firstPresent(CHROMIUM_PLACES);
  if (executablePath === null) throw new Error('no Chromium: install the package chromium');
  return chromium.launchServer({ executablePath, args: CHROMIUM_FLAGS, host: '127.0.0.1' });
}
