// A table of any length. For a long one it draws only the rows near the window, and the columns keep their widths.
import './lists.css'
import { useLayoutEffect, useRef, useState } from 'react'
import { Table, type TableProps } from '../../ui/Table.tsx'
import { Blocks, LONG_ROWS } from './Blocks.tsx'

const ROW_PX = 34

export function LongTable<Row>(props: TableProps<Row>) {
  const { rows } = props
  const isLong = rows.length > LONG_ROWS
  const { frame, widths } = useFrozenWidths(isLong)
  if (!isLong) return <Table {...props} />
  return (
    <div ref={frame} className={widths ? 'table-frozen' : undefined}>
      <Table
        {...props}
        widths={widths}
        body={(draw) => <Blocks rows={rows} kind="table" rowPx={ROW_PX} draw={draw} />}
      />
    </div>
  )
}

/** The widths of the columns that the first rows need. Measured again when the window changes. */
function useFrozenWidths(isLong: boolean) {
  const frame = useRef<HTMLDivElement>(null)
  const [widths, setWidths] = useState<readonly number[]>()
  useLayoutEffect(() => {
    if (!isLong || widths !== undefined) return
    const timer = setTimeout(() => {
      const heads = [...(frame.current?.querySelectorAll('th') ?? [])]
      setWidths(heads.map((head) => head.getBoundingClientRect().width))
    }, 100)
    return () => clearTimeout(timer)
  }, [isLong, widths])
  useLayoutEffect(() => {
    const forget = (): void => setWidths(undefined)
    addEventListener('resize', forget)
    return () => removeEventListener('resize', forget)
  }, [])
  return { frame, widths }
}
