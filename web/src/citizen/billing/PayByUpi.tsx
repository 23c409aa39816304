// Pays what is due of a bill by UPI: a press shows the code and the link to the app, and the page sees that it is paid.
import type { Answer } from '../../api/client.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import QrCode from '../../ui/QrCode.tsx'
import { useUpi } from '../../upi.ts'
import './bills.css'

type Bill = Pick<Answer<'GET /v1/billing/invoices'>['items'][number], 'invoiceId' | 'number' | 'duePaise'>

export function PayByUpi({ bill: { invoiceId, number, duePaise } }: { bill: Bill }) {
  const { t, format } = useText()
  const { asked, state, ask, error } = useUpi(invoiceId)
  const begin = (): void => void ask().catch(() => undefined)
  if (state === 'paid' && asked) {
    return (
      <Notice kind="good" takesFocus title={t('bills.paidNow', { sum: format.money(asked.amountPaise) })}>
        <p>{t('bills.number', { number })}</p>
      </Notice>
    )
  }
  if (state === 'waiting' && asked) {
    return (
      <section className="bill-upi" aria-label={t('bills.upi')}>
        <div className="bill-code">
          <QrCode text={asked.uri} label={t('bills.code')} />
        </div>
        <div>
          <p>
            <a className="button button-main" href={asked.uri}>
              {t('bills.openApp')}
            </a>
          </p>
          <p>{t('bills.scan')}</p>
          <p role="status" className="soft">
            {t('bills.waiting', { time: format.time(asked.expiresAt) })}
          </p>
        </div>
      </section>
    )
  }
  return (
    <div>
      {error && <Failure error={error} takesFocus />}
      {state === 'ended' && <Notice kind="warning" takesFocus title={t('bills.ended')} />}
      <Button kind="quiet" onClick={begin}>
        {t('bills.pay', { sum: format.money(duePaise) })} <span className="visually-hidden">{number}</span>
      </Button>
      <p className="soft">{t('bills.orCounter')}</p>
    </div>
  )
}
