// Receives a delivery: a scan fills item, lot and last day; then the number, and Enter adds the line.
import './inventory.css'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { postInventoryStoresReceipts } from '../../api/limits/post-inventory-stores-receipts.ts'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Form } from '../../ui/Form.tsx'
import { text } from '../../ui/fields.tsx'
import { Table } from '../../ui/Table.tsx'
import { say } from '../shell/Said.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { InStore } from './InStore.tsx'
import { type Item, ItemFinder, type Scanned } from './ItemFinder.tsx'
import { LineForm, type ReceivedLine } from './LineForm.tsx'
import type { StoreNumbers } from './stores.ts'

export default function ReceivePage() {
  const { t } = useText()
  return (
    <StaffPage title={t('staff.stock.receive.title')} back="/staff/shelf">
      <InStore>{(store) => <Receive key={store.storeId} store={store} />}</InStore>
    </StaffPage>
  )
}

interface Chosen {
  readonly item: Item
  readonly scanned: Scanned | undefined
}

function Receive({ store: { storeId, name } }: { readonly store: StoreNumbers }) {
  const { t } = useText()
  const [, go] = useLocation()
  const send = useSend('POST /v1/inventory/stores/{storeId}/receipts')
  const [chosen, setChosen] = useState<Chosen>()
  const [lines, setLines] = useState<readonly ReceivedLine[]>([])
  const of = postInventoryStoresReceipts
  const supplier = text(of, 'supplier', {
    ...{ label: t('staff.stock.receive.supplier'), size: 'medium', autoComplete: 'off' },
    wrong: 'staff.stock.receive.supplierWrong',
  })
  const invoice = text(of, 'invoiceNo', {
    ...{ label: t('staff.stock.receive.invoice'), size: 'medium', autoComplete: 'off' },
    ...{ hint: t('staff.stock.receive.invoiceHint'), wrong: 'staff.stock.receive.invoiceWrong' },
  })
  return (
    <>
      {chosen ? (
        <LineForm
          key={`${chosen.item.itemCode} ${chosen.scanned?.lot}`}
          {...chosen}
          onLine={(line) => {
            setLines([...lines, line])
            setChosen(undefined)
          }}
          onCancel={() => setChosen(undefined)}
        />
      ) : (
        <ItemFinder label={t('staff.stock.receive.scan')} onChoose={(item, scanned) => setChosen({ item, scanned })} />
      )}
      {lines.length > 0 && (
        <>
          <Table
            stacks
            caption={t('staff.stock.receive.lines')}
            columns={columnsOf((nth) => setLines(lines.filter((_line, index) => index !== nth)))}
            rows={lines.map((line, nth) => ({ ...line, nth }))}
            keyOf={({ nth }) => String(nth)}
          />
          <Form
            fields={[supplier, invoice]}
            onSubmit={async (entered) => {
              const body = { ...entered, lines: lines.map(({ name: _name, unit: _unit, ...line }) => line) }
              await send.mutateAsync({ path: { storeId }, body })
              say({ text: t('staff.stock.said.received', { count: lines.length }), detail: name })
              go('/staff/shelf')
            }}
          >
            <div className="field-pair">
              {supplier.input}
              {invoice.input}
            </div>
            <Button>{t('staff.stock.receive.button', { count: lines.length })}</Button>
          </Form>
        </>
      )}
    </>
  )
}

type Row = ReceivedLine & { readonly nth: number }

const columnsOf = (onRemove: (nth: number) => void): readonly Column<Row>[] => [
  { header: 'staff.stock.item', draw: ({ name }) => name },
  { header: 'staff.stock.lot', draw: ({ lot }) => lot },
  { header: 'staff.stock.maker', draw: ({ maker }) => maker, isDim: true },
  { header: 'staff.stock.expiresOn', draw: ({ expiresOn }, { format }) => format.day(expiresOn) },
  { header: 'staff.stock.quantity', isNumber: true, draw: ({ quantity }, { format }) => format.number(quantity) },
  { header: 'staff.stock.price', isNumber: true, draw: ({ mrpPaise }, { format }) => format.money(mrpPaise) },
  {
    header: 'staff.stock.acts',
    isControl: true,
    draw: ({ nth, name }, { t }) => (
      <Button kind="quiet" onClick={() => onRemove(nth)}>
        {t('staff.dispensing.sale.remove')}
        <span className="visually-hidden"> {name}</span>
      </Button>
    ),
  },
]
