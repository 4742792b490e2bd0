/** Makes the page one that can be installed; it does without where the browser has no such thing. */
export function registerServiceWorker(): void {
  // Absent on a page that was not loaded securely, whatever the types say.
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (workers === undefined || !import.meta.env.PROD) return;
  // Not before the page itself is there: what is kept for later must not slow down what is wanted now.
  const register = (): void => {
    workers.register('/sw.js', { updateViaCache: 'none' }).catch(() => undefined); // as without one
  };
  if (document.readyState === 'complete') register();
  else addEventListener('load', register, { once: true });
}
