// How the web app is built: hashed files under dist/assets, each with its compressed forms beside it.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'
import { knownAddresses } from './known-addresses.ts'
import { serviceWorker } from './service-worker.ts'

const SMALL_BYTES = 1_024
/** The server that `npm run dev` starts. */
const SERVER = `http://localhost:${process.env.PORT ?? 8080}`
const API = ['/v1', '/dev', '/docs', '/openapi.json', '/problems', '/health', '/metrics']

/** Writes .br and .gz beside each text file, so that the server does not compress while people wait. */
export function compressed(): Plugin {
  return {
    name: 'sehat-compressed',
    apply: 'build',
    writeBundle({ dir }) {
      for (const name of readdirSync(dir as string, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(html|js|css|json|svg)$/.test(name)) continue
        const file = path.join(dir as string, name)
        // The second build finds the files of the first.
        if (existsSync(`${file}.br`)) continue
        const bytes = readFileSync(file)
        if (bytes.length <= SMALL_BYTES) continue
        const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }
        writeFileSync(`${file}.br`, brotliCompressSync(bytes, quality))
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
      }
    },
  }
}

/** Lets the browser fetch the app at the same time as main.ts, which imports it. This saves a round trip. */
function appPreloaded(): Plugin {
  return {
    name: 'sehat-app-preloaded',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) =>
        Object.values(bundle ?? {}).flatMap((chunk) => {
          if (chunk.type !== 'chunk' || chunk.name !== 'app') return []
          const styles = [...(chunk.viteMetadata?.importedCss ?? [])]
          return [
            { tag: 'link', attrs: { rel: 'modulepreload', href: `/${chunk.fileName}` }, injectTo: 'head' as const },
            ...styles.map((file) => {
              return { tag: 'link', attrs: { rel: 'stylesheet', href: `/${file}` }, injectTo: 'head' as const }
            }),
          ]
        }),
    },
  }
}

/**
 * Writes start.html, which the server gives at `/`: the search by PIN as plain HTML in both languages. On a slow
 * connection people can fill it in and send it before the app has loaded. The app then takes over what they typed.
 */
function startPage(): Plugin {
  return {
    name: 'sehat-start-page',
    apply: 'build',
    writeBundle({ dir }) {
      const page = readFileSync(path.join(dir as string, 'index.html'), 'utf8')
      writeFileSync(path.join(dir as string, 'start.html'), page.replace('<!--start-->', earlySearch()))
    },
  }
}

/** In development, gives the document of the page of customers, as the server does in production. */
function customerPage(): Plugin {
  return {
    name: 'sehat-customer-page',
    apply: 'serve',
    configureServer({ middlewares }) {
      middlewares.use((request, _response, next) => {
        if (/^\/customer(?=[/?]|$)/.test(request.url ?? '')) request.url = '/customer.html'
        next()
      })
    },
  }
}

function earlySearch(): string {
  const read = (language: string, feature: string) => {
    const file = path.join(import.meta.dirname, `src/i18n/messages/${language}/shared/${feature}.json`)
    return JSON.parse(readFileSync(file, 'utf8'))
  }
  const both = (write: (language: string) => string): string => `${write('en')} <span lang="hi">${write('hi')}</span>`
  return `<div class="around"><main class="page page-wide">
<h1>${both((language) => read(language, 'start').title)}</h1>
<div class="band"></div>
<div class="start-lead">
<p class="start-what">${both((language) => read(language, 'start').what)}</p>
<div class="start-search"><form action="/centres">
<div class="field"><label for="pin">${both((language) => read(language, 'ui').pin.label)}</label>
<p class="field-hint">${both((language) => read(language, 'ui').pin.hint)}</p>
<input class="input input-short" id="pin" name="pin" inputmode="numeric" autocomplete="postal-code" maxlength="20"
 pattern="\\P{Nd}*(\\p{Nd}\\P{Nd}*){6}" required></div>
<button class="button button-main">${both((language) => read(language, 'start').search)}</button>
<p role="status"><span hidden>${both((language) => read(language, 'ui').loading)}</span></p>
</form></div>
</div>
</main></div>`
}

