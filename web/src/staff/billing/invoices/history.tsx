// What happened to a bill: its payments with their receipts, and its credit notes; each can be printed again.
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import type { Column } from '../../../ui/columns.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { Failure } from '../../../ui/outcomes.tsx'
import { usePrint } from '../../../ui/Prints.tsx'
import { Table } from '../../../ui/Table.tsx'
import type { Invoice } from '../counter/PayPanel.tsx'
import { useSheet } from '../counter/sheet.tsx'

type Payment = Invoice['payments'][number]
type Note = Invoice['creditNotes'][number]

export function Payments({ invoice }: { invoice: Invoice }) {
  const { t } = useText()
  const { sheet } = useSheet()
  const print = usePrint('GET /v1/billing/payments/{paymentId}/print')
  if (invoice.payments.length === 0) return null
  const onPrint = ({ paymentId }: Payment): void => print.print({ path: { paymentId }, query: { sheet } })
  const caption = t('staff.money.invoices.payments')
  return (
    <section>
      <h2>{caption}</h2>
      {print.error && <Failure error={print.error} />}
      <Table
        stacks
        hidesCaption
        caption={caption}
        columns={[...PAYMENTS, printOf<Payment>(onPrint, ({ status }) => status === 'DONE')]}
        rows={invoice.payments}
        keyOf={({ paymentId }) => paymentId}
      />
    </section>
  )
}

export function Notes({ invoice }: { invoice: Invoice }) {
  const { t } = useText()
  const { sheet } = useSheet()
  const print = usePrint('GET /v1/billing/credit-notes/{creditNoteId}/print')
  if (invoice.creditNotes.length === 0) return null
  const onPrint = ({ creditNoteId }: Note): void => print.print({ path: { creditNoteId }, query: { sheet } })
  const caption = t('staff.money.invoices.notes')
  return (
    <section>
      <h2>{caption}</h2>
      {print.error && <Failure error={print.error} />}
      <Table
        stacks
        hidesCaption
        caption={caption}
        columns={[...NOTES, printOf<Note>(onPrint, () => true)]}
        rows={invoice.creditNotes}
        keyOf={({ creditNoteId }) => creditNoteId}
      />
    </section>
  )
}

const printOf = <Row extends { readonly number?: string; readonly receiptNumber?: string }>(
  onPrint: (row: Row) => void,
  isPrinted: (row: Row) => boolean,
): Column<Row> => ({
  header: 'staff.people.change',
  isControl: true,
  draw: (row, { t }) =>
    isPrinted(row) && (
      <div className="row-actions">
        <Button kind="quiet" onClick={() => onPrint(row)}>
          <Icon name="printer" /> {t('prints.print')}{' '}
          <span className="visually-hidden">{row.number ?? row.receiptNumber}</span>
        </Button>
      </div>
    ),
})

const PAYMENTS: readonly Column<Payment>[] = [
  { key: 'receipt', text: ({ receiptNumber }) => receiptNumber, header: 'staff.money.column.receipt' },
  {
    key: 'at',
    text: ({ at }) => at,
    header: 'staff.money.column.at',
    isDim: true,
    draw: ({ at }, { format }) => format.instant(at),
  },
  {
    key: 'method',
    text: ({ method }) => method,
    header: 'staff.money.column.method',
    draw: ({ method, direction, reference }, { t }) => {
      const how = t(`staff.money.method.${method}`)
      const words = direction === 'out' ? t('staff.money.given', { method: how }) : how
      return reference === undefined ? words : `${words}, ${reference}`
    },
  },
  {
    key: 'status',
    text: ({ status }) => status,
    header: 'staff.money.column.state',
    draw: ({ status, isConfirmed }, { t }) =>
      status === 'DONE' && !isConfirmed ? t('staff.money.unconfirmed') : t(`staff.money.paymentState.${status}`),
  },
  {
    key: 'amount',
    text: ({ amountPaise, direction }) => (direction === 'out' ? -amountPaise : amountPaise) / 100,
    header: 'staff.money.column.amount',
    isNumber: true,
    draw: ({ amountPaise, direction }, { format }) => `${direction === 'out' ? '−' : ''}${format.money(amountPaise)}`,
  },
]

const NOTES: readonly Column<Note>[] = [
  { key: 'number', text: ({ number }) => number, header: 'staff.money.column.number' },
  {
    key: 'writtenAt',
    text: ({ writtenAt }) => writtenAt,
    header: 'staff.money.column.at',
    isDim: true,
    draw: ({ writtenAt }, { format }) => format.instant(writtenAt),
  },
  { key: 'reason', text: ({ reason }) => reason, header: 'staff.money.why' },
  {
    key: 'total',
    text: ({ totalPaise }) => totalPaise / 100,
    header: 'staff.money.column.amount',
    isNumber: true,
    draw: ({ totalPaise }, { format }) => format.money(totalPaise),
  },
]
