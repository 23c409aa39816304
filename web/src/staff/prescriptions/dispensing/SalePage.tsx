// A sale over the counter: what no schedule holds, or Schedule G. The server refuses everything else.
import '../../inventory/inventory.css'
import './dispensing.css'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { ask } from '../../../api/client.ts'
import { useSend } from '../../../api/queries.ts'
import { toWhole } from '../../../entered.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import type { Column } from '../../../ui/columns.ts'
import { Failure } from '../../../ui/outcomes.tsx'
import { Table } from '../../../ui/Table.tsx'
import { type Item, ItemFinder } from '../../inventory/ItemFinder.tsx'
import { say } from '../../shell/Said.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'
import { InPharmacy } from './InPharmacy.tsx'
import type { Store } from './pharmacy.ts'
import { amountOf } from './words.tsx'

export default function SalePage() {
  const { t } = useText()
  return (
    <StaffPage title={t('staff.dispensing.sale.title')} back="/staff/dispensing">
      <p className="soft">{t('staff.dispensing.sale.what')}</p>
      <InPharmacy>{(pharmacy) => <Sale key={pharmacy.storeId} pharmacy={pharmacy} />}</InPharmacy>
    </StaffPage>
  )
}

interface Row {
  readonly item: Item
  readonly free: number
  readonly typed: string
}

function Sale({ pharmacy: { storeId } }: { readonly pharmacy: Store }) {
  const { t } = useText()
  const [, go] = useLocation()
  const [rows, setRows] = useState<readonly Row[]>([])
  const [failed, setFailed] = useState<unknown>()
  const send = useSend('POST /v1/dispenses')
  const add = async (item: Item): Promise<void> => {
    if (rows.some((row) => row.item.itemCode === item.itemCode)) return
    const { items } = await ask('GET /v1/inventory/stores/{storeId}/levels', {
      path: { storeId },
      query: { q: item.name.slice(0, 100), limit: 100 },
    })
    const free = items.find(({ itemCode }) => itemCode === item.itemCode)?.free ?? 0
    setRows((before) => [...before, { item, free, typed: '1' }])
  }
  const change = (code: string, typed: string): void =>
    setRows(rows.map((row) => (row.item.itemCode === code ? { ...row, typed } : row)))
  const lines = rows.flatMap(({ item: { itemCode }, typed }) => {
    const quantity = toWhole(typed) ?? 0
    return quantity > 0 ? [{ itemCode, quantity }] : []
  })
  const sell = async (): Promise<void> => {
    const { dispenseId } = await send.mutateAsync({ body: { storeId, lines, collection: 'now' } })
    say({ text: t('staff.dispensing.said.prepared'), detail: t('staff.dispensing.sale.one') })
    go(`/staff/dispenses/${dispenseId}`)
  }
  const remove = (code: string): void => setRows(rows.filter((row) => row.item.itemCode !== code))
  return (
    <>
      <ItemFinder onChoose={(item) => void add(item).catch(setFailed)} />
      {failed !== undefined && <Failure error={failed} takesFocus />}
      {send.error && <Failure error={send.error} takesFocus />}
      {rows.length > 0 && (
        <>
          <Table
            hidesCaption
            stacks
            caption={t('staff.dispensing.sale.title')}
            columns={columnsOf(change, remove)}
            rows={rows}
            keyOf={({ item: { itemCode } }) => itemCode}
          />
          <div className="act-bar">
            {lines.length === 0 ? (
              <p>{t('staff.dispensing.prepare.nothing')}</p>
            ) : (
              <Button onClick={() => void sell().catch(() => undefined)}>
                {t('staff.dispensing.prepare.button', { count: lines.length })}
              </Button>
            )}
          </div>
        </>
      )}
    </>
  )
}

const columnsOf = (
  onChange: (code: string, typed: string) => void,
  onRemove: (code: string) => void,
): readonly Column<Row>[] => [
  { header: 'staff.dispensing.column.medicine', draw: ({ item }) => item.name },
  {
    header: 'staff.dispensing.prepare.give',
    isNumber: true,
    draw: ({ item: { itemCode, name }, typed }, { t }) => (
      <input
        className="input give-number"
        inputMode="numeric"
        autoComplete="off"
        maxLength={6}
        aria-label={t('staff.dispensing.prepare.giveOf', { medicine: name })}
        value={typed}
        onFocus={({ target }) => target.select()}
        onChange={({ target }) => onChange(itemCode, target.value)}
      />
    ),
  },
  {
    header: 'staff.dispensing.prepare.shelf',
    isNumber: true,
    draw: ({ item: { unit }, free }, words) => amountOf(free, unit, words),
  },
  {
    header: 'staff.dispensing.prepare.act',
    isControl: true,
    draw: ({ item: { itemCode, name } }, { t }) => (
      <Button kind="quiet" onClick={() => onRemove(itemCode)}>
        {t('staff.dispensing.sale.remove')}
        <span className="visually-hidden"> {name}</span>
      </Button>
    ),
  },
]
