// The page at /docs: browse the API, sign in once, try each request. Everything on it comes from this server.
import { readFile } from 'node:fs/promises'
import { access } from '../../access.ts'
import type { App } from '../../module.ts'
import { openAnswer } from './answer.ts'

// Scripts come from this server only. Scalar writes its styles into the page, so styles need 'unsafe-inline'. The page
// must not fetch from or send to another site, even if a later version of Scalar tries to.
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const HTML = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Sehat API</title>
<link rel="icon" href="data:,">
</head>
<body>
<noscript>This page needs JavaScript. You find the same in <a href="/openapi.json">/openapi.json</a>.</noscript>
<div id="reference"></div>
<script src="/docs/scalar.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`

/** Scalar's settings: each feature that would contact another server is off. */
function toSettings(modules: readonly { name: string }[]) {
  return {
    sources: [
      { title: 'All modules', slug: 'all', url: '/openapi.json', default: true },
      ...modules.map(({ name }) => ({ title: name, slug: name, url: `/docs/${name}/openapi.json` })),
    ],
    authentication: { preferredSecurityScheme: 'bearer' },
    // Do not keep the token in the browser's storage: it is valid for only ten minutes.
    persistAuth: false,
    withDefaultFonts: false,
    telemetry: false,
    hideClientButton: true,
    showDeveloperTools: 'never',
    agent: { disabled: true },
    mcp: { disabled: true },
    documentDownloadType: 'json',
  }
}

export function addReferencePage(app: App, modules: readonly { name: string }[]): void {
  const options = { schema: { hide: true }, config: { access: access.public } }
  const script = 'text/javascript; charset=utf-8'
  const page = openAnswer({
    type: 'text/html; charset=utf-8',
    read: async () => HTML,
    contentSecurityPolicy: CONTENT_SECURITY_POLICY,
  })
  const start = `Scalar.createApiReference('#reference', ${JSON.stringify(toSettings(modules))})\n`
  app.get('/docs', options, page)
  app.get('/docs/start.js', options, openAnswer({ type: script, read: async () => start }))
  app.get('/docs/scalar.js', options, openAnswer({ type: script, read: readScalar }))
}

// Use only the script of the package: its own routes declare no access and load fonts from another site.
function readScalar(): Promise<Buffer> {
  return readFile(new URL('js/standalone.js', import.meta.resolve('@scalar/fastify-api-reference')))
}
