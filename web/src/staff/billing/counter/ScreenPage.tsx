// The second screen of a counter, which the patient sees: the sum and the QR code, and green when it is paid.
import '../billing.css'
import { useEffect, useState } from 'react'
import { useText } from '../../../i18n/language.ts'
import { Icon } from '../../../ui/Icon.tsx'
import QrCode from '../../../ui/QrCode.tsx'
import { type Shown, watchCounter } from './second-screen.ts'

export default function ScreenPage() {
  const { t, format } = useText()
  const [shown, setShown] = useState<Shown>({ state: 'idle' })
  useEffect(() => watchCounter(setShown), [])
  const { state, uri, paise = 0, number = '' } = shown
  return (
    <section aria-labelledby="pay-screen" className={`pay-screen pay-screen-${state}`}>
      <title>{`${t('staff.money.screen.title')} – ${t('ui.name')}`}</title>
      <h1 id="pay-screen">{t('staff.money.screen.title')}</h1>
      <div role="status">
        {state === 'idle' && <p>{t('staff.money.screen.idle')}</p>}
        {state !== 'idle' && (
          <>
            <p className="pay-screen-sum">{format.money(paise)}</p>
            <p>{t('staff.money.bill', { number })}</p>
          </>
        )}
        {state === 'waiting' && uri !== undefined && (
          <div className="pay-screen-code">
            <QrCode text={uri} label={t('staff.money.upi.code')} />
            <p>{t('staff.money.upi.scan')}</p>
          </div>
        )}
        {state === 'paid' && (
          <p className="pay-screen-done">
            <Icon name="circle-check" sizePx={64} /> {t('staff.money.upi.paid')}
          </p>
        )}
        {state === 'ended' && <p>{t('staff.money.upi.ended')}</p>}
      </div>
    </section>
  )
}
