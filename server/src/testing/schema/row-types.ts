// Writes the types of a module's rows as `pg` reads them, with the words that a check allows and with defaults.
import type { Column, Schema, Table } from './catalog.ts'
import { tidySql } from './tidy-sql.ts'

/** The types as platform/postgres/db.ts parses them. A bigint is read as a number and may be written as exact text. */
const TYPES: Readonly<Record<string, string>> = {
  integer: 'number',
  smallint: 'number',
  bigint: 'number | string',
  'double precision': 'number',
  text: 'string',
  uuid: 'string',
  xid8: 'string',
  date: 'string',
  boolean: 'boolean',
  'timestamp with time zone': 'Date',
  json: 'unknown',
  jsonb: 'unknown',
  bytea: 'Buffer',
  'integer[]': 'number[]',
  'bigint[]': 'string[]',
  'text[]': 'string[]',
  'uuid[]': 'string[]',
  'date[]': 'string[]',
  'boolean[]': 'boolean[]',
  'timestamp with time zone[]': 'Date[]',
}

export function toRowTypes(schema: Schema): string {
  const tables = schema.tables.map((table) => {
    const words = wordsOf(table)
    const columns = table.columns.map((column) => `    ${column.name}: ${typeOf(schema, table, column, words)}\n`)
    return `  '${schema.name}.${table.name}': {\n${columns.join('')}  }\n`
  })
  const hasDefaults = schema.tables.some(({ columns }) => columns.some(({ defaultsTo }) => defaultsTo !== null))
  return [
    `// The rows of the schema ${schema.name}: written by \`npm run schema\`, do not edit.\n`,
    hasDefaults ? `import type { Generated } from 'kysely'\n` : '',
    `\nexport interface Rows {\n${tables.join('')}}\n`,
  ].join('')
}

function typeOf(schema: Schema, table: Table, column: Column, words: ReadonlyMap<string, string>): string {
  const base = words.get(column.name) ?? TYPES[column.type]
  if (!base) {
    const place = `${schema.name}.${table.name}.${column.name}`
    throw new Error(`${place} is ${column.type}: teach testing/schema/row-types.ts it`)
  }
  const type = column.isNullable && base !== 'unknown' ? `${base} | null` : base
  return column.defaultsTo === null ? type : `Generated<${type}>`
}

/** The words that a check allows in a column, as a union. It ignores checks of any other form. */
function wordsOf({ constraints }: Table): Map<string, string> {
  const found = new Map<string, string>()
  for (const { definition } of constraints) {
    const condition = /^check \((.*)\)$/.exec(tidySql(definition))?.[1]
    if (!condition || /\bor\b/.test(condition)) continue
    for (const part of condition.split(' and ')) {
      const match = /^(\w+) (in \(|<@ array\[)((?:'(?:[^']|'')*'(?:, )?)+)[)\]]$/.exec(part)
      if (!match) continue
      const words = (match[3] as string).match(/'(?:[^']|'')*'/g) ?? []
      const union = words.map((word) => `'${word.slice(1, -1).replaceAll("''", "\\'")}'`).join(' | ')
      found.set(match[1] as string, match[2] === 'in (' ? union : `(${union})[]`)
    }
  }
  return found
}
