// Migrations: own schema only, every constraint named, every table keyed by its cell, nothing that Citus cannot do.
import { referenceTables } from './reference-tables.ts'
import { eachFile, type Finding, findAll, lineAt, moduleOf, type Rule, type SourceFile } from './source.ts'
import { foreign } from './sql.ts'

const MIGRATION = /^server\/src\/modules\/[^/]+\/migrations\/.*\.sql$/

/** The statements without comments and without the insides of quoted text; offsets are kept. */
export function bareSql(text: string): string {
  return text.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g, (piece) =>
    piece.startsWith("'") ? `'${piece.slice(1, -1).replace(/[^\n]/g, ' ')}'` : piece.replace(/[^\n]/g, ' '),
  )
}

const PLACE =
  /\b(?:from|join|into|update|references|table|index|function|view|exists|on)\s+(?:only\s+)?(\w+)\.\w+\b(?!\s*=)/gi
const CALLED = /\b(\w+)\.\w+\s*\(/g
const SCHEMA = /\bcreate\s+schema\s+(?:if\s+not\s+exists\s+)?(\w+)/gi

export const ownSchemaInMigrations: Rule = (files) => {
  const modules = new Set(files.flatMap(({ path }) => moduleOf(path) ?? []))
  return files
    .filter(({ path }) => MIGRATION.test(path))
    .flatMap((file) => {
      const own = moduleOf(file.path) as string
      const sql = bareSql(file.text)
      const named = [PLACE, CALLED]
        .flatMap((pattern) => findAll(file, sql, pattern, (match) => match[1] as string))
        .filter(({ message }) => message !== own && (modules.has(message) || message === 'graphile_worker'))
        .map((finding) => ({ ...finding, message: foreign(finding.message) }))
      const created = findAll(file, sql, SCHEMA, (match) => match[1] as string)
        .filter(({ message }) => message !== own)
        .map((finding) => ({
          ...finding,
          message: `creates the schema ${finding.message}: a module owns ${own} alone`,
        }))
      return [...uniqueByLine(named), ...created]
    })
}

function uniqueByLine(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [`${finding.line} ${finding.message}`, finding])).values()]
}

export interface Table {
  readonly name: string
  readonly line: number
  /** Columns and constraints as written, with their offsets. */
  readonly elements: readonly { readonly text: string; readonly line: number }[]
}

export function tablesOf(text: string): Table[] {
  const sql = bareSql(text)
  const head = /\bcreate\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?([\w.]+)\s*\(/gi
  return [...sql.matchAll(head)].map((match) => {
    const start = match.index + match[0].length
    return { name: match[1] as string, line: lineAt(sql, match.index), elements: splitElements(sql, start) }
  })
}

function splitElements(sql: string, start: number): Table['elements'] {
  const elements: { text: string; line: number }[] = []
  let depth = 0
  let from = start
  for (let at = start; at < sql.length; at++) {
    if (sql[at] === '(') depth++
    const ends = depth === 0 && (sql[at] === ',' || sql[at] === ')')
    if (ends) {
      const text = sql.slice(from, at)
      elements.push({ text: text.trim(), line: lineAt(sql, from + text.search(/\S|$/)) })
      from = at + 1
    }
    if (sql[at] === ')' && depth-- === 0) break
  }
  return elements
}

const CONSTRAINT = /(\bconstraint\s+\w+\s+)?\b(primary\s+key|unique|check\s*\(|foreign\s+key|references|exclude)\b/gi
const ADDED = /\badd\s+(primary\s+key|unique|check|foreign\s+key|exclude)\b/gi

export const constraintsNamed = eachFile(MIGRATION, (file: SourceFile): Finding[] => {
  const say = (kind: string): string =>
    `a ${kind} without a name: write "constraint <table>_<what> ${kind}"; its name is what an error reports`
  const inTables = tablesOf(file.text).flatMap(({ elements }) =>
    elements.flatMap(({ text, line }) =>
      [...text.matchAll(CONSTRAINT)]
        .filter(([all, name]) => !name && !(/references/i.test(all) && /\bforeign\s+key\b/i.test(text)))
        .map((match) => ({
          path: file.path,
          line,
          message: say((match[2] as string).replace(/\s*\($/, '').toLowerCase()),
        })),
    ),
  )
  return [...inTables, ...findAll(file, bareSql(file.text), ADDED, (match) => say((match[1] as string).toLowerCase()))]
})

export const cellFirst = eachFile(MIGRATION, (file: SourceFile): Finding[] =>
  tablesOf(file.text).flatMap(({ name, line, elements }) => {
    if (name in referenceTables || !name.includes('.')) return []
    const keyed = elements.find(({ text }) => /\bprimary\s+key\b/i.test(text))
    if (!keyed) return [{ path: file.path, line, message: `${name} has no primary key: begin one with cell` }]
    const columns = /\bprimary\s+key\s*\(\s*(\w+)/i.exec(keyed.text)?.[1] ?? /^\w+/.exec(keyed.text)?.[0]
    if (columns === 'cell') return []
    const message =
      `the primary key of ${name} begins with ${columns}: begin it with cell, the shard key, ` +
      'or list the table with its reason in checks/reference-tables.ts'
    return [{ path: file.path, line: keyed.line, message }]
  }),
)

const UNSHARDABLE: readonly { pattern: RegExp; cure: string }[] = [
  {
    pattern: /\bcreate\s+(or\s+replace\s+)?(constraint\s+)?trigger\b/gi,
    cure: 'write the effect in the store, in the same transaction',
  },
  {
    pattern: /\b(big|small)?serial\b|\bgenerated\s+(always|by\s+default)\s+as\s+identity\b|\bnextval\(/gi,
    cure: 'ids are made by newId(cell)',
  },
]

export const shardable = eachFile(MIGRATION, (file: SourceFile): Finding[] =>
  UNSHARDABLE.flatMap(({ pattern, cure }) =>
    findAll(file, bareSql(file.text), pattern, ([found]) => `"${found}" does not work on shards: ${cure}`),
  ),
)
