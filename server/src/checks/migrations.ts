// Checks migrations and functions: own schema only, named constraints, keys that begin with the cell, SQL for Citus.
import path from 'node:path'
import { referenceTables } from './reference-tables.ts'
import { eachFile, type Finding, findAll, lineAt, moduleOf, type Rule, type SourceFile } from './source.ts'
import { foreign } from './sql.ts'

const FUNCTION = /^server\/src\/modules\/[^/]+\/functions\/.*\.sql$/

/** All SQL files that define the database. The runner applies those of the platform in the schema of each module. */
const DEFINITION = /^server\/src\/(modules\/[^/]+\/(migrations|functions)|platform\/postgres\/migrations)\/.*\.sql$/

/** The statements with spaces in place of comments and of the insides of quoted text. Offsets stay the same. */
export function bareSql(text: string): string {
  return text.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g, (piece) =>
    piece.startsWith("'") ? `'${piece.slice(1, -1).replace(/[^\n]/g, ' ')}'` : piece.replace(/[^\n]/g, ' '),
  )
}

const PLACE =
  /\b(?:from|join|into|update|references|table|index|function|view|exists|on)\s+(?:only\s+)?(\w+)\.\w+\b(?!\s*=)/gi
const CALLED = /\b(\w+)\.\w+\s*\(/g
const SCHEMA = /\bcreate\s+schema\b/gi
/** Tables that the migration runner makes for every module. */
const OF_EVERY_MODULE =
  /\b(?:create|alter|drop)\s+table\s+(?:if\s+(?:not\s+)?exists\s+)?\w+\.(outbox|idempotency_keys)\b/gi

export const ownSchemaInDefinitions: Rule = (files) => {
  const modules = new Set(files.flatMap(({ path }) => moduleOf(path) ?? []))
  return files
    .filter(({ path }) => DEFINITION.test(path) && moduleOf(path))
    .flatMap((file) => {
      const own = moduleOf(file.path) as string
      const sql = bareSql(file.text)
      const named = [PLACE, CALLED]
        .flatMap((pattern) => findAll(file, sql, pattern, (match) => match[1] as string))
        .filter(({ message }) => message !== own && (modules.has(message) || message === 'graphile_worker'))
        .map((finding) => ({ ...finding, message: foreign(finding.message) }))
      const schemas = findAll(file, sql, SCHEMA, () => `creates a schema: that of ${own} is made before its migrations`)
      const made = findAll(file, sql, OF_EVERY_MODULE, ([, table]) => {
        return `changes ${table}, which every module has alike: write a migration in platform/postgres/migrations/`
      })
      return [...uniqueByLine(named), ...schemas, ...made]
    })
}

function uniqueByLine(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [`${finding.line} ${finding.message}`, finding])).values()]
}

export interface Table {
  readonly name: string
  readonly line: number
  /** Columns and constraints as written, with their lines. */
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

export const constraintsNamed = eachFile(DEFINITION, (file: SourceFile): Finding[] => {
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

export const cellFirst = eachFile(DEFINITION, (file: SourceFile): Finding[] =>
  tablesOf(file.text).flatMap(({ name, line, elements }) => {
    // A table without a schema is a temporary table of a function, or a platform table that each schema gets.
    const isTemporary = FUNCTION.test(file.path) && !name.includes('.')
    if (name in referenceTables || isTemporary) return []
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
  { pattern: /\blanguage\s+('|sql\b)/gi, cure: 'write it in plpgsql, which plans each statement for its shard' },
  {
    // An instant or a random value differs on each shard.
    pattern: /\bdo\s+update\s+set\b[^;]*?\b(clock_timestamp|gen_random_uuid|random|timeofday|uuidv[47])\(/gi,
    cure: 'hand the value in as a parameter, or take it from excluded',
  },
  {
    pattern: /\bas\s*(not\s+)?(materialized\s*)?\(\s*insert\b/gi,
    cure: 'make the INSERT a statement of its own, not a part of WITH',
  },
]

export const shardable = eachFile(DEFINITION, (file: SourceFile): Finding[] =>
  UNSHARDABLE.flatMap(({ pattern, cure }) =>
    findAll(file, bareSql(file.text), pattern, ([found]) => {
      return `"${found.replace(/\s+/g, ' ')}" does not work on shards: ${cure}`
    }),
  ),
)

const MADE = /\bcreate\s+(or\s+replace\s+)?function\s+([\w.]+)/gi

/** Each function has its own file with its name, and says "or replace", because the runner creates it again. */
export const functionsInFiles = eachFile(DEFINITION, (file: SourceFile): Finding[] => {
  const sql = bareSql(file.text)
  if (!FUNCTION.test(file.path)) {
    return findAll(file, sql, MADE, ([, , name]) => {
      return `makes the function ${name}: put it into functions/<name>.sql, so that the runner follows its changes`
    })
  }
  const name = path.posix.basename(file.path, '.sql').replaceAll('-', '_')
  const wanted = `create or replace function ${moduleOf(file.path)}.${name}`
  const made = [...sql.matchAll(MADE)].map(([text]) => text.replace(/\s+/g, ' ').toLowerCase())
  if (made.length === 1 && made[0] === wanted) return []
  return [{ path: file.path, line: 1, message: `holds one function, which begins "${wanted}("` }]
})
