// How the web app is built: hashed files under dist/assets, each with its compressed forms beside it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'

const SMALL_BYTES = 1_024
const API = ['/v1', '/dev', '/docs', '/openapi.json', '/problems', '/health']

/** Writes .br and .gz beside each text file, so that the server compresses nothing while people wait. */
function compressed(): Plugin {
  return {
    name: 'sehat-compressed',
    apply: 'build',
    writeBundle({ dir }) {
      for (const name of readdirSync(dir as string, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(html|js|css|json|svg)$/.test(name)) continue
        const file = path.join(dir as string, name)
        const bytes = readFileSync(file)
        if (bytes.length <= SMALL_BYTES) continue
        const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }
        writeFileSync(`${file}.br`, brotliCompressSync(bytes, quality))
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
      }
    },
  }
}

/** Lets the browser fetch the app together with the few lines that ask for it: a round trip less on a slow line. */
function appPreloaded(): Plugin {
  return {
    name: 'sehat-app-preloaded',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) =>
        Object.values(bundle ?? {})
          .filter((chunk) => chunk.type === 'chunk' && chunk.name === 'app')
          .flatMap((chunk) => [chunk.fileName, ...(chunk.type === 'chunk' ? chunk.imports : [])])
          .map((file) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', href: `/${file}` },
            injectTo: 'head' as const,
          })),
    },
  }
}

export default defineConfig({
  root: import.meta.dirname,
  // The automatic runtime of esbuild: no plugin of React is needed.
  esbuild: { jsx: 'automatic' },
  build: { target: 'es2022', outDir: 'dist', emptyOutDir: true, assetsInlineLimit: 0, reportCompressedSize: false },
  plugins: [appPreloaded(), compressed()],
  server: { proxy: Object.fromEntries(API.map((prefix) => [prefix, 'http://localhost:8080'])) },
})
