// A list for staff: filters, how many rows, all rows as a file, the rows, what stands in their place, and more.
import './lists.css'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { EXPORT_ROWS_MAX, type List, type ReadAll } from '../../api/lists.ts'
import { saveCsv, toCsv } from '../../csv.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { type Column, toFile } from '../../ui/columns.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { IconName } from '../../ui/icon-names.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { Table, type TableProps } from '../../ui/Table.tsx'
import { Empty } from './Empty.tsx'
import { LongTable } from './LongTable.tsx'
import { useOrder } from './order.ts'
import { TableSkeleton } from './Skeleton.tsx'

/** Makes a list of the rows of one answer, or of a part of them. */
export function wholeList<Row>(
  items: readonly Row[] | undefined,
  { error = null, refetch }: { readonly error?: unknown; readonly refetch?: () => unknown } = {},
): List<Row> {
  return {
    ...{ items, error, isOld: false, isReadingMore: false, more: undefined },
    again: () => void refetch?.(),
    all: async () => items ?? [],
  }
}

/** The rows whose text has the words, in capital or small letters. */
export function rowsWith<Row>(rows: readonly Row[], words: string | undefined, textOf: (row: Row) => string): Row[] {
  const wanted = words?.toLowerCase() ?? ''
  return rows.filter((row) => textOf(row).toLowerCase().includes(wanted))
}

type ListingProps<Row> = Omit<TableProps<Row>, 'rows' | 'body' | 'widths' | 'order' | 'onOrder'> & {
  readonly list: List<Row>
  /** The name of its file, without the ending. */
  readonly file: string
  /** The filters, in one row with the count and the button for the file. */
  readonly filters?: ReactNode
  /** Takes the filters away. Undefined when nothing is filtered. */
  readonly onClear?: (() => void) | undefined
  /** Buttons beside the list, after the one for its file. */
  readonly actions?: ReactNode
  /** What stands in place of the list when it is empty and nothing is filtered. */
  readonly none?: NoneProps | undefined
}

interface NoneProps {
  readonly icon?: IconName
  readonly title: string
  /** Why, or what comes. */
  readonly text?: string
  readonly action?: ReactNode
}

export function Listing<Row>({ list, file, filters, onClear, actions, none, ...table }: ListingProps<Row>) {
  const { t } = useText()
  const { items, error, more, isOld, again } = list
  const { rows, order, onOrder } = useOrder(table.columns, items ?? [], more === undefined && !isOld)
  const isEmpty = items !== undefined && items.length === 0
  return (
    <>
      <div className="list-tools">
        {filters}
        <div className="list-end">
          <p role="status" className="soft">
            {items && !isOld && t(more ? 'staff.lists.shownMore' : 'staff.lists.shown', { count: items.length })}
          </p>
          {items && !isEmpty && <ExportButton file={file} columns={table.columns} all={list.all} />}
          {!isEmpty && actions}
        </div>
      </div>
      {error !== null && <Failure error={error} onRetry={again} />}
      {items === undefined && error === null && <TableSkeleton />}
      {isEmpty && !isOld && <Nothing none={none} onClear={onClear} />}
      {items && !isEmpty && (
        <div className={isOld ? 'list-old' : undefined} aria-busy={isOld}>
          <LongTable hidesCaption {...table} rows={rows} order={order} onOrder={onOrder} />
        </div>
      )}
      <More list={list} />
    </>
  )
}

/** Nothing found is not nothing there: the filters may be wrong. */
function Nothing({ none, onClear }: { none: NoneProps | undefined; onClear: (() => void) | undefined }) {
  const { t } = useText()
  if (onClear) {
    return (
      <Empty icon="search" title={t('staff.lists.noneFits')} action={<ClearButton onClear={onClear} />}>
        {t('staff.lists.noneFitsWhy')}
      </Empty>
    )
  }
  const { icon = 'list', title, text, action } = none ?? { title: t('staff.lists.none') }
  return (
    <Empty icon={icon} title={title} action={action}>
      {text}
    </Empty>
  )
}

function ClearButton({ onClear }: { onClear: () => void }) {
  const { t } = useText()
  return (
    <Button kind="quiet" onClick={onClear}>
      {t('staff.lists.clear')}
    </Button>
  )
}

/** The button for the next page of a list, below it. */
export function More({ list: { more, isReadingMore } }: { list: Pick<List<unknown>, 'more' | 'isReadingMore'> }) {
  const { t } = useText()
  return (
    <div className="no-print list-more">
      {more && (
        <Button kind="quiet" onClick={more}>
          {t('staff.lists.more')}
        </Button>
      )}
      <p role="status">{isReadingMore && t('ui.loading')}</p>
    </div>
  )
}

/** A table of an answer that comes whole, with its title and a button for its file above. */
export function TableWithFile<Row>({ file, ...table }: TableProps<Row> & { readonly file: string }) {
  const { rows, order, onOrder } = useOrder(table.columns, table.rows, true)
  return (
    <section>
      <div className="list-tools">
        <h2>{table.caption}</h2>
        <div className="list-end no-print">
          <ExportButton file={file} columns={table.columns} all={async () => table.rows} />
        </div>
      </div>
      <Table hidesCaption {...table} rows={rows} order={order} onOrder={onOrder} />
    </section>
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
        <Icon name={count === undefined ? 'download' : 'x'} />
        {count === undefined ? t('staff.lists.export') : t('staff.lists.exporting', { count })}
      </Button>
      {failure !== undefined && <Failure error={failure} takesFocus />}
      {isCut && <Notice kind="warning" takesFocus title={t('staff.lists.cut', { count: EXPORT_ROWS_MAX })} />}
    </>
  )
}