const START = /src\/(i18n\/(\w+\/)?[a-z]+|session\/account|watched|theme|routes|loaded|early-search|entered|main)\.ts/
/** The tables of the pages that most people open first. */
const PAGES = /src\/citizen\/(shell|identity|vaccination)\/pages\.ts/
const FIRST = new RegExp(`node_modules/(react|regexparam)/|vite/preload-helper|${START.source}|${PAGES.source}`)
const KEPT = /src\/(windows|slip-code|api\/(queries|lists|cache)|ui\/(SummaryList|Tag|WeekStrip))\.tsx?$/
const ANSWERS = new RegExp(`node_modules/@tanstack/|${KEPT.source}`)
/** Pages without a form do not load these. */
const FORMS = /src\/(ui\/(Form|inputs|fields)|api\/limits\/(get-pins-by-pin|get-facilities|post-auth-otp))\.tsx?$/
const SHELL = /web\/src\/(api|session|ui|address|app|citizen\/shell\/(CitizenShell|Foot|focus-hash))\b.*tsx?$/
const APP = new RegExp(`node_modules/(react-dom|scheduler|wouter)/|${SHELL.source}`)

const OWN_API = /src\/api\/(stale|files|bytes|signed-in|send-table|limits\/)/
const OF_SOME_PAGES = new RegExp(`${OWN_API.source}|src/ui/(Prints|Course|Resending|DemoInbox|Table|columns)`)

/**
 * Few files instead of many small ones, because each costs a round trip on a slow connection. The rest is split by
 * page.
 */
function chunkOf(file: string): string | undefined {
  if (/pseudo/.test(file)) return undefined
  if (FIRST.test(file)) return 'first'
  // Separate from the app, so that the start page is drawn without waiting for this chunk.
  if (ANSWERS.test(file)) return 'answers'
  if (FORMS.test(file)) return 'forms'
  if (/src\/ui\/(choices|numbers)\.tsx$/.test(file)) return 'choices'
  if (/src\/ui\/days\.tsx$/.test(file)) return 'days'
  if (/src\/ui\/QrCode\.tsx$/.test(file)) return 'qr-code'
  // The slips of vaccinations load all of these. That of an appointment needs the calendar file.
  if (/vaccination\/bookings\/(BookingActions|ToBring|calendar)\.tsx?$/.test(file)) return 'slips'
  // The page that checks certificates needs no more than this.
  if (/src\/offline\/app-files/.test(file)) return 'app-files'
  if (/src\/(offline\/|ui\/EndsSoon)/.test(file)) return 'offline'
  if (/src\/(save-file|csv)\.ts$/.test(file)) return 'save-file'
  // Only pages that write something, show a form, a table or a course, ask for a code, or print or send files fetch
  // these. Together with the app they would make a circle with the chunks of those pages.
  if (OF_SOME_PAGES.test(file)) return undefined
  if (/src\/ui\/icon-names\.ts$/.test(file)) return undefined
  return APP.test(file) ? 'app' : undefined
}

export default defineConfig({
  root: import.meta.dirname,
  // The automatic runtime of esbuild needs no React plugin.
  esbuild: { jsx: 'automatic' },
  // This package gives old versions of React a function that our version has itself.
  // The texts of pages become one object for each file.
  json: { namedExports: false },
  resolve: { alias: { 'use-sync-external-store/shim/index.js': 'react' } },
  build: {
    // Browsers without modulepreload fetch the same files a little later.
    modulePreload: { polyfill: false },
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rollupOptions: {
      output: { manualChunks: chunkOf },
      // Mantine marks its files for servers that render React. We have none.
      onwarn: (warning, warn) => void (warning.code !== 'MODULE_LEVEL_DIRECTIVE' && warn(warning)),
    },
  },
  plugins: [appPreloaded(), startPage(), customerPage(), knownAddresses(), serviceWorker(), compressed()],
  server: { proxy: Object.fromEntries(API.map((prefix) => [prefix, SERVER])) },
})
