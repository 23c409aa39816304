// A table with caption and headers. On a narrow screen the table scrolls and not the page, or its rows become lists.
import type { ReactNode } from 'react'
import { useText } from '../i18n/language.ts'
import { type Column, type SeenColumn, seenColumns, type Words } from './columns.ts'
import './lists.css'

export interface TableProps<Row> {
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  /** On a narrow screen each row becomes a short list. For a few rows that people read one by one. */
  readonly stacks?: boolean
  /** Draws the rows in another way, for tables too long to draw all rows. */
  readonly body?: (draw: (row: Row, at: number) => ReactNode) => ReactNode
  /** The widths of the columns, when they must not depend on the rows that are drawn. */
  readonly widths?: readonly number[] | undefined
}

export function Table<Row>({ caption, columns, rows, keyOf, stacks = false, body, widths }: TableProps<Row>) {
  const words = useText()
  const seen = seenColumns(columns).map((column) => ({ column, header: words.t(column.header) }))
  const draw = (row: Row, at: number): ReactNode => (
    <tr key={keyOf(row)} aria-rowindex={body && at + 2}>
      {seen.map(({ column, header }) => (
        <td key={header} className={classOf(column)} data-header={stacks ? header : undefined}>
          {drawn(column, row, words)}
        </td>
      ))}
    </tr>
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: people with a keyboard must reach what scrolls
    <section className={stacks ? 'table-scroll table-stacks' : 'table-scroll'} tabIndex={0} aria-label={caption}>
      <table aria-rowcount={body && rows.length + 1}>
        <caption>{caption}</caption>
        <thead>
          <tr aria-rowindex={body && 1}>
            {seen.map(({ column, header }, nth) => (
              <th
                key={header}
                scope="col"
                className={classOf(column)}
                style={widths && { inlineSize: `${widths[nth]}px` }}
              >
                {header}
              </th>
            ))}
          </tr>
        </thead>
        {body ? body(draw) : <tbody>{rows.map(draw)}</tbody>}
      </table>
    </section>
  )
}

function classOf<Row>(column: SeenColumn<Row>): string | undefined {
  if ('isControl' in column && column.isControl) return 'no-print'
  return column.isNumber ? 'number' : undefined
}

function drawn<Row>(column: SeenColumn<Row>, row: Row, words: Words): ReactNode {
  if (column.draw) return column.draw(row, words)
  const text = 'text' in column ? column.text(row) : undefined
  return typeof text === 'number' ? words.format.number(text) : text
}
