// Writes the patterns of the addresses of all pages into a file. The server answers 404 where no page has the address.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'regexparam'
import { createServer, type Plugin } from 'vite'

/** The tables of pages, each with the name of its export. */
const TABLES: Readonly<Record<string, string>> = {
  'routes.ts': 'publicRoutes',
  'citizen/account-routes.ts': 'accountRoutes',
  'citizen/further-routes.ts': 'furtherRoutes',
  'staff/routes.ts': 'staffRoutes',
  'customer/pages.ts': 'pages',
}
/** Pages of a demo only: its server has their addresses, and elsewhere nobody finds them. */
const DEMO = '/dev/'
/** The server reads this file. It gives it to nobody, because the name begins with a dot. */
const FILE = '.pages.json'

let read: Promise<readonly string[]> | undefined

/** The paths of all pages. Reads the tables as the app does, so that no list of pages has to be kept by hand. */
export function readPaths(): Promise<readonly string[]> {
  read ??= readTables()
  return read
}

async function readTables(): Promise<readonly string[]> {
  const vite = await createServer({
    root: import.meta.dirname,
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    server: { middlewareMode: true, hmr: false, watch: null },
    optimizeDeps: { noDiscovery: true, include: [] },
  })
  try {
    const found: string[] = []
    for (const [file, name] of Object.entries(TABLES)) {
      const table = (await vite.ssrLoadModule(`/src/${file}`))[name] as readonly { readonly path: string }[]
      found.push(...table.map((page) => page.path).filter((one) => !one.startsWith(DEMO)))
    }
    return found
  } finally {
    await vite.close()
  }
}

export function knownAddresses(): Plugin {
  return {
    name: 'sehat-known-addresses',
    apply: 'build',
    async writeBundle({ dir }) {
      // The router of the app makes the same patterns of the paths.
      const patterns = (await readPaths()).map((one) => parse(one).pattern.source)
      writeFileSync(path.join(dir as string, FILE), `${JSON.stringify([...new Set(patterns)], null, 1)}\n`)
    },
  }
}
