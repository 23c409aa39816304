// Lets the service worker keep the files of the app, so that its pages open without a connection.

/** Nobody waits for it, and nobody needs to hear when a browser does not allow it. */
export async function keepApp(): Promise<void> {
  // In development no worker is built: its files change all the time.
  if (import.meta.env.PROD) await navigator.serviceWorker?.register('/service-worker.js').catch(() => undefined)
}
