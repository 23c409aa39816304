// The web app: the server reads its files once, sends them from memory, and sends one document for every page.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { access } from '../access.ts'
import type { App } from '../module.ts'
import { accepts } from './docs/answer.ts'
import { isSame } from './tagged.ts'

/** The route of the web app: all addresses that no other route takes. */
export const EVERY_OTHER_ADDRESS = '/*'

// Scripts come from this server only and never inline. Components set style attributes, so styles need
// 'unsafe-inline'. The page also draws pictures (QR codes, slips to print), and the camera is a stream (blob:).
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "media-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const PAGE_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'permissions-policy': 'camera=(self), geolocation=(self)',
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/** First parts of the addresses with pages that are personal or for developers. Search engines must not list these. */
const PERSONAL: ReadonlySet<string> = new Set(['account', 'staff', 'book', 'customer', 'dev'])

/** The sheets with all parts of pages (web/src/look/). */
const DEMO_PAGES = ['/dev/look', '/dev/look/staff'] as const

/** Pages with a build of their own, by the first part of their addresses. All others are pages of one app. */
const DOCUMENTS: Readonly<Record<string, string>> = { customer: '/customer.html' }

/** Documents and service workers. A browser must ask for a newer one each time. */
const NEEDS_POLICY = /(\.html|-worker\.js)$/

const NOT_BUILT = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Sehat</title></head>
<body>
<h1>Sehat</h1>
<p>The API is up: see <a href="/docs">/docs</a>. The web app is not built; <code>npm start</code> builds it.</p>
</body>
</html>
`

interface WebFile {
  /** A document, or a service worker: what it may load follows from its own headers. */
  readonly needsPolicy: boolean
  readonly type: string
  readonly etag: string
  readonly cacheControl: string
  readonly plain: Buffer
  /** The compressed form, if the build made one because it is smaller. */
  readonly br: Buffer | undefined
  readonly gzip: Buffer | undefined
}

/**
 * Adds the web app. Call this before all other routes are added, because it notes their first parts: an address that
 * begins like another route is never a page. So a client that misspells an API address gets an error and not a page.
 */
export function addWebApp(app: App, folder: string, { isDemo = false } = {}): void {
  const files = readFiles(folder)
  const isKnown = readPages(folder)
  const taken = new Set(['assets'])
  app.addHook('onRoute', ({ url }) => void taken.add(firstPart(url)))
  const isPage = ({ headers }: FastifyRequest, address: string): boolean =>
    address === '/' || (String(headers.accept ?? '').includes('text/html') && !taken.has(firstPart(address)))

  const options = { schema: { hide: true }, config: { access: access.public } }
  app.get(EVERY_OTHER_ADDRESS, options, (request, reply) => {
    const address = request.url.split('?', 1)[0] as string
    const named = files.get(address) ?? (address === '/' ? files.get('/start.html') : undefined)
    if (named) return give(named, request, reply)
    const document = isPage(request, address) ? files.get(documentOf(address)) : undefined
    if (document) return givePage(document, request, isKnown(address) ? reply : reply.code(404))
    if (address !== '/') return reply.callNotFound()
    return reply.header('content-type', TYPES['.html']).send(NOT_BUILT)
  })
  if (isDemo) addDemoPages(app, files.get('/index.html'))
}

/** Pages of the app that only a demo has. The build does not list them, because elsewhere no page has the address. */
function addDemoPages(app: App, document: WebFile | undefined): void {
  const options = { schema: { hide: true }, config: { access: access.public } }
  for (const address of DEMO_PAGES) {
    app.get(address, options, (request, reply) =>
      document
        ? givePage(document, request, reply)
        : reply.code(404).header('content-type', TYPES['.html']).send(NOT_BUILT),
    )
  }
}

function givePage(document: WebFile, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const isMissing = reply.statusCode === 404
  if (isMissing || PERSONAL.has(firstPart(request.url.split('?', 1)[0] as string))) {
    void reply.header('x-robots-tag', 'noindex')
  }
  // The app draws its page "not found". A browser must not take it for one that it has kept.
  return isMissing ? send(document, request, reply) : give(document, request, reply)
}

const documentOf = (address: string): string => DOCUMENTS[firstPart(address)] ?? '/index.html'

const firstPart = (address: string): string => address.split('/', 2)[1] as string

function give(file: WebFile, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (!isSame(request.headers['if-none-match'], file.etag)) return send(file, request, reply)
  return withHeaders(file, reply).code(304).send()
}

function withHeaders(file: WebFile, reply: FastifyReply): FastifyReply {
  return reply.headers({
    // Browsers use these headers on documents and workers only; on each script and style they would cost 400 bytes.
    ...(file.needsPolicy && PAGE_HEADERS),
    'cache-control': file.cacheControl,
    'content-type': file.type,
    etag: file.etag,
    vary: 'accept-encoding',
  })
}

function send(file: WebFile, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  void withHeaders(file, reply)
  const coding = (['br', 'gzip'] as const).find((one) => file[one] && accepts(one, request.headers['accept-encoding']))
  if (coding === undefined) return reply.send(file.plain)
  return reply.header('content-encoding', coding).send(file[coding])
}

/** The build writes the patterns of the addresses of all pages into this file. */
const PAGES = '.pages.json'

/** Tells whether a page has an address. Without the file of the build, every address may be a page. */
function readPages(folder: string): (address: string) => boolean {
  const file = path.join(folder, PAGES)
  if (!existsSync(file)) return () => true
  const patterns = (JSON.parse(readFileSync(file, 'utf8')) as readonly string[]).map((one) => new RegExp(one, 'i'))
  return (address) => patterns.some((pattern) => pattern.test(address))
}

/** The files by their addresses. The server only looks addresses up in this map, so none leads out of the folder. */
function readFiles(folder: string): ReadonlyMap<string, WebFile> {
  const entries = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : []
  const paths = new Set(
    entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => `${parentPath}/${name}`),
  )
  const readIfThere = (file: string): Buffer | undefined => (paths.has(file) ? readFileSync(file) : undefined)
  const found = new Map<string, WebFile>()
  for (const file of paths) {
    if (/\.(br|gz)$/.test(file) || path.basename(file).startsWith('.')) continue
    const address = `/${path.relative(folder, file).replaceAll(path.sep, '/')}`
    const plain = readFileSync(file)
    found.set(address, {
      needsPolicy: NEEDS_POLICY.test(address) && !address.startsWith('/assets/'),
      type: TYPES[path.extname(file)] ?? 'application/octet-stream',
      // A weak tag, because the compressed forms share it.
      etag: `W/"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
      cacheControl: cacheControlOf(address),
      plain,
      br: readIfThere(`${file}.br`),
      gzip: readIfThere(`${file}.gz`),
    })
  }
  return found
}

/**
 * A file in assets/ has a name made from its content, so it never changes. The document names the current ones, and so
 * does the service worker. The icons have fixed names and change rarely.
 */
function cacheControlOf(address: string): string {
  if (address.startsWith('/assets/')) return 'public, max-age=31536000, immutable'
  if (/\.(svg|png|ico)$/.test(address)) return 'public, max-age=86400'
  return NEEDS_POLICY.test(address) ? 'no-cache' : 'public, max-age=300'
}
