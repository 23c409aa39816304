// Statements over many records. Each column is named and typed once, so that the SQL and its values always agree.
import { CompiledQuery } from 'kysely'
import type pg from 'pg'

type Values = readonly (string | number | null)[]

const joined = (values: Values): string => `{${values.map((value) => value ?? 'null').join(',')}}`

// Join the columns here, because the driver's own conversion of a hundred elements costs more than the query. Uuids,
// numbers and days need no quotes inside an array, and the JSON text contains no line break.
const encoders = {
  int: joined,
  uuid: joined,
  date: joined,
  timestamptz: joined,
  text: (values: Values): string =>
    values.every(isPlain) ? `{"${values.join('","')}"}` : `{${values.map(quote).join(',')}}`,
  json: (values: Values): string => values.join('\n'),
} as const

const isPlain = (value: unknown): boolean => typeof value === 'string' && !value.includes('"') && !value.includes('\\')

const quote = (value: unknown): string => (value === null ? 'null' : `"${String(value).replace(/["\\]/g, '\\$&')}"`)

type Kind = keyof typeof encoders

interface ValueTypes {
  int: number
  uuid: string
  date: string
  text: string
  timestamptz: Date
  /** JSON text without line breaks, as JSON.stringify writes it. */
  json: string
}

/** The PostgreSQL type of a column, with a question mark when the column may be null. */
export type ColumnType = Kind | `${Exclude<Kind, 'json'>}?`

export type Columns = Readonly<Record<string, ColumnType>>

type ValueOf<Type extends ColumnType> = Type extends Kind
  ? ValueTypes[Type]
  : Type extends `${infer Base extends Kind}?`
    ? ValueTypes[Base] | null
    : never

export type RecordOf<Shape extends Columns> = { readonly [Column in keyof Shape]: ValueOf<Shape[Column]> }

/** A named prepared statement over some records. Pass `now` when the statement uses an instant. */
export type Statement<Shape extends Columns> = (records: readonly RecordOf<Shape>[], now?: Date) => pg.QueryConfig

/**
 * Declares a statement over records. `write` gets a source to select from, as in `select ... from ${records} join ...`.
 * The columns of the source have the names in `shape`. `now()` gives the parameter of the instant.
 */
export function overRecords<const Shape extends Columns>(
  name: string,
  shape: Shape,
  write: (records: string, now: () => string) => string,
): Statement<Shape> {
  const columns = Object.entries(shape).map(([column, type]) => ({ column, kind: type.replace('?', '') as Kind }))
  const places = columns.map(({ kind }, index) =>
    kind === 'json' ? `string_to_array($${index + 1}::text, e'\\n')::json[]` : `$${index + 1}::${kind}[]`,
  )
  let isTimed = false
  const text = write(
    `unnest(${places.join(', ')}) as record (${columns.map(({ column }) => column).join(', ')})`,
    () => {
      isTimed = true
      return `$${columns.length + 1}::timestamptz`
    },
  )
  return (records, now) => {
    const values = columns.map(({ column, kind }) => encoders[kind](records.map((record) => toText(record[column]))))
    if (isTimed) values.push((now as Date).toISOString())
    return { name, text, values }
  }
}

/** Runs statements one after the other in a transaction that the caller has opened. */
export async function runStatements(
  tx: { executeQuery(query: CompiledQuery): Promise<unknown> },
  statements: readonly pg.QueryConfig[],
): Promise<void> {
  for (const { text, values } of statements) await tx.executeQuery(CompiledQuery.raw(text, values))
}

const toText = (value: string | number | Date | null | undefined): string | number | null =>
  value instanceof Date ? value.toISOString() : (value ?? null)
