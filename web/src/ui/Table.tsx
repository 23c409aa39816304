// A table with caption and headers. On a narrow screen the table scrolls and not the page, or its rows become lists.
import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { useText } from '../i18n/language.ts'
import { type Column, drawn, hasOrder, type Order, type SeenColumn, seenColumns } from './columns.ts'
import { Icon } from './Icon.tsx'
import './lists.css'

export interface TableProps<Row> {
  readonly caption: string
  /** The title of the page or of its part says the same, so only screen readers get the caption. */
  readonly hidesCaption?: boolean
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  /** On a narrow screen each row becomes a short list. For a few rows that people read one by one. */
  readonly stacks?: boolean
  /** How the rows are ordered, and what orders them anew. Only for a list that the browser has whole. */
  readonly order?: Order | undefined
  readonly onOrder?: ((order: Order) => void) | undefined
  /** Draws the rows in another way, for tables too long to draw all rows. */
  readonly body?: (draw: (row: Row, at: number) => ReactNode) => ReactNode
  /** The widths of the columns, when they must not depend on the rows that are drawn. */
  readonly widths?: readonly number[] | undefined
}

export function Table<Row>(props: TableProps<Row>) {
  const { caption, hidesCaption = false, columns, rows, keyOf, stacks = false, body, widths, order, onOrder } = props
  const words = useText()
  const frame = useRef<HTMLElement>(null)
  const isWide = useIsWiderThan(frame)
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
  const classes = ['table-scroll', stacks && 'table-stacks', isWide && 'table-wide'].filter(Boolean).join(' ')
  return (
    // People with a keyboard must reach what scrolls.
    <section ref={frame} className={classes} tabIndex={isWide ? 0 : undefined} aria-label={caption}>
      <table aria-rowcount={body && rows.length + 1}>
        <caption className={hidesCaption ? 'caption-hidden' : undefined}>{caption}</caption>
        <thead>
          <tr aria-rowindex={body && 1}>
            {seen.map(({ column, header }, nth) => (
              <th
                key={header}
                scope="col"
                className={classOf(column)}
                style={widths && { inlineSize: `${widths[nth]}px` }}
                aria-sort={order?.header === column.header ? (order.isDown ? 'descending' : 'ascending') : undefined}
              >
                {onOrder && hasOrder(column) ? <OrderButton {...{ column, header, order, onOrder }} /> : header}
              </th>
            ))}
          </tr>
        </thead>
        {body ? body(draw) : <tbody>{rows.map(draw)}</tbody>}
      </table>
    </section>
  )
}

interface OrderButtonProps {
  readonly column: { readonly header: string; readonly isNumber?: boolean }
  readonly header: string
  readonly order: Order | undefined
  readonly onOrder: (order: Order) => void
}

/** The head of a column. The first press orders the rows by it, the next one turns them round. */
function OrderButton({ column, header, order, onOrder }: OrderButtonProps) {
  const isChosen = order?.header === column.header
  const isDown = isChosen ? !order.isDown : column.isNumber === true
  return (
    <button type="button" className="table-order" onClick={() => onOrder({ header: column.header, isDown })}>
      {header}
      {isChosen && <Icon name={order.isDown ? 'arrow-down' : 'arrow-up'} sizePx={13} />}
    </button>
  )
}

/** Whether the table is wider than its frame, so that the frame scrolls. Then its head cannot stay in the window. */
function useIsWiderThan(frame: RefObject<HTMLElement | null>): boolean {
  const [isWide, setWide] = useState(false)
  useLayoutEffect(() => {
    const [box, table] = [frame.current, frame.current?.querySelector('table')]
    if (!box || !table) return
    // In a table of short lists a single value can be wider than the table.
    const measure = (): void => setWide(Math.max(table.offsetWidth, box.scrollWidth) > box.clientWidth + 1)
    const watcher = new ResizeObserver(measure)
    watcher.observe(box)
    watcher.observe(table)
    measure()
    return () => watcher.disconnect()
  }, [frame])
  return isWide
}

function classOf<Row>(column: SeenColumn<Row>): string | undefined {
  if ('isControl' in column && column.isControl) return 'no-print table-acts'
  const classes = [column.isNumber && 'number', column.isDim && 'soft'].filter(Boolean)
  return classes.length > 0 ? classes.join(' ') : undefined
}
