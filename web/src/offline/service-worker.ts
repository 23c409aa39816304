// Opens the app without a connection. It keeps the files of the app, and never an answer of the server about anybody.

// The build writes these in: see web/service-worker.ts.
declare const FILES: readonly string[]
/** The script that the document of this version names. */
declare const MAIN: string
/** First parts of the addresses of the app's pages. */
declare const SECTIONS: readonly string[]
declare const VERSION: string

interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Fetching extends Event {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
/** What TypeScript's types of web pages lack. */
interface Worker {
  addEventListener(type: 'install' | 'activate', listener: (event: Waiting) => void): void
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void
}
const worker = globalThis as unknown as Worker

const CACHE = `sehat-app-${VERSION}`
const DOCUMENT = '/index.html'
/** On a bad line, the kept page opens after this time. */
const SLOW_MS = 5_000

// A new version waits until all pages of the old one are closed. So an open page never loses the files of its version.
worker.addEventListener('install', (event) => event.waitUntil(keepFiles()))
worker.addEventListener('activate', (event) => event.waitUntil(removeOthers()))
worker.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request
  const { origin, pathname } = new URL(url)
  if (method !== 'GET' || origin !== location.origin) return
  if (mode === 'navigate') {
    if (SECTIONS.includes(pathname.split('/')[1] ?? '')) event.respondWith(openPage(event.request))
  } else if (pathname.startsWith('/assets/')) event.respondWith(openFile(event.request))
})

async function keepFiles(): Promise<void> {
  const cache = await caches.open(CACHE)
  try {
    await cache.addAll(FILES)
    const document = await (await cache.match(DOCUMENT))?.text()
    // While servers change to a new version, one of the other version may have answered.
    if (!document?.includes(MAIN)) throw new Error('the document is of another version')
  } catch (error) {
    // The browser tries again later.
    await caches.delete(CACHE)
    throw error
  }
}

/** Only this worker keeps files here, so all other caches are of earlier versions. */
async function removeOthers(): Promise<void> {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name)
}

/** With a connection each page comes from the server, so nobody gets an old version. */
async function openPage(request: Request): Promise<Response> {
  const sent = fetch(request)
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, SLOW_MS))
  const answer = await Promise.race([sent, late]).catch(() => undefined)
  if (answer && answer.status < 500) return answer
  return (await find(DOCUMENT)) ?? sent
}

/** The name of such a file is made from its content, so a kept file is never an old one. */
async function openFile(request: Request): Promise<Response> {
  return (await find(request)) ?? fetch(request)
}

/** Unlike `open`, this makes no new cache when the next version has removed this one. */
const find = (request: Request | string) => caches.match(request, { cacheName: CACHE })

export {}
