// Arrow keys between the rows of a list: from the search into the rows, and from one row to the next.
import type { KeyboardEvent } from 'react'

const ROWS = 'a[data-row]'

/** Moves the focus among the links of rows inside this element. */
export function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(ROWS)]
  const at = rows.indexOf(document.activeElement as HTMLElement)
  const next = event.key === 'ArrowDown' ? at + 1 : at - 1
  const row = rows[next]
  if (!row) return
  event.preventDefault()
  row.focus()
}
