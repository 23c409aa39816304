// Hears a hand scanner, which types a slip and Enter faster than a person can, also while a dialog is open.
import { useEffect, useRef } from 'react'
import { createSlipReader, OTHER_KEY, SCANNER_GAP_MS } from './scan.ts'

export { SCANNER_GAP_MS }

/**
 * Calls `onScan` with each slip that a scanner types, or with each text that `isWanted` knows. The keys of a scan press
 * no button and choose nothing: its spaces and its Enter would else act on whatever has the focus. A field outside a
 * dialog keeps what is typed into it.
 */
export function useScanner(onScan: (slip: string) => void, isWanted?: (text: string) => boolean): void {
  const latest = useRef(onScan)
  latest.current = onScan
  useEffect(() => {
    const read = createSlipReader(isWanted)
    let isSwallowed = false
    const hear = (event: KeyboardEvent): void => {
      const field = fieldOf(event)
      const { isScanner, slip } = read(field === 'page' || isChord(event) ? OTHER_KEY : event.key, event.timeStamp)
      // Letters typed fast into a field of a dialog may be a person's. Only the whole slip is surely a scan.
      isSwallowed = isScanner && (field === undefined || slip !== undefined)
      if (isSwallowed) swallow(event)
      if (slip !== undefined) latest.current(slip)
    }
    // A button acts when its key is released.
    const release = (event: KeyboardEvent): void => {
      if (isSwallowed) swallow(event)
    }
    addEventListener('keydown', hear, true)
    addEventListener('keyup', release, true)
    return () => {
      removeEventListener('keydown', hear, true)
      removeEventListener('keyup', release, true)
    }
  }, [isWanted])
}

const isChord = ({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean => ctrlKey || metaKey || altKey

function swallow(event: KeyboardEvent): void {
  event.preventDefault()
  event.stopImmediatePropagation()
}

/** The kind of field to which the key belongs. In a field of the page, a scan is text and Enter sends its form. */
function fieldOf({ target }: KeyboardEvent): 'page' | 'dialog' | undefined {
  const isField =
    target instanceof HTMLElement &&
    target.matches('input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]')
  if (!isField) return undefined
  return target.closest('dialog') === null ? 'page' : 'dialog'
}
