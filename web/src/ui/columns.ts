// The columns of a list, declared once for the screen, for the file and for paper.
import type { ReactNode } from 'react'
import type { useText } from '../i18n/language.ts'

export type Cell = string | number | undefined
export type Words = ReturnType<typeof useText>

interface Shown {
  /** The key of its header text. */
  readonly header: string
  readonly isNumber?: boolean
}

/** In the file only: for programs, not for people. */
interface FileColumn<Row> {
  /** Its name in the file. */
  readonly key: string
  /** The value in the file, such as a time to the second. */
  readonly text: (row: Row) => Cell
  readonly header?: never
}

interface SharedColumn<Row> extends Shown {
  readonly key: string
  readonly text: (row: Row) => Cell
  /** How people see the value, when this differs from the file. */
  readonly draw?: (row: Row, words: Words) => ReactNode
}

/** On the screen only: the file has it in other columns, or must not have it. */
interface ScreenColumn<Row> extends Shown {
  readonly key?: never
  /** A button or a link: it is not printed. */
  readonly isControl?: boolean
  readonly draw: (row: Row, words: Words) => ReactNode
}

export type Column<Row> = FileColumn<Row> | SharedColumn<Row> | ScreenColumn<Row>
export type SeenColumn<Row> = SharedColumn<Row> | ScreenColumn<Row>

export const seenColumns = <Row>(columns: readonly Column<Row>[]): SeenColumn<Row>[] =>
  columns.filter((column): column is SeenColumn<Row> => column.header !== undefined)

/** The names of the columns in the file, and its rows. */
export function toFile<Row>(columns: readonly Column<Row>[], rows: readonly Row[]) {
  const filed = columns.filter((column): column is FileColumn<Row> | SharedColumn<Row> => column.key !== undefined)
  return {
    header: filed.map(({ key }) => key),
    rows: rows.map((row) => filed.map(({ text }) => text(row))),
  }
}
