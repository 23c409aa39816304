// Checks who may import whom: the walls between modules, platform, rules and contracts.
import path from 'node:path'
import { lex } from './lexer.ts'
import { CODE, eachFile, type Finding, isTest, lineAt, moduleOf, type Rule, type SourceFile } from './source.ts'

export interface Import {
  readonly line: number
  /** The source as written: `./store.ts`, `node:fs`, `kysely`. */
  readonly from: string
  /** The path from the root of the repository; undefined for a package. */
  readonly path: string | undefined
  /** Whether the import has only types, which do not exist when the program runs. */
  readonly isType: boolean
  readonly names: string
}

const IMPORT =
  /\b(import|export)\s+(type\s+)?([^'"`;()]*?\bfrom\s*)?['"]([^'"\n]+)['"]|\bimport\s*\(\s*['"]([^'"\n]+)['"]/g

export function importsOf(file: SourceFile): Import[] {
  const { uncommented } = lex(file.text)
  return [...uncommented.matchAll(IMPORT)].flatMap((match) => {
    if (match[1] === 'export' && !match[3]) return []
    const from = (match[4] ?? match[5]) as string
    const names = match[3] ?? ''
    const listed = /\{([^}]*)\}/
      .exec(names)?.[1]
      ?.split(',')
      .filter((name) => name.trim() !== '')
    const onlyTypes = listed !== undefined && listed.length > 0 && listed.every((name) => /^\s*type\s/.test(name))
    return [
      {
        line: lineAt(uncommented, match.index),
        from,
        path: from.startsWith('.') ? path.posix.join(path.posix.dirname(file.path), from) : undefined,
        isType: match[2] !== undefined || (onlyTypes && /^\s*\{/.test(names)),
        names,
      },
    ]
  })
}

/** The modules that a module.ts lists in `uses`. */
export function usesOf(files: readonly SourceFile[], module: string): readonly string[] {
  const file = files.find((candidate) => candidate.path === `server/src/modules/${module}/module.ts`)
  const list = /\buses:\s*\[([^\]]*)\]/.exec(file ? lex(file.text).uncommented : '')?.[1] ?? ''
  return [...list.matchAll(/['"]([^'"]+)['"]/g)].map((match) => match[1] as string)
}

function eachImport(
  applies: (file: SourceFile) => boolean,
  judge: (found: Import, file: SourceFile, files: readonly SourceFile[]) => string | undefined,
): Rule {
  return (files) =>
    files
      .filter((file) => CODE.test(file.path) && applies(file))
      .flatMap((file) =>
        importsOf(file).flatMap((found) => {
          const message = judge(found, file, files)
          return message ? [{ path: file.path, line: found.line, message }] : []
        }),
      )
}

export const moduleWalls = eachImport(
  ({ path }) => moduleOf(path) !== undefined,
  (found, file, files) => {
    const own = moduleOf(file.path) as string
    const other = found.path && moduleOf(found.path)
    if (!other || other === own) return undefined
    // A test of a module that works with others needs their people, such as a centre with a session.
    const door = isTest(file.path) ? /\/(contract|module|testing)\.ts$/ : /\/contract\.ts$/
    if (!door.test(found.path as string)) {
      const cure = 'put what you need there, or subscribe to an event'
      return `imports ${found.from} of ${other}: only its contract.ts is open to others; ${cure}`
    }
    if (isTest(file.path) || usesOf(files, own).includes(other)) return undefined
    return `imports the contract of ${other}: add '${other}' to \`uses\` in ${own}/module.ts`
  },
)

/** The files of a module that other code may import: its contract, and its testing files for tests and benchmarks. */
const DOORS = /\/(contract|testing(-[a-z]+)*)\.ts$/

export const modulesClosed = eachImport(
  ({ path }) => moduleOf(path) === undefined && !path.startsWith('web/src/'),
  (found, { path }) => {
    const other = found.path && moduleOf(found.path)
    if (!other || DOORS.test(found.path as string)) return undefined
    if (path === 'server/src/modules.ts' && found.path === `server/src/modules/${other}/module.ts`) return undefined
    const cure = 'let its module.ts hand it in, ask over HTTP, or offer it to tests in its testing.ts'
    return `reaches into ${other} past its contract (${found.from}): ${cure}`
  },
)

export const platformAlone = eachImport(
  ({ path }) => path.startsWith('server/src/platform/'),
  (found) => {
    if (!found.path || !/^server\/src\/(modules\/|(modules|main|up|demo)\.ts)/.test(found.path)) return undefined
    return `platform imports ${found.from}: platform must not import a module; let the module pass it in`
  },
)

export const testingStaysOut = eachImport(
  ({ path }) => /^(server|web)\/src\//.test(path) && !isTest(path) && !path.startsWith('server/src/testing/'),
  (found) => {
    if (!found.path || !(found.path.startsWith('server/src/testing/') || isTest(found.path))) return undefined
    return `imports ${found.from}: only tests use this; move what the program needs into platform or the module`
  },
)

/** The parts of the platform that only compute. */
const PURE =
  /^server\/src\/platform\/(contract|clock|id|ledger|problem|access|powers|words|http\/formats|files\/clean-values).ts$/

/** The files with the pure decisions of a module or of one of its areas. */
const RULES = /^server\/src\/modules\/([^/]+\/)+rules\.ts$/

export const rulesArePure = eachImport(
  ({ path }) => RULES.test(path),
  (found) => {
    const cure = 'rules may decide only from their arguments; do this in the route or the job and pass the result in'
    if (found.isType) return undefined
    if (found.from.startsWith('node:')) return `imports ${found.from}: ${cure}`
    if (!found.path) return found.from === 'typebox' ? undefined : `imports the package ${found.from}: ${cure}`
    if (/\bsystemClock\b/.test(found.names)) return `imports systemClock: ${cure}`
    const isImpure = found.path.startsWith('server/src/platform/') && !PURE.test(found.path)
    return isImpure || /[/-](store|jobs)\.ts$/.test(found.path) ? `imports ${found.from}: ${cure}` : undefined
  },
)

export const rulesHaveNoClock = eachFile(RULES, (file): Finding[] => {
  const { code } = lex(file.text)
  return [
    ...code.matchAll(/\bDate\.now\(|\bnew Date\(\s*\)|\bMath\.random\(|\bprocess\.|\bperformance\.|\bfetch\(/g),
  ].map((match) => ({
    path: file.path,
    line: lineAt(code, match.index),
    message: `"${match[0]}": a rule gives the same answer for the same arguments; take it as an argument`,
  }))
})

export const contractsArePure = eachImport(
  ({ path }) => path.endsWith('/contract.ts') && moduleOf(path) !== undefined,
  (found) => {
    if (found.from === 'typebox' || found.path?.endsWith('/contract.ts')) return undefined
    return `imports ${found.from}: a contract runs in a browser too; it may import only contracts and typebox`
  },
)

export const webSeesContractsOnly = eachImport(
  ({ path }) => path.startsWith('web/src/') && !isTest(path),
  (found) => {
    if (!found.path?.startsWith('server/') || (found.path.endsWith('/contract.ts') && found.isType)) return undefined
    return `imports ${found.from}: the web app may import only types of contracts; use the API for the rest`
  },
)
