// A payment by UPI at the counter: the QR code here and on the second screen, until the bank says that it is paid.
import { useEffect, useRef } from 'react'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { Failure } from '../../../ui/outcomes.tsx'
import QrCode from '../../../ui/QrCode.tsx'
import type { useUpi } from '../../../upi.ts'
import { openCounter } from './second-screen.ts'

interface UpiProps {
  readonly upi: ReturnType<typeof useUpi>
  readonly number: string
  readonly onBack: () => void
  readonly onAgain: () => void
}

export function Upi({ upi, number, onBack, onAgain }: UpiProps) {
  const { t, format } = useText()
  const { asked, state, error } = upi
  useSecondScreen(upi, number)
  if (error) return <Failure error={error} takesFocus onRetry={onAgain} />
  if (!asked) return null
  return (
    <section className={`pay-upi pay-upi-${state}`} aria-label={t('staff.money.upi.title')}>
      {state === 'waiting' && (
        <div className="pay-upi-code">
          <QrCode text={asked.uri} label={t('staff.money.upi.code')} />
        </div>
      )}
      <div>
        <p className="pay-sum">{format.money(asked.amountPaise)}</p>
        <p role="status" className="pay-upi-state">
          {state === 'paid' && <Icon name="circle-check" sizePx={24} />} {t(`staff.money.upi.${state}`)}
        </p>
        {state === 'waiting' && (
          <p className="soft">{t('staff.money.upi.until', { time: format.time(asked.expiresAt) })}</p>
        )}
        {state === 'ended' && <Button onClick={onAgain}>{t('staff.money.upi.again')}</Button>}
        {state !== 'paid' && (
          <Button kind="quiet" onClick={onBack}>
            {t('staff.money.upi.other')}
          </Button>
        )}
      </div>
    </section>
  )
}

/** Tells the second screen what this counter shows, and empties it at the end. */
function useSecondScreen({ asked, state }: UpiProps['upi'], number: string): void {
  const counter = useRef<ReturnType<typeof openCounter>>(undefined)
  useEffect(() => {
    const own = openCounter()
    counter.current = own
    return () => {
      own.show({ state: 'idle' })
      own.close()
    }
  }, [])
  useEffect(() => {
    if (asked) counter.current?.show({ state, uri: asked.uri, paise: asked.amountPaise, number })
  }, [asked, state, number])
}
