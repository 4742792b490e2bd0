import { isRoomCode } from '../util/room-code';

export type Route = { page: 'home' } | { page: 'room'; roomId: string } | { page: 'unknown' };

export function routeFor(path: string): Route {
  const rest = path.replace(/^\/+|\/+$/g, '');
  if (rest === '') return { page: 'home' };
  return isRoomCode(rest) ? { page: 'room', roomId: rest } : { page: 'unknown' };
}

/** The address bar. */
export class Router {
  #path = $state(location.pathname);

  get route(): Route {
    return routeFor(this.#path);
  }

  go(path: string): void {
    history.pushState(null, '', path);
    this.#path = path;
  }

  /** The browser moved by itself. */
  readonly follow = (): void => {
    this.#path = location.pathname;
  };
}
