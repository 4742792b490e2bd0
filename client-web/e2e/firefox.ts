import { launch, type Browser, type Page } from 'puppeteer-core';
import { firstPresent } from './chromium';
import { readInPage, type Reading, type Sight } from './person';
import { installProbe, type Reception } from './probe';

const PLACES = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];

export function firefoxPath(): Promise<string | null> {
  return firstPresent(PLACES);
}

export function launchFirefox(executablePath: string): Promise<Browser> {
  return launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    extraPrefsFirefox: {
      'media.navigator.streams.fake': true,
      'media.navigator.permission.disabled': true,
      'media.peerconnection.ice.obfuscate_host_addresses': false,
      'media.autoplay.default': 0,
    },
  });
}

/** Somebody in Firefox, who does what the test of both browsers needs. */
export class FirefoxPerson implements Reading {
  private constructor(
    readonly name: string,
    readonly page: Page,
  ) {}

  /** Knocks at the door of a room. */
  static async knock(browser: Browser, address: string, name: string): Promise<FirefoxPerson> {
    const page = await browser.newPage();
    await page.evaluateOnNewDocument(installProbe);
    await page.goto(address);
    await page.locator('::-p-aria([name="Your name"][role="textbox"])').fill(name);
    await page.locator('video[data-kind=camera]').wait();
    await page.locator('::-p-aria([name="Join now"][role="button"])').click();
    return new FirefoxPerson(name, page);
  }

  async arrives(): Promise<void> {
    await this.page.locator('::-p-aria([name="Leave call"][role="button"])').wait();
  }

  read(name: string, what: Sight | 'voice'): Promise<Reception | null> {
    return this.page.evaluate(readInPage, [name, what] as [string, Sight | 'voice']);
  }
}
