// The columns of bills, declared once for the screen, the file and paper.
import { Link } from 'wouter'
import type { Column } from '../../../ui/columns.ts'
import { type Bill, InvoicePill, stateOf } from './InvoicePill.tsx'

const money = (
  key: string,
  header: string,
  pick: (bill: Bill) => number,
  more: { readonly isDim?: true } = {},
): Column<Bill> => ({
  ...{ key, header, isNumber: true, ...more },
  text: (bill: Bill) => pick(bill) / 100,
  draw: (bill, { format }) => (pick(bill) === 0 ? '' : format.money(pick(bill))),
})

export const BILL_COLUMNS: readonly Column<Bill>[] = [
  {
    key: 'number',
    text: ({ number }) => number,
    header: 'staff.money.column.number',
    draw: ({ invoiceId, number }) => (
      <Link className="nowrap" href={`/staff/billing/invoices/${invoiceId}`}>
        {number}
      </Link>
    ),
  },
  { key: 'name', text: ({ patient }) => patient?.name, header: 'staff.appointments.column.patient' },
  {
    key: 'issuedAt',
    text: ({ issuedAt }) => issuedAt,
    header: 'staff.money.column.issuedAt',
    isDim: true,
    draw: ({ issuedAt }, { format }) => format.instant(issuedAt),
  },
  {
    key: 'state',
    text: stateOf,
    header: 'staff.money.column.state',
    draw: (bill) => <InvoicePill state={stateOf(bill)} />,
  },
  money('total', 'staff.money.total', ({ totalPaise }) => totalPaise),
  money('due', 'staff.money.due', ({ duePaise }) => duePaise),
]

export const REFUND_COLUMNS: readonly Column<Bill>[] = [
  ...BILL_COLUMNS.slice(0, 3),
  money('refundable', 'staff.money.refundable', ({ refundablePaise }) => refundablePaise),
]
