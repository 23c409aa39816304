// Row types: combine the column types of a module's generated rows.ts with the finer types that the module knows.
import type { ColumnType, Generated, SelectType } from 'kysely'

/** The types that a module may give a column: a finer type, or different types for reading, inserting and updating. */
type FinerColumn<Column> = Read<Column> | ColumnType<Read<Column>, unknown, unknown>

/** The type that a reader gets. A module may declare an array as read-only. */
type Read<Column> = SelectType<Column> extends (infer Element)[] ? readonly Element[] : SelectType<Column>

/** Allows only existing tables and columns, each with a type that fits the type in the database. */
type FinerRows<Rows, Finer> = {
  [Table in keyof Finer]: Table extends keyof Rows
    ? { [Name in keyof Finer[Table]]: Name extends keyof Rows[Table] ? FinerColumn<Rows[Table][Name]> : never }
    : never
}

type IsColumnType<Type> = [Type] extends [ColumnType<unknown, unknown, unknown>] ? true : false

type RefinedColumn<Column, Finer> =
  true extends IsColumnType<Finer> ? Finer : true extends IsColumnType<Column> ? Generated<Finer> : Finer

/**
 * The rows with the facts that only the module knows: the kind of id in a column, the shape of its JSON, or that it is
 * written once. An insert may still leave out a column with a default.
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

/** A column that the insert writes and no update may change. */
export type WrittenOnce<Type> = ColumnType<Type, Type, never>
