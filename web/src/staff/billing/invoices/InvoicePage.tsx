// One bill: its lines, what was paid and given back; taking a part, a credit note, giving money back, and prints.
import '../../vaccination/centre.css'
import '../../doctors/doctors.css'
import '../billing.css'
import { useState } from 'react'
import { useParams } from 'wouter'
import { useAnswer } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { useMay } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import type { Column } from '../../../ui/columns.ts'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Prints } from '../../../ui/Prints.tsx'
import { Table } from '../../../ui/Table.tsx'
import { Dialog } from '../../shell/Dialog.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'
import { type Invoice, PayPanel } from '../counter/PayPanel.tsx'
import { SheetChoice, useSheet } from '../counter/sheet.tsx'
import { GiveBack } from '../refunds/GiveBack.tsx'
import { CreditForm } from './CreditForm.tsx'
import { Notes, Payments } from './history.tsx'
import { InvoicePill, stateOf } from './InvoicePill.tsx'

export default function InvoicePage() {
  const { t } = useText()
  const { invoiceId } = useParams<{ invoiceId: string }>()
  const answer = useAnswer('GET /v1/billing/invoices/{invoiceId}', { path: { invoiceId } })
  const { data, error } = answer
  return (
    <StaffPage
      title={t('staff.money.invoices.one')}
      {...(data && { heading: t('staff.money.bill', { number: data.number }) })}
      back="/staff/billing/invoices"
    >
      {data ? (
        <Shown invoice={data} />
      ) : error ? (
        <Failure error={error} onRetry={() => void answer.refetch()} />
      ) : (
        <Loading />
      )}
    </StaffPage>
  )
}

function Shown({ invoice }: { invoice: Invoice }) {
  const { t, format } = useText()
  const { sheet } = useSheet()
  const { invoiceId, number, lines } = invoice
  const mayTake = useMay('money.take')
  const [isPaying, setPaying] = useState(false)
  return (
    <>
      <Facts invoice={invoice} />
      <div className="money-acts no-print">
        <Prints
          name="GET /v1/billing/invoices/{invoiceId}/print"
          request={{ path: { invoiceId }, query: { sheet } }}
          fileName={`bill-${number.replaceAll('/', '-')}`}
        />
        <SheetChoice />
      </div>
      <Acts invoice={invoice} />
      {mayTake && invoice.duePaise > 0 && !isPaying && (
        <p className="no-print">
          <Button onClick={() => setPaying(true)}>
            {t('staff.money.takeOf', { sum: format.money(invoice.duePaise) })}
          </Button>
        </p>
      )}
      {isPaying && <PayPanel invoiceId={invoiceId} onPaid={() => setPaying(false)} onLeave={() => setPaying(false)} />}
      <section>
        <h2>{t('staff.money.invoices.lines')}</h2>
        <Table
          stacks
          hidesCaption
          caption={t('staff.money.invoices.lines')}
          columns={LINES}
          rows={lines}
          keyOf={({ line }) => String(line)}
        />
      </section>
      <Payments invoice={invoice} />
      <Notes invoice={invoice} />
    </>
  )
}

function Facts({ invoice }: { invoice: Invoice }) {
  const { t, format } = useText()
  const { patient, issuedAt, kind, issuer, totalPaise, paidPaise, refundedPaise, creditedPaise } = invoice
  const rows: (readonly [string, string])[] = [
    [t('staff.appointments.column.patient'), patient?.name ?? t('staff.money.nobody')],
    [t('staff.money.column.kind'), t(`staff.money.kind.${kind}`)],
    [t('staff.money.column.issuedAt'), format.instant(issuedAt)],
    [t('staff.money.issuer.one'), [issuer.legalName, issuer.gstin].filter(Boolean).join(', ')],
    [t('staff.money.total'), format.money(totalPaise)],
    ...(paidPaise > 0 ? [[t('staff.money.paid'), format.money(paidPaise)] as const] : []),
    ...(creditedPaise > 0 ? [[t('staff.money.credited'), format.money(creditedPaise)] as const] : []),
    ...(refundedPaise > 0 ? [[t('staff.money.refunded'), format.money(refundedPaise)] as const] : []),
    ...(invoice.duePaise > 0 ? [[t('staff.money.due'), format.money(invoice.duePaise)] as const] : []),
    ...(invoice.refundablePaise > 0
      ? [[t('staff.money.refundable'), format.money(invoice.refundablePaise)] as const]
      : []),
  ]
  return (
    <>
      <p>
        <InvoicePill state={stateOf(invoice)} />
      </p>
      <dl className="doctor-facts doctor-evidence">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function Acts({ invoice }: { invoice: Invoice }) {
  const { t, format } = useText()
  const [mayCredit, mayRefund] = [useMay('credit.write'), useMay('money.refund')]
  const [open, setOpen] = useState<'credit' | 'refund'>()
  const close = (): void => setOpen(undefined)
  const isLeft = invoice.lines.some(({ quantity, credited }) => credited < quantity)
  return (
    <div className="money-acts no-print">
      {mayRefund && invoice.refundablePaise > 0 && (
        <Button kind="tint" onClick={() => setOpen('refund')}>
          {t('staff.money.refunds.give', { sum: format.money(invoice.refundablePaise) })}
        </Button>
      )}
      {mayCredit && isLeft && (
        <Button kind="quiet" onClick={() => setOpen('credit')}>
          {t('staff.money.credit.button')}
        </Button>
      )}
      <Dialog title={t('staff.money.credit.button')} isOpen={open === 'credit'} onClose={close}>
        <CreditForm invoice={invoice} onDone={close} />
      </Dialog>
      <Dialog title={t('staff.money.refunds.title')} isOpen={open === 'refund'} onClose={close}>
        <GiveBack of={invoice} paise={invoice.refundablePaise} onDone={close} />
      </Dialog>
    </div>
  )
}

type Line = Invoice['lines'][number]

const LINES: readonly Column<Line>[] = [
  {
    key: 'what',
    text: ({ text }) => text,
    header: 'staff.money.column.what',
    draw: ({ text, batch }, { format }) => (
      <>
        {text}
        {batch && <span className="soft">{` ${batch.lot}, ${format.day(batch.expiresOn)}`}</span>}
      </>
    ),
  },
  { key: 'hsn', text: ({ hsnSac }) => hsnSac, header: 'staff.money.column.hsn', isDim: true },
  { key: 'quantity', text: ({ quantity }) => quantity, header: 'staff.money.column.quantity', isNumber: true },
  {
    key: 'credited',
    text: ({ credited }) => credited,
    header: 'staff.money.column.credited',
    isNumber: true,
    draw: ({ credited }, { format }) => (credited === 0 ? '' : format.number(credited)),
  },
  {
    key: 'price',
    text: ({ unitPricePaise }) => unitPricePaise / 100,
    header: 'staff.money.column.price',
    isNumber: true,
    draw: ({ unitPricePaise }, { format }) => format.money(unitPricePaise),
  },
  {
    key: 'tax',
    text: ({ taxBasisPoints }) => taxBasisPoints / 100,
    header: 'staff.money.column.tax',
    isNumber: true,
    draw: ({ taxBasisPoints }, { t, format }) =>
      taxBasisPoints === 0
        ? t('staff.money.exempt')
        : t('staff.money.percent', { value: format.number(taxBasisPoints / 100) }),
  },
  {
    key: 'total',
    text: ({ totalPaise }) => totalPaise / 100,
    header: 'staff.money.column.amount',
    isNumber: true,
    draw: ({ totalPaise }, { format }) => format.money(totalPaise),
  },
]
