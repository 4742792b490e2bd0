/*
 * Keeps the page and its parts for when the network is away or slow. Hashed files never change, so the first copy
 * is good; the page itself is asked for first and kept only for the worst case. A new version waits until no window
 * of the old one is open: an update interrupts no call, and an old page finds all of its own parts.
 */
/* global __FOYER_VERSION__, __FOYER_FILES__ */
const CACHE = `foyer-${__FOYER_VERSION__}`;
const PAGE = '/';

async function fill() {
  const cache = await caches.open(CACHE);
  await cache.addAll([PAGE, ...__FOYER_FILES__]);
}

async function forgetOthers() {
  for (const name of await caches.keys()) {
    if (name.startsWith('foyer-') && name !== CACHE) await caches.delete(name);
  }
}

async function asset(request) {
  const kept = await caches.match(request);
  if (kept !== undefined) return kept;
  const answer = await fetch(request);
  if (answer.ok) {
    const copy = answer.clone();
    const cache = await caches.open(CACHE);
    await cache.put(request, copy);
  }
  return answer;
}

async function page(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(PAGE);
    if (kept === undefined) throw error;
    return kept;
  }
}

self.addEventListener('install', (event) => {
  event.waitUntil(fill());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers());
});

// Whatever is not answered here goes its way as if there were no worker: signaling, health, metrics.
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (pathname.startsWith('/assets/')) event.respondWith(asset(request));
  else if (request.mode === 'navigate' && /^\/[\w-]*$/.test(pathname)) {
    event.respondWith(page(request));
  }
});
