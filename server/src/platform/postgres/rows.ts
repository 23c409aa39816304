// Row types: what the generated rows.ts of a module says of its columns, and what the module knows better.
import type { ColumnType, Generated, SelectType } from 'kysely'

/** What a module may say of a column: a finer type, or one that differs where it is read, inserted and updated. */
type FinerColumn<Column> = Read<Column> | ColumnType<Read<Column>, unknown, unknown>

/** What a reader gets; an array may be promised not to be changed. */
type Read<Column> = SelectType<Column> extends (infer Element)[] ? readonly Element[] : SelectType<Column>

/** Only tables and columns that exist, each as a type that fits what the database holds. */
type FinerRows<Rows, Finer> = {
  [Table in keyof Finer]: Table extends keyof Rows
    ? { [Name in keyof Finer[Table]]: Name extends keyof Rows[Table] ? FinerColumn<Rows[Table][Name]> : never }
    : never
}

type IsColumnType<Type> = [Type] extends [ColumnType<unknown, unknown, unknown>] ? true : false

type RefinedColumn<Column, Finer> =
  true extends IsColumnType<Finer> ? Finer : true extends IsColumnType<Column> ? Generated<Finer> : Finer

/**
 * The rows with what only the module knows: whose id a column holds, the shape of its JSON, that it is written once.
 * A column with a default stays one that an insert may leave out.
 */
export type Refined<Rows, Finer extends FinerRows<Rows, Finer>> = {
  [Table in keyof Rows]: Table extends keyof Finer
    ? {
        [Name in keyof Rows[Table]]: Name extends keyof Finer[Table]
          ? RefinedColumn<Rows[Table][Name], Finer[Table][Name]>
          : Rows[Table][Name]
      }
    : Rows[Table]
}

/** Written by the insert, never by an update. */
export type WrittenOnce<Type> = ColumnType<Type, Type, never>
