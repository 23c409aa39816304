// Asks for a transfer: from which store, to which, and what. A proposal fills it in.
import './inventory.css'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useFilters, words } from '../../address.ts'
import { postInventoryTransfers } from '../../api/limits/post-inventory-transfers.ts'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { text } from '../../ui/fields.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { Choice } from '../lists/Filters.tsx'
import { TableSkeleton } from '../lists/Skeleton.tsx'
import { say } from '../shell/Said.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { LineList, type ListedLine, useLines } from './line-list.tsx'
import { useItem } from './names.tsx'
import { usePartners } from './partners.ts'

const readers = { from: words, to: words, item: words, quantity: words }

export default function TransferNewPage() {
  const { t } = useText()
  const { filters } = useFilters(readers)
  const { stores, isKnown, error, again } = usePartners()
  const item = useItem(filters.item ?? '')
  const isReady = isKnown && (filters.item === undefined || item.data !== undefined || item.error !== null)
  const first: ListedLine[] = item.data
    ? [{ itemCode: item.data.itemCode, name: item.data.name, typed: filters.quantity ?? '' }]
    : []
  return (
    <StaffPage title={t('staff.stock.transfers.ask')} back="/staff/transfers">
      {error && !isKnown && <Failure error={error} onRetry={again} />}
      {!isReady && !error && <TableSkeleton />}
      {isReady && <Asking first={first} from={filters.from} to={filters.to} stores={stores} />}
    </StaffPage>
  )
}

interface Props {
  readonly first: readonly ListedLine[]
  readonly from: string | undefined
  readonly to: string | undefined
  readonly stores: ReturnType<typeof usePartners>['stores']
}

function Asking({ first, from: firstFrom, to: firstTo, stores }: Props) {
  const { t } = useText()
  const [, go] = useLocation()
  const { nameOf } = usePartners()
  const send = useSend('POST /v1/inventory/transfers')
  const { lines, setLines, valid } = useLines(first)
  const open = stores.filter(({ isActive }) => isActive)
  const [from, setFrom] = useState(firstFrom ?? open[0]?.storeId ?? '')
  const [to, setTo] = useState(firstTo ?? open.find(({ storeId }) => storeId !== from)?.storeId ?? '')
  const options = open.map(({ storeId }) => ({ value: storeId, text: nameOf(storeId) }))
  const note = text(postInventoryTransfers, 'note', { label: t('staff.stock.transfers.note'), autoComplete: 'off' })
  return (
    <>
      <div className="field-pair">
        <Choice
          id="from"
          label={t('staff.stock.transfers.from')}
          value={from}
          options={options}
          onChoose={(value) => setFrom(value ?? '')}
        />
        <Choice
          id="to"
          label={t('staff.stock.transfers.to')}
          value={to}
          options={options.filter(({ value }) => value !== from)}
          onChoose={(value) => setTo(value ?? '')}
        />
      </div>
      <LineList lines={lines} onChange={setLines} />
      {valid.length > 0 && to !== '' && to !== from && (
        <Form
          fields={[note]}
          onSubmit={async (entered) => {
            const { transferId } = await send.mutateAsync({ body: { from, to, lines: valid, ...entered } })
            say({ text: t('staff.stock.said.asked'), detail: `${nameOf(from)} → ${nameOf(to)}` })
            go(`/staff/transfers/${transferId}`)
          }}
        >
          {note.input}
          <Button>{t('staff.stock.transfers.askNow', { count: valid.length })}</Button>
        </Form>
      )}
    </>
  )
}
