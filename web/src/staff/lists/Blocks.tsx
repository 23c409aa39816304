// Long lists: draws rows in blocks, and only the blocks near the window, so that 10,000 rows scroll like ten.
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'

const BLOCK_ROWS = 25
/** Lists of up to this many rows are drawn whole. */
export const LONG_ROWS = 8 * BLOCK_ROWS
/** Draw this much above and below the window too, so that the keys and a screen reader find the next row. */
const NEAR = '150% 0px'

interface BlocksProps<Row> {
  readonly rows: readonly Row[]
  readonly kind: 'table' | 'list'
  /** About how high a row is. Used until its block has been drawn once. */
  readonly rowPx: number
  /** The index of a row that is always drawn, because it has the focus. */
  readonly keptAt?: number | undefined
  readonly draw: (row: Row, at: number) => ReactNode
}

export function Blocks<Row>({ rows, kind, rowPx, keptAt, draw }: BlocksProps<Row>) {
  const isPrinting = useIsPrinting()
  const Frame = kind === 'table' ? 'tbody' : 'ul'
  if (rows.length <= LONG_ROWS) return <Frame className="plain">{rows.map(draw)}</Frame>
  return Array.from({ length: Math.ceil(rows.length / BLOCK_ROWS) }, (_, nth) => {
    const from = nth * BLOCK_ROWS
    const some = rows.slice(from, from + BLOCK_ROWS)
    const isKept = keptAt !== undefined && keptAt >= from && keptAt < from + BLOCK_ROWS
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the index identifies the block
      <Block key={nth} kind={kind} isDrawn={isPrinting || isKept} guessPx={some.length * rowPx}>
        {() => some.map((row, at) => draw(row, from + at))}
      </Block>
    )
  })
}

interface BlockProps {
  readonly kind: 'table' | 'list'
  readonly isDrawn: boolean
  readonly guessPx: number
  readonly children: () => ReactNode
}

/** A block that is not drawn keeps the height that it had when it was drawn. */
function Block({ kind, isDrawn, guessPx, children }: BlockProps) {
  const Frame = kind === 'table' ? 'tbody' : 'ul'
  const frame = useRef<HTMLElement>(null)
  const [isNear, setNear] = useState(false)
  const [heightPx, setHeight] = useState<number>()
  useEffect(() => {
    const watched = frame.current
    if (!watched) return
    const note = (entries: IntersectionObserverEntry[]): void => {
      // Take the newest entry: a block that came near and left again since the last call has two.
      const entry = entries.at(-1)
      if (!entry) return
      // Keep the element that has the focus, wherever it is.
      const isNeeded = entry.isIntersecting || watched.contains(document.activeElement)
      if (!isNeeded && watched.childElementCount > 1) setHeight(entry.boundingClientRect.height)
      setNear(isNeeded)
    }
    const watcher = new IntersectionObserver(note, { rootMargin: NEAR })
    watcher.observe(watched)
    return () => watcher.disconnect()
  }, [])
  const ref = (element: HTMLElement | null): void => {
    frame.current = element
  }
  if (isDrawn || isNear) {
    return (
      <Frame ref={ref} className="plain">
        {children()}
      </Frame>
    )
  }
  const blank = { blockSize: `${heightPx ?? guessPx}px` }
  return (
    <Frame ref={ref} className="plain" aria-hidden="true">
      {kind === 'table' ? <tr style={blank} /> : <li style={blank} />}
    </Frame>
  )
}

/** Paper has no window, so draw all rows before printing. */
function useIsPrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false)
  useEffect(() => {
    const begin = (): void => flushSync(() => setPrinting(true))
    const end = (): void => setPrinting(false)
    addEventListener('beforeprint', begin)
    addEventListener('afterprint', end)
    return () => {
      removeEventListener('beforeprint', begin)
      removeEventListener('afterprint', end)
    }
  }, [])
  return isPrinting
}
