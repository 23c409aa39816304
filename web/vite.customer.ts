// How the page of customers is built: apart from the web app, into the same folder. So it adds nothing to that app.
import path from 'node:path'
import { defineConfig, type Plugin } from 'vite'
import { compressed } from './vite.config.ts'

/** This build has the shared messages and those of its own face, not those of the other faces. */
function fewMessages(): Plugin {
  const all = "'./messages/*/*.ts'"
  return {
    name: 'sehat-few-messages',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('/i18n/language.ts')) return undefined
      if (!code.includes(all)) this.error(`language.ts has no ${all}: change fewMessages in vite.customer.ts too`)
      return code.replace(all, "'./messages/*/shared.ts'")
    },
  }
}

export default defineConfig({
  root: import.meta.dirname,
  esbuild: { jsx: 'automatic' },
  json: { namedExports: false },
  resolve: { alias: { 'use-sync-external-store/shim/index.js': 'react' } },
  // The first build has copied it.
  publicDir: false,
  build: {
    modulePreload: { polyfill: false },
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rollupOptions: { input: path.join(import.meta.dirname, 'customer.html') },
  },
  plugins: [fewMessages(), compressed()],
})
