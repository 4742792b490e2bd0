import { describe, expect, it } from 'vitest';
import { routeFor, Router } from './router.svelte';

describe('routes', () => {
  it('show the start at the root and a meeting at its code', () => {
    expect(routeFor('/')).toEqual({ page: 'home' });
    const room = (roomId: string) => ({ page: 'room', roomId, secrets: {} });
    expect(routeFor('/stand-up_7')).toEqual(room('stand-up_7'));
    expect(routeFor('/abc/')).toEqual(room('abc'));
  });

  it('take what a link carries', () => {
    expect(routeFor('/abc#k=s&i=t')).toMatchObject({ secrets: { secret: 's', invite: 't' } });
    expect(routeFor('/abc#s')).toMatchObject({ secrets: { secret: 's' } });
  });

  it('know what is no code', () => {
    expect(routeFor('/a/b')).toEqual({ page: 'unknown' });
    expect(routeFor('/a%20b')).toEqual({ page: 'unknown' });
    expect(routeFor(`/${'x'.repeat(65)}`)).toEqual({ page: 'unknown' });
  });

  it('follow the address bar', () => {
    const router = new Router();
    router.go('/abc');
    expect(location.pathname).toBe('/abc');
    expect(router.route).toMatchObject({ page: 'room', roomId: 'abc' });
    history.replaceState(null, '', '/');
    router.follow();
    expect(router.route).toEqual({ page: 'home' });
  });
});
