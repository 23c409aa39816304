// One bill of the family: what it is for, what was paid and given back, paying the rest, and prints.
import { useState } from 'react'
import { useParams } from 'wouter'
import type { Answer } from '../../api/client.ts'
import { useAnswer } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import type { Column } from '../../ui/columns.ts'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Page } from '../../ui/Page.tsx'
import { Prints } from '../../ui/Prints.tsx'
import { SummaryList } from '../../ui/SummaryList.tsx'
import { Table } from '../../ui/Table.tsx'
import './bills.css'
import { PayByUpi } from './PayByUpi.tsx'

type Bill = Answer<'GET /v1/billing/invoices/{invoiceId}'>
type Line = Bill['lines'][number]

export default function BillPage() {
  const { t } = useText()
  const { invoiceId } = useParams<{ invoiceId: string }>()
  const { data, error, refetch } = useAnswer('GET /v1/billing/invoices/{invoiceId}', { path: { invoiceId } })
  return (
    <Page title={t('bills.one')} back="/account/records/bills" isPersonal>
      {data ? <Shown bill={data} /> : error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}
    </Page>
  )
}

function Shown({ bill }: { bill: Bill }) {
  const { t, format } = useText()
  const { invoiceId, number, issuer, issuedAt, totalPaise, paidPaise, creditedPaise, refundedPaise } = bill
  // The word that it is paid stays although nothing is due any more.
  const [wasDue] = useState(bill.duePaise > 0)
  const sums = [
    ['total', totalPaise],
    ['paidSum', paidPaise],
    ['credited', creditedPaise],
    ['refunded', refundedPaise],
    ['due', bill.duePaise],
    ['refundable', bill.refundablePaise],
  ] as const
  const rows = [
    { label: t('bills.hospital'), value: issuer.legalName },
    { label: t('bills.numberLabel'), value: number },
    { label: t('bills.issued'), value: format.instant(issuedAt) },
    ...sums
      .filter(([name, paise]) => name === 'total' || paise > 0)
      .map(([name, paise]) => ({ label: t(`bills.sum.${name}`), value: <strong>{format.money(paise)}</strong> })),
  ]
  return (
    <>
      <SummaryList rows={rows} />
      {wasDue && <PayByUpi bill={bill} />}
      <Prints
        name="GET /v1/billing/invoices/{invoiceId}/print"
        request={{ path: { invoiceId } }}
        fileName={`bill-${number.replaceAll('/', '-')}`}
      />
      <h2>{t('bills.lines')}</h2>
      <Table
        stacks
        hidesCaption
        caption={t('bills.lines')}
        columns={LINES}
        rows={bill.lines}
        keyOf={({ line }) => String(line)}
      />
      <History bill={bill} />
    </>
  )
}

const LINES: readonly Column<Line>[] = [
  { key: 'what', text: ({ text }) => text, header: 'bills.column.what' },
  { key: 'quantity', text: ({ quantity }) => quantity, header: 'bills.column.quantity', isNumber: true },
  {
    key: 'price',
    text: ({ unitPricePaise }) => unitPricePaise / 100,
    header: 'bills.column.price',
    isNumber: true,
    draw: ({ unitPricePaise }, { format }) => format.money(unitPricePaise),
  },
  {
    key: 'total',
    text: ({ totalPaise }) => totalPaise / 100,
    header: 'bills.column.amount',
    isNumber: true,
    draw: ({ totalPaise }, { format }) => format.money(totalPaise),
  },
]

/** Receipts and credit notes, each with its print. */
function History({ bill: { payments, creditNotes } }: { bill: Bill }) {
  const { t, format } = useText()
  const done = payments.filter(({ status }) => status === 'DONE')
  if (done.length === 0 && creditNotes.length === 0) return null
  return (
    <>
      <h2>{t('bills.receipts')}</h2>
      <ul className="plain">
        {done.map(({ paymentId, receiptNumber = '', direction, method, amountPaise, at }) => (
          <li key={paymentId} className="bill">
            <p className="bill-line">
              <span>
                {t(direction === 'out' ? 'bills.wasGiven' : 'bills.wasPaid', { method: t(`bills.method.${method}`) })}
              </span>
              <strong>{format.money(amountPaise)}</strong>
            </p>
            <p className="soft">{[receiptNumber, format.instant(at)].join(', ')}</p>
            <Prints
              name="GET /v1/billing/payments/{paymentId}/print"
              request={{ path: { paymentId } }}
              fileName={`receipt-${receiptNumber.replaceAll('/', '-')}`}
            />
          </li>
        ))}
        {creditNotes.map(({ creditNoteId, number, totalPaise, reason, writtenAt }) => (
          <li key={creditNoteId} className="bill">
            <p className="bill-line">
              <span>{t('bills.note', { reason })}</span>
              <strong>{format.money(totalPaise)}</strong>
            </p>
            <p className="soft">{[number, format.instant(writtenAt)].join(', ')}</p>
            <Prints
              name="GET /v1/billing/credit-notes/{creditNoteId}/print"
              request={{ path: { creditNoteId } }}
              fileName={`credit-note-${number.replaceAll('/', '-')}`}
            />
          </li>
        ))}
      </ul>
    </>
  )
}
