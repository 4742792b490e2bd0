import { isRoomCode } from '../util/room-code';
import { secretsIn, type RoomSecrets } from '../util/room-link';

export type Route =
  { page: 'home' } | { page: 'room'; roomId: string; secrets: RoomSecrets } | { page: 'unknown' };

/** @param path such as `/standup#k=…` */
export function routeFor(path: string): Route {
  const [pathname = '', hash = ''] = path.split('#', 2);
  const rest = pathname.replace(/^\/+|\/+$/g, '');
  if (rest === '') return { page: 'home' };
  if (!isRoomCode(rest)) return { page: 'unknown' };
  return { page: 'room', roomId: rest, secrets: secretsIn(hash) };
}

function here(): string {
  return `${location.pathname}${location.hash}`;
}

/** The address bar. */
export class Router {
  #path = $state(here());

  get route(): Route {
    return routeFor(this.#path);
  }

  go(path: string): void {
    history.pushState(null, '', path);
    this.#path = path;
  }

  /** Shows another address for the same place. */
  readonly correct = (path: string): void => {
    history.replaceState(null, '', path);
  };

  /** The browser moved by itself. */
  readonly follow = (): void => {
    this.#path = here();
  };
}
