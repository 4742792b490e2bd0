import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { watchPageExit } from './page-exit';

class FakePage extends EventTarget {
  readonly beacons: { url: string; body: unknown }[] = [];
  readonly navigator = {
    sendBeacon: (url: string, body: string): boolean => {
      this.beacons.push({ url, body: JSON.parse(body) as unknown });
      return true;
    },
  };

  hide(persisted: boolean): void {
    this.dispatchEvent(Object.assign(new Event('pagehide'), { persisted }));
  }
}

describe('page exit', () => {
  let page: FakePage;
  let missed: boolean;
  let stop: () => void;

  beforeEach(() => {
    page = new FakePage();
    missed = true;
    stop = watchPageExit(page as unknown as Window, {
      roomId: 'r',
      identity: { participantId: 'me', sessionToken: 'secret' },
      missed: () => missed,
    });
  });
  afterEach(() => {
    stop();
  });

  it('leaves with what the server needs to know', () => {
    page.hide(false);
    expect(page.beacons).toEqual([
      { url: '/leave', body: { roomId: 'r', participantId: 'me', sessionToken: 'secret' } },
    ]);
  });

  it('stays when the page may come back as it is', () => {
    page.hide(true);
    expect(page.beacons).toEqual([]);
  });

  it('says nothing where nobody would miss us', () => {
    missed = false;
    page.hide(false);
    stop();
    missed = true;
    page.hide(false);
    expect(page.beacons).toEqual([]);
  });
});
