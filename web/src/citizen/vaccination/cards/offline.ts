// Keeps the files of the page /verify in the browser, so that it opens without a connection too.

/** public/verify-worker.js reads from the same cache. */
const CACHE = 'sehat-verify'

/** Keeps the document and all files that this page has loaded, and removes those of earlier versions. */
export async function keepPage(): Promise<void> {
  if (!('serviceWorker' in navigator) || !('caches' in globalThis)) return
  await navigator.serviceWorker.register('/verify-worker.js', { scope: '/verify' })
  const cache = await caches.open(CACHE)
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name)
  const files = [...new Set(loaded)].filter((name) => new URL(name).pathname.startsWith('/assets/'))
  const page = await fetch('/verify', { headers: { accept: 'text/html' } })
  if (!page.ok) return
  await cache.put('/verify', page)
  await cache.addAll(files)
  const known = new Set([...files, new URL('/verify', location.origin).href])
  for (const { url } of await cache.keys()) if (!known.has(url)) await cache.delete(url)
}
