// Orders the rows of a list that the browser has whole, when people press the head of a column.
import { useState } from 'react'
import { useText } from '../../i18n/language.ts'
import { type Column, inOrder, type Order } from '../../ui/columns.ts'

/** Undefined `onOrder` for a list that comes page by page: its next page could belong above the rows that are shown. */
export function useOrder<Row>(columns: readonly Column<Row>[], rows: readonly Row[], isWhole: boolean) {
  const words = useText()
  const [order, setOrder] = useState<Order>()
  if (!isWhole || rows.length < 2) return { rows }
  return { rows: inOrder(columns, rows, order, words), order, onOrder: setOrder }
}
