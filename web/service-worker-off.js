// Switches the service worker off: docs/runbook/service-worker.md says how to use it.
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(switchOff()))

async function switchOff() {
  for (const name of await caches.keys()) await caches.delete(name)
  await self.registration.unregister()
}
