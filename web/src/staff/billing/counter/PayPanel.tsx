// Takes the money of one bill: the method, what was tendered with the change, or UPI; then the bill prints.
import { useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { Answer } from '../../../api/client.ts'
import { useAnswer } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { useMay } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { usePrint } from '../../../ui/Prints.tsx'
import { useUpi } from '../../../upi.ts'
import { say } from '../../shell/Said.tsx'
import { useShortcuts } from '../../shell/shortcuts.ts'
import { PayForm, type Taken } from './PayForm.tsx'
import { useSheet } from './sheet.tsx'
import { Upi } from './Upi.tsx'

export type Invoice = Answer<'GET /v1/billing/invoices/{invoiceId}'>

interface PayPanelProps {
  readonly invoiceId: string
  /** All is paid. */
  readonly onPaid: () => void
  /** Somebody wants to do something else first. */
  readonly onLeave?: () => void
}

export function PayPanel(props: PayPanelProps) {
  const { invoiceId } = props
  const answer = useAnswer('GET /v1/billing/invoices/{invoiceId}', { path: { invoiceId } })
  if (answer.data) return <Pay {...props} invoice={answer.data} />
  return answer.error ? <Failure error={answer.error} onRetry={() => void answer.refetch()} /> : <Loading />
}

function Pay({ invoice, onPaid, onLeave }: PayPanelProps & { readonly invoice: Invoice }) {
  const { t, format } = useText()
  const { invoiceId, number, totalPaise, paidPaise, duePaise } = invoice
  const { printBill, error } = usePrintBill(invoice)
  // A payment by UPI shows its end although nothing is due any more.
  const [wasDue] = useState(duePaise > 0)
  const end = (): void => {
    printBill()
    onPaid()
  }
  const onTaken = ({ paise, changePaise, leftPaise }: Taken): void => {
    const detail = changePaise > 0 ? t('staff.money.pay.changeOf', { sum: format.money(changePaise) }) : number
    say({ text: t('staff.money.said.paid', { sum: format.money(paise) }), detail, link: toBill(invoiceId, t) })
    if (leftPaise === 0) end()
  }
  return (
    <section className="pay" aria-label={t('staff.money.pay.title')}>
      <div className="pay-head">
        <h2>
          <Link href={`/staff/billing/invoices/${invoiceId}`}>{number}</Link>
        </h2>
        <dl className="pay-sums">
          <div>
            <dt>{t('staff.money.total')}</dt>
            <dd>{format.money(totalPaise)}</dd>
          </div>
          {paidPaise > 0 && (
            <div>
              <dt>{t('staff.money.paid')}</dt>
              <dd>{format.money(paidPaise)}</dd>
            </div>
          )}
          <div>
            <dt>{t('staff.money.due')}</dt>
            <dd className="pay-sum">{format.money(duePaise)}</dd>
          </div>
        </dl>
      </div>
      {error !== null && <Failure error={error} />}
      {(duePaise > 0 || wasDue) && <Ways invoice={invoice} onTaken={onTaken} onEnd={end} />}
      {onLeave && (
        <Button kind="plain" onClick={onLeave}>
          {t('staff.money.pay.later')}
        </Button>
      )}
    </section>
  )
}

const toBill = (invoiceId: string, t: (key: string) => string) => ({
  href: `/staff/billing/invoices/${invoiceId}`,
  text: t('staff.money.open'),
})

function usePrintBill({ invoiceId }: Invoice) {
  const print = usePrint('GET /v1/billing/invoices/{invoiceId}/print')
  const { sheet } = useSheet()
  const printBill = (): void => print.print({ path: { invoiceId }, query: { sheet } })
  return { printBill, error: print.error }
}

interface WaysProps {
  readonly invoice: Invoice
  readonly onTaken: (taken: Taken) => void
  readonly onEnd: () => void
}

/** By the form, or by UPI with a QR code, which ends by itself. */
function Ways({ invoice, onTaken, onEnd }: WaysProps) {
  const { t, format } = useText()
  const upi = useUpi(invoice.invoiceId)
  const mayAsk = useMay('invoice.pay')
  const ask = (): void => void upi.ask().catch(() => undefined)
  useShortcuts(
    t('staff.money.counter.menu'),
    mayAsk ? [{ keys: 'u', label: t('staff.money.upi.title'), run: ask }] : [],
  )
  const { state, asked } = upi
  const latest = useRef(onEnd)
  latest.current = onEnd
  const { number } = invoice
  useEffect(() => {
    if (state !== 'paid' || !asked) return
    say({ text: t('staff.money.said.paid', { sum: format.money(asked.amountPaise) }), detail: number })
    // The green stays a moment, so that the patient sees it.
    const timer = setTimeout(() => latest.current(), GREEN_MS)
    return () => clearTimeout(timer)
  }, [state, asked, number, t, format])
  if (state !== 'idle' || upi.error) {
    return <Upi upi={upi} number={invoice.number} onBack={upi.forget} onAgain={ask} />
  }
  return <PayForm key={invoice.paidPaise} invoice={invoice} onTaken={onTaken} onUpi={mayAsk ? ask : undefined} />
}

const GREEN_MS = 2_500
