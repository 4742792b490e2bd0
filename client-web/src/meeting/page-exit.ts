import type { Identity } from './identity';

export type PageExit = {
  roomId: string;
  identity: Identity;
  /** Whether there is still something to leave. */
  present: () => boolean;
  /** The page is being reloaded: the same participant will be back in a moment. */
  reloading: () => void;
};

/**
 * Leaves when the page goes away for good. Where the browser tells that it is a reload, the slot is left to
 * be taken again, so that a reloading host stays host and nobody has to knock twice.
 */
export function watchPageExit(page: Window, exit: PageExit): () => void {
  // Not in every browser, whatever the types say.
  const navigation = page.navigation as Navigation | undefined;
  let reloading = false;
  const onNavigate = (event: NavigateEvent): void => {
    reloading = event.navigationType === 'reload';
  };
  const onPageHide = (event: PageTransitionEvent): void => {
    if (event.persisted || !exit.present()) return;
    if (reloading) {
      exit.reloading();
      return;
    }
    const { participantId, sessionToken } = exit.identity;
    const body = JSON.stringify({ roomId: exit.roomId, participantId, sessionToken });
    page.navigator.sendBeacon('/leave', body);
  };
  navigation?.addEventListener('navigate', onNavigate);
  page.addEventListener('pagehide', onPageHide);
  return () => {
    navigation?.removeEventListener('navigate', onNavigate);
    page.removeEventListener('pagehide', onPageHide);
  };
}
