// One count: scan a pack or type letters, enter the number, Enter. What the books say is shown after the number only.
import './inventory.css'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useLocation, useParams } from 'wouter'
import { type Answer, ask } from '../../api/client.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { toWhole } from '../../entered.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { Table } from '../../ui/Table.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { rowsWith } from '../lists/Listing.tsx'
import { TableSkeleton } from '../lists/Skeleton.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { say } from '../shell/Said.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { isPackCode } from './gs1.ts'

type Count = Answer<'GET /v1/inventory/stores/{storeId}/counts/{countId}'>
type Line = Count['lines'][number]

export default function CountPage() {
  const { t } = useText()
  const { storeId = '', countId = '' } = useParams()
  const path = { storeId, countId }
  const { data, error, refetch } = useAnswer('GET /v1/inventory/stores/{storeId}/counts/{countId}', { path })
  return (
    <StaffPage title={t('staff.stock.counts.one')} back="/staff/counts">
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TableSkeleton />}
      {data && <Counting count={data} path={path} />}
    </StaffPage>
  )
}

interface Path {
  readonly storeId: string
  readonly countId: string
}

function Counting({ count: { lines, status }, path }: { readonly count: Count; readonly path: Path }) {
  const { t } = useText()
  const [wanted, setWanted] = useState('')
  const [failed, setFailed] = useState<unknown>()
  const field = useRef<HTMLInputElement>(null)
  const enter = useSend('PUT /v1/inventory/stores/{storeId}/counts/{countId}/lines')
  const isOpen = status === 'OPEN'
  const rows = rowsWith(lines, wanted, ({ name, lot, maker }) => `${name} ${lot} ${maker}`)
  const counted = lines.filter((line) => line.counted !== undefined)
  const find = async (): Promise<void> => {
    let [line] = rows
    if (isPackCode(wanted)) {
      const scanned = await ask('GET /v1/inventory/scans', { query: { code: wanted.trim() } })
      line = lines.find(({ lot, itemCode }) => lot === scanned.lot && (scanned.itemCode ?? itemCode) === itemCode)
      setWanted(scanned.lot ?? '')
    }
    const number = line?.line
    setTimeout(() => document.getElementById(`counted-${number}`)?.focus())
  }
  const save = async (line: Line, typed: string): Promise<void> => {
    const number = toWhole(typed)
    if (number === undefined || number === line.counted) return
    const { itemCode, lot, maker, onHand } = line
    // What the books say at this moment: it was counted now.
    const body = { lines: [{ itemCode, lot, maker, counted: number, expectedOnHand: onHand }] }
    await enter.mutateAsync({ path, body })
    say({ text: t('staff.stock.said.counted', { count: number }), detail: `${line.name} · ${lot}` })
  }
  return (
    <>
      {isOpen && (
        <div className="item-finder no-print">
          <label htmlFor="count-find">{t('staff.stock.counts.find')}</label>
          <input
            ref={field}
            id="count-find"
            className="input"
            autoComplete="off"
            maxLength={200}
            value={wanted}
            onChange={({ target }) => setWanted(target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              setFailed(undefined)
              void find().catch(setFailed)
            }}
          />
        </div>
      )}
      <p role="status">{t('staff.stock.counts.of', { count: counted.length, all: lines.length })}</p>
      {failed !== undefined && <Failure error={failed} takesFocus />}
      {enter.error && <Failure error={enter.error} takesFocus />}
      <Table
        hidesCaption
        stacks
        caption={t('staff.stock.counts.one')}
        columns={columnsOf(
          isOpen,
          (line, typed) => void save(line, typed).catch(() => undefined),
          () => {
            setWanted('')
            field.current?.focus()
          },
        )}
        rows={rows}
        keyOf={({ line }) => String(line)}
      />
      {isOpen && <Ending lines={counted} path={path} />}
    </>
  )
}

const columnsOf = (
  isOpen: boolean,
  onSave: (line: Line, typed: string) => void,
  onNext: () => void,
): readonly Column<Line>[] => [
  { header: 'staff.stock.item', draw: ({ name }) => name },
  { header: 'staff.stock.lot', draw: ({ lot }) => <strong>{lot}</strong> },
  { header: 'staff.stock.maker', draw: ({ maker }) => maker, isDim: true },
  {
    header: 'staff.stock.counts.number',
    isNumber: true,
    draw: (line, { t, format }) =>
      isOpen ? (
        <input
          id={`counted-${line.line}`}
          className="input give-number"
          inputMode="numeric"
          autoComplete="off"
          maxLength={9}
          aria-label={t('staff.stock.counts.numberOf', { item: line.name, lot: line.lot })}
          defaultValue={line.counted}
          onFocus={({ target }) => target.select()}
          onBlur={({ target }) => onSave(line, target.value)}
          onKeyDown={(event: KeyboardEvent<HTMLInputElement>) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            // Leaving the field saves it.
            onNext()
          }}
        />
      ) : (
        line.counted !== undefined && format.number(line.counted)
      ),
  },
  {
    header: 'staff.stock.counts.difference',
    isNumber: true,
    draw: ({ counted, expected, onHand }, { t, format }) => {
      if (counted === undefined) return null
      if (isOpen && onHand !== expected) return <Tag kind="error">{t('staff.stock.counts.moved')}</Tag>
      const difference = counted - expected
      if (difference === 0) return <Tag kind="good">{t('staff.stock.counts.same')}</Tag>
      return `${difference > 0 ? '+' : '−'}${format.number(Math.abs(difference))}`
    },
  },
]

/** Posts or drops the count. Posting changes the books, so it is pressed in a dialog that says by how much. */
function Ending({ lines, path }: { readonly lines: readonly Line[]; readonly path: Path }) {
  const { t } = useText()
  const [, go] = useLocation()
  const [isAsking, setAsking] = useState(false)
  const post = useSend('POST /v1/inventory/stores/{storeId}/counts/{countId}/posting')
  const drop = useSend('POST /v1/inventory/stores/{storeId}/counts/{countId}/dropping')
  const differences = lines.filter(({ counted, expected }) => counted !== expected)
  const end = async (kind: 'posted' | 'dropped'): Promise<void> => {
    await (kind === 'posted' ? post : drop).mutateAsync({ path })
    say({ text: t(`staff.stock.said.${kind}`) })
    go('/staff/counts')
  }
  const error = post.error ?? drop.error
  return (
    <>
      <div className="act-bar no-print">
        <Button kind="remove" onClick={() => void end('dropped').catch(() => undefined)}>
          {t('staff.stock.counts.drop')}
        </Button>
        {lines.length > 0 && <Button onClick={() => setAsking(true)}>{t('staff.stock.counts.post')}</Button>}
      </div>
      {error && !isAsking && <Failure error={error} takesFocus />}
      <Dialog title={t('staff.stock.counts.post')} isOpen={isAsking} onClose={() => setAsking(false)}>
        {post.error && <Failure error={post.error} takesFocus />}
        <Notice
          kind={differences.length > 0 ? 'warning' : 'info'}
          title={t('staff.stock.counts.differences', { count: differences.length })}
        />
        <p>{t('staff.stock.counts.postWhat', { count: lines.length })}</p>
        <Button onClick={() => void end('posted').catch(() => undefined)}>{t('staff.stock.counts.postNow')}</Button>
      </Dialog>
    </>
  )
}
