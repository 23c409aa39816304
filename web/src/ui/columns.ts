// The columns of a list, declared once for the screen, for the file and for paper.
import type { ReactNode } from 'react'
import type { useText } from '../i18n/language.ts'

export type Cell = string | number | undefined
export type Words = ReturnType<typeof useText>

interface Shown {
  /** The key of its header text. */
  readonly header: string
  readonly isNumber?: boolean
  /** People seldom read it: it is paler. */
  readonly isDim?: boolean
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

/** What a cell shows. */
export function drawn<Row>(column: SeenColumn<Row>, row: Row, words: Words): ReactNode {
  if (column.draw) return column.draw(row, words)
  const text = 'text' in column ? column.text(row) : undefined
  return typeof text === 'number' ? words.format.number(text) : text
}

/** Which column orders the rows. */
export interface Order {
  /** The key of the column's header. */
  readonly header: string
  readonly isDown: boolean
}

const BEGINS_WITH_DAY = /^\d{4}-\d\d-\d\d/

/** What a row is ordered by: its number, its day, or else the words that people see. */
function toRank<Row>(column: SeenColumn<Row>, row: Row, words: Words): Cell {
  const text = 'text' in column ? column.text?.(row) : undefined
  if (typeof text === 'number' || (text !== undefined && BEGINS_WITH_DAY.test(text))) return text
  const seen = column.draw?.(row, words)
  return typeof seen === 'string' ? seen : text
}

/** The rows in the order of a column. Rows without a value come last. */
export function inOrder<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  order: Order | undefined,
  words: Words,
): readonly Row[] {
  const column = seenColumns(columns).find(({ header }) => header === order?.header)
  if (!column || !order) return rows
  const collator = new Intl.Collator(words.language.code, { numeric: true })
  const compare = (one: Cell, other: Cell): number =>
    typeof one === 'number' && typeof other === 'number' ? one - other : collator.compare(String(one), String(other))
  return rows
    .map((row) => ({ row, rank: toRank(column, row, words) }))
    .sort(({ rank: one }, { rank: other }) => {
      if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined)
      return order.isDown ? compare(other, one) : compare(one, other)
    })
    .map(({ row }) => row)
}

/** Whether people can order the rows by this column: a column with only buttons or pictures has no order. */
export const hasOrder = <Row>(column: SeenColumn<Row>): boolean => 'text' in column && column.text !== undefined

/** The names of the columns in the file, and its rows. */
export function toFile<Row>(columns: readonly Column<Row>[], rows: readonly Row[]) {
  const filed = columns.filter((column): column is FileColumn<Row> | SharedColumn<Row> => column.key !== undefined)
  return {
    header: filed.map(({ key }) => key),
    rows: rows.map((row) => filed.map(({ text }) => text(row))),
  }
}
