// The columns of a list, declared once: for the screen, for the file, and for the paper.
import type { ReactNode } from 'react'
import type { useText } from '../i18n/language.ts'

export type Cell = string | number | undefined
export type Words = ReturnType<typeof useText>

interface Shown {
  /** The key of the words above it. */
  readonly header: string
  readonly isNumber?: boolean
}

/** In the file only: what programs want and people do not. */
interface FileColumn<Row> {
  /** Its name in the file. */
  readonly key: string
  /** What the file says, such as an instant to the second. */
  readonly text: (row: Row) => Cell
  readonly header?: never
}

interface SharedColumn<Row> extends Shown {
  readonly key: string
  readonly text: (row: Row) => Cell
  /** How people see it, where that is not what the file says. */
  readonly draw?: (row: Row, words: Words) => ReactNode
}

/** For eyes only: what the file says in other columns, or shall not say. */
interface ScreenColumn<Row> extends Shown {
  readonly key?: never
  /** What is there to be pressed: not on paper. */
  readonly isControl?: boolean
  readonly draw: (row: Row, words: Words) => ReactNode
}

export type Column<Row> = FileColumn<Row> | SharedColumn<Row> | ScreenColumn<Row>
export type SeenColumn<Row> = SharedColumn<Row> | ScreenColumn<Row>

export const seenColumns = <Row>(columns: readonly Column<Row>[]): SeenColumn<Row>[] =>
  columns.filter((column): column is SeenColumn<Row> => column.header !== undefined)

/** The names of the columns in the file, and the rows below them. */
export function toFile<Row>(columns: readonly Column<Row>[], rows: readonly Row[]) {
  const filed = columns.filter((column): column is FileColumn<Row> | SharedColumn<Row> => column.key !== undefined)
  return {
    header: filed.map(({ key }) => key),
    rows: rows.map((row) => filed.map(({ text }) => text(row))),
  }
}
