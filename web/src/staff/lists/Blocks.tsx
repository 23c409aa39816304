// Long lists: rows in blocks, of which only those near the window are drawn, so that 10,000 rows scroll like ten.
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'

const BLOCK_ROWS = 25
/** Shorter lists are drawn whole. */
export const LONG_ROWS = 8 * BLOCK_ROWS
/** So much above and below the window is drawn too: the keys and a reader find the next row there. */
const NEAR = '150% 0px'

interface BlocksProps<Row> {
  readonly rows: readonly Row[]
  readonly kind: 'table' | 'list'
  /** About how high a row is, until its block was drawn once. */
  readonly rowPx: number
  /** The place of a row that is drawn wherever the window is: the one that has the focus. */
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
      // biome-ignore lint/suspicious/noArrayIndexKey: a block is its place
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

/** A block that is not drawn is as high as it was when it was. */
function Block({ kind, isDrawn, guessPx, children }: BlockProps) {
  const Frame = kind === 'table' ? 'tbody' : 'ul'
  const frame = useRef<HTMLElement>(null)
  const [isNear, setNear] = useState(false)
  const [heightPx, setHeight] = useState<number>()
  useEffect(() => {
    const watched = frame.current
    if (!watched) return
    const note = (entries: IntersectionObserverEntry[]): void => {
      // The newest: a block that came near and left again before anybody looked has two.
      const entry = entries.at(-1)
      if (!entry) return
      // What has the focus stays, wherever it was scrolled to.
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

/** On paper there is no window: all is drawn before the page is printed. */
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
