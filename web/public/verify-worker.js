// Opens the page /verify without a connection, from the files that the page itself keeps. It changes no other page.
const CACHE = 'sehat-verify'

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  // With a connection everything comes from the server, so nobody gets an old page.
  const isPage = request.mode === 'navigate'
  if (isPage || pathname.startsWith('/assets/')) event.respondWith(freshOrKept(request, isPage ? '/verify' : request))
})

async function freshOrKept(request, key) {
  try {
    return await fetch(request)
  } catch (error) {
    const kept = await (await caches.open(CACHE)).match(key)
    if (kept) return kept
    throw error
  }
}
