// A list for staff: how many rows are shown, a button for more, and all rows as a file.
import './lists.css'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { EXPORT_ROWS_MAX, type List, type ReadAll } from '../../api/lists.ts'
import { saveCsv, toCsv } from '../../csv.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { type Column, toFile } from '../../ui/columns.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Table, type TableProps } from '../../ui/Table.tsx'
import { LongTable } from './LongTable.tsx'

/** Makes a list of the rows of one answer, or of a part of them. */
export function wholeList<Row>(
  items: readonly Row[] | undefined,
  { error = null, refetch }: { readonly error?: unknown; readonly refetch?: () => unknown } = {},
): List<Row> {
  return {
    ...{ items, error, isReadingMore: false, more: undefined },
    again: () => void refetch?.(),
    all: async () => items ?? [],
  }
}

/** The rows whose text has the words, in capital or small letters. */
export function rowsWith<Row>(rows: readonly Row[], words: string | undefined, textOf: (row: Row) => string): Row[] {
  const wanted = words?.toLowerCase() ?? ''
  return rows.filter((row) => textOf(row).toLowerCase().includes(wanted))
}

type ListingProps<Row> = Omit<TableProps<Row>, 'rows' | 'body' | 'widths'> & {
  readonly list: List<Row>
  /** The name of its file, without the ending. */
  readonly file: string
  /** Buttons beside the list, after the one for its file. */
  readonly actions?: ReactNode
  /** Better words for an empty list than the general ones. */
  readonly none?: string
}

export function Listing<Row>({ list, file, actions, none, ...table }: ListingProps<Row>) {
  const { t } = useText()
  const { items, error, more, again } = list
  return (
    <>
      {error !== null && <Failure error={error} onRetry={again} />}
      {items === undefined && error === null && <Loading />}
      {items && (
        <div className="list-actions">
          <p role="status">
            {items.length === 0 && none !== undefined
              ? none
              : t(more ? 'staff.lists.shownMore' : 'staff.lists.shown', { count: items.length })}
          </p>
          {items.length > 0 && (
            <>
              <ExportButton file={file} columns={table.columns} all={list.all} />
              {actions}
            </>
          )}
        </div>
      )}
      {items && items.length > 0 && <LongTable {...table} rows={items} />}
      <More list={list} />
    </>
  )
}

/** The button for the next page of a list, below it. */
export function More({ list: { more, isReadingMore } }: { list: Pick<List<unknown>, 'more' | 'isReadingMore'> }) {
  const { t } = useText()
  return (
    <div className="no-print">
      {more && (
        <Button kind="quiet" onClick={more}>
          {t('staff.lists.more')}
        </Button>
      )}
      <p role="status">{isReadingMore && t('ui.loading')}</p>
    </div>
  )
}

/** A table of an answer that comes whole, with a button for its file below. */
export function TableWithFile<Row>({ file, ...table }: TableProps<Row> & { readonly file: string }) {
  return (
    <>
      <Table {...table} />
      <div className="list-actions no-print">
        <ExportButton file={file} columns={table.columns} all={async () => table.rows} />
      </div>
    </>
  )
}

interface ExportProps<Row> {
  readonly file: string
  readonly columns: readonly Column<Row>[]
  readonly all: ReadAll<Row>
}

/** Saves the whole list as CSV. Shows the progress, and people can stop it. */
export function ExportButton<Row>({ file, columns, all }: ExportProps<Row>) {
  const { t } = useText()
  const [count, setCount] = useState<number>()
  const [failure, setFailure] = useState<unknown>()
  const [isCut, setCut] = useState(false)
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])

  const save = async (): Promise<void> => {
    if (running.current) return running.current.abort()
    const control = new AbortController()
    running.current = control
    setFailure(undefined)
    setCut(false)
    setCount(0)
    try {
      const { header, rows } = toFile(columns, await all(control.signal, setCount))
      saveCsv(file, toCsv(header, rows))
      setCut(rows.length >= EXPORT_ROWS_MAX)
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
        {count === undefined ? t('staff.lists.export') : t('staff.lists.exporting', { count })}
      </Button>
      {failure !== undefined && <Failure error={failure} takesFocus />}
      {isCut && <Notice kind="warning" takesFocus title={t('staff.lists.cut', { count: EXPORT_ROWS_MAX })} />}
    </>
  )
}
