// Statements over many records: each column is named and typed once, so the text and its values cannot disagree.
import { CompiledQuery } from 'kysely'
import type pg from 'pg'

// Uuids, numbers and days need no quotes inside an array, and JSON text never holds a line break. The driver's own
// conversion of a hundred elements costs more than the query, so the columns are joined here.
const encoders = {
  int: (values: readonly unknown[]): string => `{${values.map(String).join(',')}}`,
  uuid: (values: readonly unknown[]): string => `{${values.map(String).join(',')}}`,
  date: (values: readonly unknown[]): string => `{${values.map(String).join(',')}}`,
  text: (values: readonly unknown[]): string => `{${values.map(quote).join(',')}}`,
  timestamptz: (values: readonly unknown[]): string => `{${values.map(toInstant).join(',')}}`,
  json: (values: readonly unknown[]): string => values.join('\n'),
} as const

type Kind = keyof typeof encoders

interface Values {
  int: number
  uuid: string
  date: string
  text: string
  timestamptz: Date
  /** JSON text without line breaks, as JSON.stringify writes it. */
  json: string
}

/** The type of a column in PostgreSQL; with a question mark where it may be null. */
export type ColumnType = Kind | `${Exclude<Kind, 'json'>}?`

export type Columns = Readonly<Record<string, ColumnType>>

type ValueOf<Type extends ColumnType> = Type extends Kind
  ? Values[Type]
  : Type extends `${infer Base extends Kind}?`
    ? Values[Base] | null
    : never

export type RecordOf<Shape extends Columns> = { readonly [Column in keyof Shape]: ValueOf<Shape[Column]> }

/** A named prepared statement over some records, at an instant where it speaks of one. */
export type Statement<Shape extends Columns> = (records: readonly RecordOf<Shape>[], now?: Date) => pg.QueryConfig

/**
 * Declares a statement over records. `write` gets the source to select from, whose columns have the names of the
 * shape, and where it asks for it the place of the instant: `select ... from ${records} join ...`.
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
    const values = columns.map(({ column, kind }) =>
      encoders[kind](records.map((record) => record[column as keyof Shape])),
    )
    if (isTimed) values.push((now as Date).toISOString())
    return { name, text, values }
  }
}

function quote(value: unknown): string {
  if (value === null) return 'null'
  return `"${(value as string).replace(/["\\]/g, '\\$&')}"`
}

const toInstant = (value: unknown): string => (value === null ? 'null' : `"${(value as Date).toISOString()}"`)

/** Does statements one after the other in a transaction that was opened otherwise. */
export async function runStatements(
  tx: { executeQuery(query: CompiledQuery): Promise<unknown> },
  statements: readonly pg.QueryConfig[],
): Promise<void> {
  for (const { text, values } of statements) await tx.executeQuery(CompiledQuery.raw(text, values))
}
