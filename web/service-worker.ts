// Builds the service worker: it gets the list of the files that the pages to read without a connection need.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Plugin, type Rollup, transformWithEsbuild } from 'vite'
import { readPaths } from './known-addresses.ts'

type Bundle = Rollup.OutputBundle

const SOURCE = path.join(import.meta.dirname, 'src/offline/service-worker.ts')
const DOCUMENT = 'index.html'

/** The app, and what it loads later for the pages that people can read without a connection. */
const MODULES = [
  ...['main.ts', 'app.tsx', 'citizen/account-routes.ts', 'citizen/shell/Foot.tsx', 'citizen/shell/StartPage.tsx'],
  'citizen/further-routes.ts',
  ...['offline/opening.ts', 'offline/BesidePage.tsx', 'ui/QrCode.tsx'],
  ...['citizen/patients/HomePage.tsx', 'citizen/records/HubPage.tsx', 'citizen/vaccination/bookings/SlipPage.tsx'],
  ...['citizen/vaccination/records/RecordsPage.tsx', 'citizen/vaccination/cards/CertificatesPage.tsx'],
  ...['citizen/vaccination/cards/VerifyPage.tsx', 'citizen/vaccination/bookings/CancelPage.tsx'],
  ...['citizen/vaccination/bookings/MovePage.tsx', 'citizen/help/HelpPage.tsx'],
  ...['citizen/identity/sign-in/SignInPage.tsx', 'citizen/identity/sign-in/SignOutPage.tsx'],
]
/** Both languages: people must be able to change the language without a connection too. */
const MESSAGES = ['shared', 'citizen', 'account', 'doctors', 'cards', 'help', 'offline'].flatMap((face) =>
  ['en', 'hi'].map((code) => `i18n/messages/${code}/${face}.ts`),
)

export function serviceWorker(): Plugin {
  return {
    name: 'sehat-service-worker',
    apply: 'build',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const document = bundle[DOCUMENT]
        if (document?.type !== 'asset') return this.error(`the build has no ${DOCUMENT}`)
        const files = [...filesOf(bundle, (message) => this.error(message))].map((name) => `/${name}`).toSorted()
        const main = files.find((file) => String(document.source).includes(`src="${file}"`))
        const text = readFileSync(SOURCE, 'utf8')
        const version = createHash('sha256')
          .update(JSON.stringify([files, document.source, text]))
          .digest('base64url')
        const define = Object.entries({
          FILES: [`/${DOCUMENT}`, ...files],
          MAIN: main,
          SECTIONS: await readSections(),
          VERSION: version.slice(0, 12),
        }).map(([name, value]) => [name, JSON.stringify(value)])
        const options = { define: Object.fromEntries(define), minify: true, target: 'es2022', format: 'iife' } as const
        const { code } = await transformWithEsbuild(text, SOURCE, options)
        this.emitFile({ type: 'asset', fileName: 'service-worker.js', source: code })
      },
    },
  }
}

/** First parts of the addresses of the app. The page of customers has a document of its own. */
async function readSections(): Promise<readonly string[]> {
  const first = (await readPaths()).map((one) => one.split('/')[1] ?? '')
  return [...new Set(first)].filter((part) => part !== 'customer').toSorted()
}

/** The files of these modules, of all that they import, and the styles and pictures of these. */
function filesOf(bundle: Bundle, fail: (message: string) => never): ReadonlySet<string> {
  const chunks = Object.values(bundle).filter((one) => one.type === 'chunk')
  const found = new Set<string>()
  const add = (chunk: Rollup.OutputChunk | undefined): void => {
    if (!chunk || found.has(chunk.fileName)) return
    found.add(chunk.fileName)
    const { importedCss = [], importedAssets = [] } = chunk.viteMetadata ?? {}
    for (const file of [...importedCss, ...importedAssets]) found.add(file)
    for (const file of chunk.imports) add(bundle[file] as Rollup.OutputChunk)
  }
  for (const module of [...MODULES, ...MESSAGES]) {
    const id = path.join(import.meta.dirname, 'src', module)
    const chunk = chunks.find(({ moduleIds }) => moduleIds.includes(id))
    if (!chunk) fail(`no file of the build has ${module}: correct the list in web/service-worker.ts`)
    add(chunk)
  }
  return found
}
