// What stands around a list of officials: how many are shown, more of them, and all as a file.
import './officials.css'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { type Column, Table } from '../../ui/Table.tsx'
import { saveCsv, toCsv } from './csv.ts'

interface ListingProps<Row> {
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  readonly keyOf: (row: Row) => string
  readonly list: {
    readonly items: readonly Row[] | undefined
    readonly error: unknown
    readonly isReadingMore: boolean
    readonly more: (() => void) | undefined
    readonly again: () => void
  }
  /** Beside the list: an export. */
  readonly actions?: ReactNode
}

export function Listing<Row>({ caption, columns, keyOf, list, actions }: ListingProps<Row>) {
  const { t } = useText()
  const { items, error, isReadingMore, more, again } = list
  return (
    <>
      {error !== null && <Failure error={error} onRetry={again} />}
      {items === undefined && error === null && <Loading />}
      {items && (
        <div className="list-actions">
          <p role="status">
            {more
              ? t('staff.officials.shownMore', { count: items.length })
              : t('staff.officials.shown', { count: items.length })}
          </p>
          {actions}
        </div>
      )}
      {items && items.length > 0 && <Table caption={caption} columns={columns} rows={items} keyOf={keyOf} />}
      {more && (
        <Button kind="quiet" onClick={more}>
          {isReadingMore ? t('ui.loading') : t('staff.officials.more')}
        </Button>
      )}
    </>
  )
}

interface ExportProps {
  /** Of the file, without its ending. */
  readonly name: string
  readonly header: readonly string[]
  /** Reads everything that the list holds, also what is not shown yet. */
  readonly read: (
    signal: AbortSignal,
    onRead: (count: number) => void,
  ) => Promise<readonly (readonly (string | number | undefined)[])[]>
}

/** Saves the whole list as CSV; says how far it is, and can be stopped. */
export function ExportButton({ name, header, read }: ExportProps) {
  const { t } = useText()
  const [count, setCount] = useState<number>()
  const [failure, setFailure] = useState<unknown>()
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])

  const save = async (): Promise<void> => {
    if (running.current) return running.current.abort()
    const control = new AbortController()
    running.current = control
    setFailure(undefined)
    setCount(0)
    try {
      saveCsv(name, toCsv(header, await read(control.signal, setCount)))
    } catch (error) {
      if (!control.signal.aborted) setFailure(error)
    } finally {
      running.current = undefined
      setCount(undefined)
    }
  }

  return (
    <>
      <Button kind="quiet" onClick={() => void save()}>
        {count === undefined ? t('staff.officials.export') : t('staff.officials.exporting', { count })}
      </Button>
      {failure !== undefined && <Failure error={failure} takesFocus />}
    </>
  )
}
