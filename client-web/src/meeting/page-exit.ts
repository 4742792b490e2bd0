import type { Identity } from './identity';

export type PageExit = {
  roomId: string;
  identity: Identity;
  /** Whether somebody would go on seeing us: an empty room is kept for a moment, for its only one to reload. */
  missed: () => boolean;
};

/**
 * Leaves when the page goes away for good, so that nobody looks at a frozen picture for as long as the server
 * would keep the slot. A browser does not tell a reload from a closed tab: a reloaded page joins anew under
 * the same ids, behind this message, and is let in as who it was.
 */
export function watchPageExit(page: Window, exit: PageExit): () => void {
  const onPageHide = (event: PageTransitionEvent): void => {
    if (event.persisted || !exit.missed()) return;
    const { participantId, sessionToken } = exit.identity;
    const body = JSON.stringify({ roomId: exit.roomId, participantId, sessionToken });
    page.navigator.sendBeacon('/leave', body);
  };
  page.addEventListener('pagehide', onPageHide);
  return () => {
    page.removeEventListener('pagehide', onPageHide);
  };
}
